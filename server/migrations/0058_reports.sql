-- Texts counted by the hour in which they left, and by what reports take them apart. Folded anew while anything of them may change
-- (analytics/reports/fold.ts), and all that is left of months whose texts are no longer kept.
create table text_hour (
  workspace_id uuid not null,
  hour timestamptz not null,
  campaign_id uuid,
  sender_id uuid not null,
  country text,
  carrier text,
  -- 0 to 167: the hour of the week where the person is, from Monday 0:00 on.
  slot smallint not null,
  status text not null,
  reason text,
  texts integer not null,
  parts integer not null,
  clicked integer not null,
  replied integer not null,
  left_within_day integer not null
);
create index text_hour_hour on text_hour (workspace_id, hour);
select fence_tenant_table('text_hour');
grant select on text_hour to tidings_app, tidings_readonly;
grant select, insert, delete on text_hour to tidings_worker;

-- When each of the three kinds of folding was last done, and what it took.
create table text_hour_state (
  workspace_id uuid not null references workspace,
  span text not null check (span in ('hot', 'warm', 'cold')),
  folded_at timestamptz not null,
  took_ms integer not null,
  primary key (workspace_id, span)
);
select fence_tenant_table('text_hour_state');
grant select on text_hour_state to tidings_app, tidings_readonly;
grant select, insert, update on text_hour_state to tidings_worker;

-- What a workspace wants to be told of; what it has not changed is as it comes (analytics/alerts/rules.ts).
create table alert_rule (
  workspace_id uuid not null references workspace,
  rule text not null,
  is_on boolean not null,
  threshold numeric(6, 5) not null check (threshold between 0 and 1),
  primary key (workspace_id, rule)
);
-- Whom alerts are told to: addresses of mail, and one of a program.
create table alert_setting (
  workspace_id uuid primary key references workspace,
  emails text[] not null,
  webhook_url text,
  webhook_secret bytea
);
create table alert (
  workspace_id uuid not null references workspace,
  id uuid not null,
  rule text not null,
  value double precision not null,
  low double precision not null,
  high double precision not null,
  threshold double precision not null,
  texts integer not null,
  raised_at timestamptz not null,
  ended_at timestamptz,
  seen_by text,
  seen_at timestamptz,
  primary key (workspace_id, id)
);
-- A rule is broken once at a time.
create unique index alert_open on alert (workspace_id, rule) where ended_at is null;
-- What was told to whom, or what came in between.
create table alert_letter (
  workspace_id uuid not null,
  alert_id uuid not null,
  way text not null check (way in ('email', 'webhook')),
  address text not null,
  told_at timestamptz,
  tries smallint not null default 0,
  next_at timestamptz not null,
  trouble text,
  primary key (workspace_id, alert_id, way, address),
  foreign key (workspace_id, alert_id) references alert (workspace_id, id)
);
create index alert_letter_due on alert_letter (workspace_id, next_at) where told_at is null;

-- A report that is sent by the calendar.
create table report_subscription (
  workspace_id uuid not null references workspace,
  id uuid not null,
  report text not null,
  every text not null check (every in ('day', 'week', 'month')),
  at_hour smallint not null check (at_hour between 0 and 23),
  emails text[] not null,
  to_file boolean not null,
  created_by text not null,
  created_at timestamptz not null,
  next_at timestamptz not null,
  last_at timestamptz,
  last_trouble text,
  primary key (workspace_id, id)
);
select fence_tenant_table(t) from unnest(array['alert_rule', 'alert_setting', 'alert', 'alert_letter', 'report_subscription']::regclass[]) t;
grant select, insert, update on alert_rule, alert_setting to tidings_app;
grant select on alert_rule, alert_setting to tidings_worker;
grant select, update on alert to tidings_app;
grant select on alert_letter to tidings_app;
grant select, insert, update on alert, alert_letter to tidings_worker;
grant select, insert, delete on report_subscription to tidings_app;
grant select, update on report_subscription to tidings_worker;
grant select on alert_rule, alert_setting, alert, alert_letter, report_subscription to tidings_readonly;
