-- What people send in, whole: conversations, long texts that come in parts, pictures, and keywords of a business's own.

-- Answers to what people write name a program, so that dispatch can ask whether the person has left its brand meanwhile.
alter table send_run drop constraint send_run_kind_check;
alter table send_run add constraint send_run_kind_check check (kind in ('campaign', 'direct', 'answer'));
create unique index send_run_answer on send_run (workspace_id, program_id, sender_id) where kind = 'answer';

-- One person and one brand, over all numbers of ours. Without a brand where nothing tells which is meant.
create table conversation (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  number text not null,
  contact_id bigint,
  brand_id uuid,
  begun_at timestamptz not null,
  last_reply_at timestamptz not null,
  last_reply_id bigint not null,
  replies integer not null default 1,
  -- Since when a person of the business is asked for, and why; null while nobody is.
  waits_since timestamptz,
  waits_reason text,
  -- Until when keywords are not answered, because a machine seems to write, and what tells so.
  quiet_until timestamptz,
  quiet_reason text,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, number, brand_id),
  foreign key (workspace_id, brand_id) references brand
);
create index conversation_recent on conversation (workspace_id, last_reply_at, id);
create index conversation_waits on conversation (workspace_id, waits_since, id) where waits_since is not null;

-- `is_settled`: its conversation, keywords and answers are done. What is on record already was taken in before there were any.
alter table inbound_message
  add column to_number text,
  add column subject text,
  add column conversation_id bigint,
  add column keyword_id uuid,
  -- Numbers of the parts that never came; null for a whole text.
  add column missing_parts smallint[],
  add column is_settled boolean not null default true,
  add column settle_tries smallint not null default 0;
alter table inbound_message alter column is_settled set default false;
create index inbound_message_unsettled on inbound_message (workspace_id, number, id) where not is_settled;
create index inbound_message_conversation on inbound_message (workspace_id, conversation_id, id) where conversation_id is not null;

-- Parts of long texts as they came, kept before the carrier is told that we have them. `octets` are those of the wire,
-- because some phones cut a character between two parts.
create table inbound_part (
  workspace_id uuid not null references workspace,
  gateway_id uuid not null,
  number text not null,
  to_number text not null,
  reference text not null,
  total smallint not null check (total between 2 and 255),
  part smallint not null check (part between 1 and 255),
  provider_id text not null,
  octets bytea not null,
  coding jsonb not null,
  received_at timestamptz not null,
  primary key (workspace_id, gateway_id, number, to_number, reference, total, part)
);
create index inbound_part_due on inbound_part (workspace_id, received_at);

-- A picture, card or film that came with a text. Fetched by a job; kept in the data folder under its hash.
create table inbound_media (
  workspace_id uuid not null,
  id uuid not null,
  inbound_id bigint not null,
  number text not null,
  position smallint not null,
  -- Sealed: many carriers' links open to whoever knows them.
  link bytea not null,
  state text not null check (state in ('waiting', 'kept', 'refused')),
  reason text,
  content_type text,
  bytes bigint,
  sha256 bytea,
  tries smallint not null default 0,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, inbound_id, position)
);
create index inbound_media_waiting on inbound_media (workspace_id, created_at) where state = 'waiting';

-- A word that people send, with what it does. `content` is the newest version; all of them are kept.
create table keyword (
  workspace_id uuid not null references workspace,
  id uuid not null,
  version integer not null check (version > 0),
  kind text not null check (kind in ('reply', 'information', 'join', 'contest', 'vote', 'tag', 'inbox', 'webhook', 'default')),
  program_id uuid not null,
  brand_id uuid not null,
  -- Null for every number of the workspace.
  sender_id uuid,
  content jsonb not null,
  -- What calls to the business's own system are signed with, sealed.
  secret bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, program_id) references program,
  foreign key (workspace_id, sender_id) references sender
);

create table keyword_version (
  workspace_id uuid not null,
  keyword_id uuid not null,
  version integer not null,
  content jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, keyword_id, version),
  foreign key (workspace_id, keyword_id) references keyword
);

-- Each time a reply was taken for a keyword, and what came of it.
create table keyword_use (
  workspace_id uuid not null,
  inbound_id bigint not null,
  keyword_id uuid not null,
  version integer not null,
  number text not null,
  outcome text not null check (outcome in ('done', 'again', 'unclear', 'over_limit')),
  is_answered boolean not null,
  used_at timestamptz not null,
  primary key (workspace_id, inbound_id),
  foreign key (workspace_id, keyword_id) references keyword
);
create index keyword_use_of_person on keyword_use (workspace_id, number, keyword_id, used_at);
create index keyword_use_of_keyword on keyword_use (workspace_id, keyword_id, used_at);

-- Who has entered a contest or voted. `period` is empty, or the day where people may enter once a day.
create table keyword_entry (
  workspace_id uuid not null,
  keyword_id uuid not null,
  number text not null,
  period text not null,
  id bigint generated always as identity,
  contact_id bigint,
  choice text,
  inbound_id bigint not null,
  entered_at timestamptz not null,
  primary key (workspace_id, keyword_id, number, period),
  foreign key (workspace_id, keyword_id) references keyword
);
create index keyword_entry_listed on keyword_entry (workspace_id, keyword_id, id);

-- A call to the business's own system, and what became of it.
create table keyword_call (
  workspace_id uuid not null,
  id uuid not null,
  keyword_id uuid not null,
  number text not null,
  inbound_id bigint not null,
  address text not null,
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'given_up')),
  tries smallint not null default 0,
  last_status smallint,
  last_problem text,
  created_at timestamptz not null,
  next_at timestamptz,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, inbound_id),
  foreign key (workspace_id, keyword_id) references keyword
);
create index keyword_call_waiting on keyword_call (workspace_id, next_at) where state = 'waiting';
create index keyword_call_of_keyword on keyword_call (workspace_id, keyword_id, created_at);

select fence_tenant_table(t) from unnest(array['conversation', 'inbound_part', 'inbound_media', 'keyword', 'keyword_version',
  'keyword_use', 'keyword_entry', 'keyword_call']::regclass[]) t;
grant select, insert, update on conversation, inbound_media, keyword, keyword_entry, keyword_call to tidings_app, tidings_worker;
grant select, insert on keyword_version, keyword_use to tidings_app, tidings_worker;
grant select, insert, delete on inbound_part to tidings_app, tidings_worker;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
grant select on conversation, inbound_part, inbound_media, keyword_version, keyword_use, keyword_entry, keyword_call to tidings_readonly;
grant select (workspace_id, id, version, kind, program_id, brand_id, sender_id, content, created_at, updated_at, archived_at) on keyword to tidings_readonly;
