-- What is done to everybody that a filter finds: tagging, lists, opting out, erasing. A job with its counts, which can be stopped.
create table bulk_change (
  workspace_id uuid not null references workspace,
  id uuid not null,
  act text not null check (act in ('add_tag', 'remove_tag', 'add_to_list', 'remove_from_list', 'suppress', 'erase')),
  -- What the act needs to know: the tag, the list, the reason and the note.
  details jsonb not null check (jsonb_typeof(details) = 'object'),
  -- Whom it is for; null once it is over, for a search may hold somebody's name or number.
  whom jsonb check (jsonb_typeof(whom) = 'object'),
  status text not null check (status in ('gathering', 'ready', 'working', 'done', 'stopped', 'failed')),
  begins_at_once boolean not null,
  found integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  -- How many were refused, by the reason: {"legal_hold": 2}.
  refused jsonb not null default '{}',
  problem text,
  created_by text not null,
  created_at timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  primary key (workspace_id, id)
);
create index bulk_change_unfinished on bulk_change (workspace_id, created_at) where status in ('gathering', 'ready', 'working');
select fence_tenant_table('bulk_change');
grant select, insert, update, delete on bulk_change to tidings_app, tidings_worker;
grant select on bulk_change to tidings_readonly;

-- Whose turn has not come yet. Fixed before the work begins, so that what is done to people does not change who they are; each
-- leaves in the transaction that deals with them, so that nobody is dealt with twice and nothing is left behind.
create table bulk_change_person (
  workspace_id uuid not null,
  change_id uuid not null,
  contact_id bigint not null,
  primary key (workspace_id, change_id, contact_id),
  foreign key (workspace_id, change_id) references bulk_change (workspace_id, id) on delete cascade
);
select fence_tenant_table('bulk_change_person');
grant select, insert, delete on bulk_change_person to tidings_app, tidings_worker;
grant select on bulk_change_person to tidings_readonly;

-- Erasing many is a job of the worker, and what was answered about a person is forgotten by it as well.
grant update (body) on idempotency_key to tidings_worker;
