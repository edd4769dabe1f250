-- What the people who work here are told of: by a bell, a letter, a call to a program of theirs, or a text to their own phone.
-- A notification is written once for the workspace and a copy for each person who may know of it and wants to.
create table notification (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  kind text not null check (kind <> ''),
  -- What makes it one: the same is told once, however often it is looked for.
  key text not null,
  -- The public id of what it is about, if it is about one thing.
  subject text,
  facts jsonb not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, key)
);
create index notification_at on notification (workspace_id, at);

create table notification_copy (
  workspace_id uuid not null,
  account_id uuid not null,
  notification_id bigint not null,
  ways text[] not null,
  read_at timestamptz,
  primary key (workspace_id, account_id, notification_id),
  foreign key (workspace_id, notification_id) references notification (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references member (workspace_id, account_id) on delete cascade
);
create index notification_copy_unread on notification_copy (workspace_id, account_id, notification_id) where read_at is null;
create index notification_copy_of on notification_copy (workspace_id, notification_id);

-- What one person wants to be told of, and how. Kinds that are not in `choices` are as they come (notifications/kinds.ts).
create table notification_setting (
  workspace_id uuid not null,
  account_id uuid not null,
  choices jsonb not null default '{}',
  -- Minutes of the day on the person's clock; both or neither.
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_until smallint check (quiet_until between 0 and 1439),
  time_zone text,
  urgent_anyway boolean not null default true,
  digest text not null default 'none' check (digest in ('none', 'hour', 'day')),
  digest_hour smallint not null default 8 check (digest_hour between 0 and 23),
  webhook_url text,
  webhook_secret bytea,
  -- The person's own phone, once a code that was texted to it has been entered.
  number text,
  number_since timestamptz,
  primary key (workspace_id, account_id),
  check ((quiet_from is null) = (quiet_until is null)),
  check ((webhook_url is null) = (webhook_secret is null)),
  check ((number is null) = (number_since is null)),
  foreign key (workspace_id, account_id) references member (workspace_id, account_id) on delete cascade
);

-- A number that somebody says is theirs, until its code is entered. One at a time.
create table notification_code (
  workspace_id uuid not null,
  account_id uuid not null,
  number text not null,
  code_hash text not null,
  tries smallint not null default 0,
  sends smallint not null,
  sends_since timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references member (workspace_id, account_id) on delete cascade
);

-- What is still to be told outside of the console, and what came of it.
create table notification_letter (
  workspace_id uuid not null,
  account_id uuid not null,
  notification_id bigint not null,
  way text not null check (way in ('email', 'webhook', 'sms')),
  next_at timestamptz not null,
  tries smallint not null default 0,
  told_at timestamptz,
  given_up_at timestamptz,
  trouble text,
  primary key (workspace_id, account_id, notification_id, way),
  foreign key (workspace_id, account_id, notification_id)
    references notification_copy (workspace_id, account_id, notification_id) on delete cascade
);
create index notification_letter_due on notification_letter (workspace_id, next_at) where told_at is null and given_up_at is null;

-- Through which program and from which number staff is texted; nobody is while there is none.
create table notification_channel (
  workspace_id uuid primary key references workspace,
  program_id uuid not null,
  sender_id uuid not null,
  foreign key (workspace_id, program_id) references program (workspace_id, id),
  foreign key (workspace_id, sender_id) references sender (workspace_id, id)
);

select fence_tenant_table(t) from unnest(array['notification', 'notification_copy', 'notification_setting', 'notification_code',
  'notification_letter', 'notification_channel']::regclass[]) t;
grant select, insert, update, delete on notification, notification_copy, notification_setting, notification_code, notification_letter
  to tidings_app, tidings_worker;
grant select, insert, update, delete on notification_channel to tidings_app;
grant select on notification_channel to tidings_worker;
grant select on notification, notification_copy, notification_setting, notification_letter, notification_channel to tidings_readonly;
-- Whoever looks for keys that are about to end.
grant select (name, expires_at, revoked_at, replaced_by) on api_key to tidings_worker;
