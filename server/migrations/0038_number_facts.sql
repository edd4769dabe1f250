-- What is known of numbers beside consent: who asked not to be called, which numbers nobody can text, and which have changed hands.

create table do_not_call_list (
  workspace_id uuid not null references workspace,
  id uuid not null,
  kind text not null check (kind in ('own', 'state', 'federal')),
  -- US-TX; of a state's list alone.
  region text check (region ~ '^US-[A-Z]{2}$' and (region is not null) = (kind = 'state')),
  name text not null,
  -- The day of the data, not that of its import.
  as_of date not null,
  -- A list counts once it is whole; a newer register takes the place of the one before it.
  state text not null check (state in ('loading', 'standing', 'replaced', 'ended')),
  entries integer not null default 0,
  added_by text not null,
  added_at timestamptz not null,
  finished_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  primary key (workspace_id, id),
  check ((kind = 'state') = (region is not null))
);
create index do_not_call_list_standing on do_not_call_list (workspace_id) where state = 'standing';

-- A keyed hash of each number, bound to the workspace: nobody can read the list out of it without the installation's key.
create table do_not_call_number (
  workspace_id uuid not null,
  hash bytea not null,
  list_id uuid not null,
  primary key (workspace_id, hash, list_id),
  foreign key (workspace_id, list_id) references do_not_call_list
);
create index do_not_call_number_of_list on do_not_call_number (workspace_id, list_id);

-- What a source said of a number: what kind of line it is, that no text reaches it, when it was last given up, and when it was last
-- found to be the same person's.
create table number_check (
  workspace_id uuid not null references workspace,
  number text not null,
  line_type text check (line_type in ('mobile', 'landline', 'voip', 'toll_free', 'other')),
  unreachable_reason text check (unreachable_reason in ('landline', 'invalid_number')),
  -- Until when it is believed; null for good.
  unreachable_until timestamptz,
  disconnected_at timestamptz,
  verified_at timestamptz,
  source text not null,
  checked_at timestamptz not null,
  primary key (workspace_id, number)
);

select fence_tenant_table(t) from unnest(array['do_not_call_list', 'do_not_call_number', 'number_check']::regclass[]) t;
grant select, insert, update on do_not_call_list to tidings_app, tidings_worker;
grant select, insert, delete on do_not_call_number to tidings_app, tidings_worker;
grant select, insert, update, delete on number_check to tidings_app, tidings_worker;
grant select on do_not_call_list, do_not_call_number, number_check to tidings_readonly;
