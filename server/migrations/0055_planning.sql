-- When campaigns go: schedules, what they are for, and those that come again by a rule.

alter table campaign drop constraint campaign_status_check;
alter table campaign add constraint campaign_status_check
  check (status in ('draft', 'checked', 'scheduled', 'testing', 'sending', 'paused', 'stopped', 'finished'));
-- One more with every edit, so that two people can tell which of the words they speak about.
alter table campaign add column version integer not null default 1;

create table campaign_schedule (
  workspace_id uuid not null,
  campaign_id uuid not null,
  -- How its people come after one another, and at whose clocks (campaigns/hours/hour-plan.ts).
  plan jsonb not null,
  -- What was said of it when it was scheduled: hours by zone, the end, hours that do not exist.
  told jsonb not null,
  starts_at timestamptz not null,
  -- It starts by itself, so somebody has said beforehand how many may be texted.
  most_people integer not null check (most_people > 0),
  state text not null default 'armed' check (state in ('armed', 'started', 'failed', 'missed', 'withdrawn')),
  -- Why it did not start.
  sentence text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id)
);
create index campaign_schedule_due on campaign_schedule (workspace_id, starts_at) where state = 'armed';
create index campaign_schedule_by_time on campaign_schedule (workspace_id, starts_at);
select fence_tenant_table('campaign_schedule');
grant select, insert, update on campaign_schedule to tidings_app, tidings_worker;
grant select on campaign_schedule to tidings_readonly;

-- What a campaign is for, said before it goes.
create table campaign_brief (
  workspace_id uuid not null,
  campaign_id uuid not null,
  objective text not null check (objective <> ''),
  measure text not null check (measure in ('delivered', 'clicks', 'replies', 'opt_outs', 'conversions', 'revenue')),
  target numeric,
  owner text,
  budget numeric,
  notes text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id)
);
select fence_tenant_table('campaign_brief');
grant select, insert, update on campaign_brief to tidings_app;
grant select on campaign_brief to tidings_worker, tidings_readonly;

-- A campaign that comes again by a rule. The model is a campaign that is never sent itself by it; each time a copy of it is made.
create table campaign_series (
  workspace_id uuid not null references workspace,
  id uuid not null,
  campaign_id uuid not null,
  rule text not null,
  -- The first day that counts, and the hour: on the wall of the zone, or where it is null of each person.
  from_day date not null,
  minute smallint not null check (minute between 0 and 1439),
  zone text,
  past text not null default 'next_day' check (past in ('now', 'next_day', 'skip')),
  spread jsonb,
  most_people integer not null check (most_people > 0),
  state text not null default 'on' check (state in ('on', 'off', 'ended')),
  -- Why it is off.
  sentence text,
  made_by text not null,
  made_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id)
);
create index campaign_series_on on campaign_series (workspace_id) where state = 'on';
create index campaign_series_model on campaign_series (workspace_id, campaign_id);
select fence_tenant_table('campaign_series');
grant select, insert, update on campaign_series to tidings_app, tidings_worker;
grant select on campaign_series to tidings_readonly;

-- One time of a series: a campaign of its own. A day is in here once, so a job that runs twice makes it once.
create table campaign_occurrence (
  workspace_id uuid not null,
  series_id uuid not null,
  day date not null,
  campaign_id uuid not null,
  state text not null default 'made' check (state in ('made', 'scheduled', 'failed')),
  sentence text,
  primary key (workspace_id, series_id, day),
  foreign key (workspace_id, series_id) references campaign_series (workspace_id, id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id)
);
select fence_tenant_table('campaign_occurrence');
grant select, insert, update on campaign_occurrence to tidings_app, tidings_worker;
grant select on campaign_occurrence to tidings_readonly;
