-- Leaving: by any words and by any way, for what the policy of that day says, and what waits until a person has judged it.

-- Marketing to this number waits until a person has judged what it wrote (held), or until the day on which its owner wants
-- to hear from us again (paused). Dispatch reads both with the row locked; passwords and answers are not held by either.
alter table consent add column held_since timestamptz, add column held_reason text, add column paused_until timestamptz,
  add constraint consent_held check ((held_since is null) = (held_reason is null));

-- Somebody else has this number now, by their own word. What the person before agreed to is not theirs.
alter table contact add column reassigned_at timestamptz;

-- 'lifted': the number may be texted again as far as a list or staff kept it out; that is no consent.
alter table consent_event drop constraint consent_event_type_check,
  add constraint consent_event_type_check check (type in ('opt_in', 'opt_out', 'rejoin', 'withdrawn',
    'doi_requested', 'doi_confirmed', 'expired', 'erased', 'lifted'));

-- What an opt-out by reply means from which day on, and who said so. The latest row that has begun counts; rows stay.
create table opt_out_policy (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  scope text not null check (scope in ('program', 'brand', 'everywhere')),
  -- Whether the one confirmation asks if all was meant, where somebody had joined several programs of a brand.
  is_asking boolean not null,
  valid_from timestamptz not null,
  note text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, id)
);

-- True where the person is to be left alone by every brand, those of tomorrow too.
alter table suppression add column is_everywhere boolean not null default false;

-- Numbers that came together: who brought them, why, and how many. Null brand: for every brand there is or will be.
create table suppression_list (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  reason text not null,
  brand_id uuid,
  is_hashed boolean not null,
  entries integer not null default 0,
  added_by text not null,
  added_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  removed_reason text,
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brand
);

-- Numbers of which we are told the SHA-256 of their E.164 form alone.
create table suppression_hash (
  workspace_id uuid not null,
  hash bytea not null check (octet_length(hash) = 32),
  list_id uuid not null,
  primary key (workspace_id, hash, list_id),
  foreign key (workspace_id, list_id) references suppression_list
);

-- What the reader of replies made of one, how sure it was, and by what.
alter table inbound_message add column score real, add column why text, add column marks text[] not null default '{}',
  drop constraint inbound_message_intent_check,
  add constraint inbound_message_intent_check
    check (intent in ('stop', 'start', 'help', 'confirm', 'other', 'ask', 'hold', 'wrong_number'));

-- Replies that a person judges, because the reader was not sure, or was wrong. The judgement is what the reader is taught by.
create table reply_case (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  reply_id bigint not null,
  number text not null,
  contact_id bigint,
  brand_ids uuid[] not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  decision text check (decision in ('opt_out', 'keep', 'wrong_number')),
  note text,
  decided_by text,
  decided_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, reply_id),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null))
);
create index reply_case_open on reply_case (workspace_id, due_at, id) where decided_at is null;
create index reply_case_number on reply_case (workspace_id, number) where decided_at is null;

select fence_tenant_table(name::regclass) from unnest(array['opt_out_policy', 'suppression_list', 'suppression_hash', 'reply_case']) as name;
grant select, insert on opt_out_policy to tidings_app, tidings_worker;
grant select, insert, update on suppression_list, reply_case to tidings_app, tidings_worker;
grant select, insert, delete on suppression_hash to tidings_app, tidings_worker;
grant select on opt_out_policy, suppression_list, suppression_hash, reply_case to tidings_readonly;
