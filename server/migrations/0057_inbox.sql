-- The inbox: conversations as those see them who answer.

-- An answer that somebody of the business has written: it rests on what the person wrote, not on a consent.
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in ('campaign', 'auto', 'direct', 'test', 'answer')) not valid;

-- Where a conversation stands. What was said is in inbound_message and message; this is who sees to it, and by when.
create table conversation_state (
  workspace_id uuid not null,
  conversation_id bigint not null,
  -- open: we are to answer; pending: we have, and wait for the person; snoozed until an hour; closed until they write again.
  state text not null default 'open' check (state in ('open', 'pending', 'snoozed', 'closed')),
  assignee_id uuid,
  snoozed_until timestamptz,
  -- Since when the person waits for a person's answer, and by when it is due by the hours of the business.
  waits_since timestamptz,
  due_at timestamptz,
  is_overdue boolean not null default false,
  -- How often anybody has said something: whoever answers says what they had read.
  turn integer not null default 0,
  last_at timestamptz not null,
  closed_at timestamptz,
  away_told_at timestamptz,
  rating_asked_at timestamptz,
  rating smallint check (rating between 1 and 5),
  rated_at timestamptz,
  -- By the clock of the database, so that whoever follows the inbox finds what has changed.
  touched_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversation,
  foreign key (workspace_id, assignee_id) references member on delete set null (assignee_id),
  check ((state = 'snoozed') = (snoozed_until is not null))
);
create index conversation_state_standing on conversation_state (workspace_id, state, last_at, conversation_id);
create index conversation_state_mine on conversation_state (workspace_id, assignee_id, last_at, conversation_id) where assignee_id is not null;
create index conversation_state_snoozed on conversation_state (workspace_id, snoozed_until) where state = 'snoozed';
create index conversation_state_due on conversation_state (workspace_id, due_at) where due_at is not null;
create index conversation_state_touched on conversation_state (workspace_id, touched_at);

-- What was there before there was an inbox: open where a person was asked for.
insert into conversation_state (workspace_id, conversation_id, state, waits_since, turn, last_at, closed_at)
  select workspace_id, id, case when waits_since is null then 'closed' else 'open' end, waits_since, replies, last_reply_at,
    case when waits_since is null then last_reply_at end from conversation;

-- Replies that the inbox has seen to, each once, however often it is told of them.
create table conversation_reply (
  workspace_id uuid not null,
  reply_id bigint not null,
  conversation_id bigint not null,
  primary key (workspace_id, reply_id)
);

-- Texts of a conversation that the inbox has sent, and who wrote them.
create table conversation_answer (
  workspace_id uuid not null,
  message_id bigint not null,
  conversation_id bigint not null,
  kind text not null check (kind in ('person', 'away', 'rating')),
  actor text not null,
  -- Taken back when the person writes before it has left.
  is_unless_reply boolean not null default false,
  at timestamptz not null,
  -- Of one that leaves later; it ends the wait of the person when it does.
  send_at timestamptz,
  is_counted boolean not null default true,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, conversation_id) references conversation
);
create index conversation_answer_later on conversation_answer (workspace_id, send_at) where not is_counted;
create index conversation_answer_of on conversation_answer (workspace_id, conversation_id, message_id);

-- How long people waited for a person's answer: one row each time.
create table conversation_wait (
  workspace_id uuid not null,
  id bigint generated always as identity,
  conversation_id bigint not null,
  began_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz not null,
  ended_by text not null,
  how text not null check (how in ('answered', 'closed', 'opted_out')),
  -- Within the hours of the business.
  seconds integer not null,
  primary key (workspace_id, id)
);
create index conversation_wait_ended on conversation_wait (workspace_id, ended_at);

-- What happened besides texts, shown among them: notes, assignments, closings, what rules did.
create table conversation_event (
  workspace_id uuid not null,
  id bigint generated always as identity,
  conversation_id bigint not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  body text,
  detail jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversation
);
create index conversation_event_of on conversation_event (workspace_id, conversation_id, id);

-- Colleagues named in notes.
create table conversation_mention (
  workspace_id uuid not null,
  event_id bigint not null,
  account_id uuid not null,
  seen_at timestamptz,
  primary key (workspace_id, event_id, account_id),
  foreign key (workspace_id, event_id) references conversation_event,
  foreign key (workspace_id, account_id) references member on delete cascade
);
create index conversation_mention_of on conversation_mention (workspace_id, account_id, event_id);

-- How far each colleague has read.
create table conversation_seen (
  workspace_id uuid not null,
  conversation_id bigint not null,
  account_id uuid not null,
  turn integer not null,
  primary key (workspace_id, conversation_id, account_id),
  foreign key (workspace_id, account_id) references member on delete cascade
);

-- Who is writing an answer at this moment; a row is worth some seconds.
create table conversation_typing (
  workspace_id uuid not null,
  conversation_id bigint not null,
  account_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, conversation_id, account_id),
  foreign key (workspace_id, account_id) references member on delete cascade
);

-- Who takes part in having conversations given to them.
create table inbox_agent (
  workspace_id uuid not null,
  account_id uuid not null,
  is_away boolean not null default false,
  -- Given no more than so many open ones; null for as many as come.
  most_open integer check (most_open > 0),
  last_given_at timestamptz,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references member on delete cascade
);

create table inbox_setting (
  workspace_id uuid primary key references workspace,
  -- {"mon": [["09:00", "17:00"]], …} by the workspace's clock; null: at every hour.
  hours jsonb,
  closed_days date[] not null default '{}',
  -- What is said outside of the hours, once a day at the most; null for nothing.
  away_body text,
  answer_within_minutes integer check (answer_within_minutes between 1 and 10080),
  assigns text not null default 'by_hand' check (assigns in ('by_hand', 'round_robin', 'least_busy')),
  closes_after_days integer check (closes_after_days between 1 and 365),
  rating_body text,
  updated_at timestamptz not null
);

create table canned_reply (
  workspace_id uuid not null references workspace,
  id uuid not null,
  -- What is typed after a slash.
  name text not null,
  body text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (workspace_id, id)
);
create unique index canned_reply_name on canned_reply (workspace_id, lower(name));

create table inbox_rule (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  -- Asked in this order.
  rank integer not null,
  is_on boolean not null default true,
  wants jsonb not null,
  does jsonb not null,
  -- What calls of this rule are signed with.
  sealed_secret bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

-- What rules tell other systems and mailboxes, until it is told or given up.
create table inbox_call (
  workspace_id uuid not null references workspace,
  id uuid not null,
  rule_id uuid not null,
  conversation_id bigint not null,
  kind text not null check (kind in ('webhook', 'mail')),
  address text not null,
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'given_up')),
  tries smallint not null default 0,
  last_problem text,
  next_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id)
);
create index inbox_call_waiting on inbox_call (workspace_id, next_at) where state = 'waiting';
create index inbox_call_of on inbox_call (workspace_id, conversation_id);

select fence_tenant_table(t) from unnest(array['conversation_state', 'conversation_reply', 'conversation_answer', 'conversation_wait',
  'conversation_event', 'conversation_mention', 'conversation_seen', 'conversation_typing', 'inbox_agent', 'inbox_setting', 'canned_reply',
  'inbox_rule', 'inbox_call']::regclass[]) t;
grant select, insert, update, delete on conversation_state, conversation_reply, conversation_answer, conversation_wait, conversation_event,
  conversation_mention, conversation_seen, conversation_typing, inbox_agent, inbox_setting, canned_reply, inbox_rule, inbox_call
  to tidings_app, tidings_worker;
grant select on conversation_state, conversation_reply, conversation_answer, conversation_wait, conversation_event, conversation_mention,
  conversation_seen, conversation_typing, inbox_agent, inbox_setting, canned_reply, inbox_call to tidings_readonly;
grant select (workspace_id, id, name, rank, is_on, wants, does, created_at, updated_at) on inbox_rule to tidings_readonly;
-- Conversations are given to those alone who reach their numbers.
grant select (sender_ids, list_ids) on member to tidings_worker;
grant select (workspace_id, id, permissions) on custom_role to tidings_worker;

-- Whoever is kept to some numbers or lists sees the conversations in which one of these was written to.
create policy within_reach on conversation as restrictive for select to tidings_app
  using (((select reach_senders()) is null and (select reach_lists()) is null)
    or exists (select from inbound_message i where i.workspace_id = conversation.workspace_id and i.conversation_id = conversation.id));
create policy within_reach on conversation_state as restrictive for select to tidings_app
  using (((select reach_senders()) is null and (select reach_lists()) is null)
    or exists (select from conversation c where c.workspace_id = conversation_state.workspace_id and c.id = conversation_state.conversation_id));
create policy within_reach on conversation_event as restrictive for select to tidings_app
  using (((select reach_senders()) is null and (select reach_lists()) is null)
    or exists (select from conversation c where c.workspace_id = conversation_event.workspace_id and c.id = conversation_event.conversation_id));
create policy within_reach on conversation_answer as restrictive for select to tidings_app
  using (((select reach_senders()) is null and (select reach_lists()) is null)
    or exists (select from conversation c where c.workspace_id = conversation_answer.workspace_id and c.id = conversation_answer.conversation_id));
