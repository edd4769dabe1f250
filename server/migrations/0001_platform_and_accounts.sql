-- The ground floor: who owns the installation, who works in it, and what the database promises about tenants.
--
-- Roles exist before this file runs (platform/db/migrate.ts makes them): tidings_migrator owns everything,
-- tidings_app serves people and programs, tidings_worker dispatches, tidings_readonly looks, and tidings_lease
-- owns the few functions that must see across workspaces. None of them is a superuser or may bypass row security.

grant usage on schema public to tidings_app, tidings_worker, tidings_readonly, tidings_lease;

-- Unset is '' after the first SET LOCAL of a connection, never NULL, hence the nullif: no workspace, no rows.
create function current_workspace() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.workspace_id', true), '')::uuid $$;

-- Every tenant table gets the same fence. FORCE binds the owner too; the sub-select is evaluated once a statement.
create function fence_tenant_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_workspace on %s using (workspace_id = (select current_workspace()))
       with check (workspace_id = (select current_workspace()))', target);
end $$;

-- One row: this installation. The id is part of every reference a carrier sees, so that two installations on one
-- carrier account can never be taken for each other.
create table installation (
  is_only boolean primary key default true check (is_only),
  instance_id text not null,
  setup_token_hash bytea,
  set_up_at timestamptz,
  created_at timestamptz not null default now()
);

-- The clock of a rehearsal: virtual = virtual_origin + (real - real_origin) * speed. Empty in production.
create table rehearsal_clock (
  is_only boolean primary key default true check (is_only),
  real_origin timestamptz not null,
  virtual_origin timestamptz not null,
  speed double precision not null check (speed >= 1)
);

create table workspace (
  id uuid primary key,
  name text not null check (name <> ''),
  country text not null check (country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  is_sending_stopped boolean not null default false,
  created_at timestamptz not null default now()
);
alter table workspace enable row level security;
alter table workspace force row level security;
create policy own_workspace on workspace using (id = (select current_workspace())) with check (id = (select current_workspace()));

-- One login; it may be a member of several workspaces.
create table account (
  id uuid primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  created_at timestamptz not null default now()
);
create unique index account_email on account (lower(email));

create table member (
  workspace_id uuid not null references workspace,
  account_id uuid not null references account,
  role text not null check (role in ('owner', 'admin', 'marketer', 'compliance', 'agent', 'analyst', 'developer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, account_id)
);

-- Sessions are looked up by the hash of an opaque 256-bit token; the token itself is never stored.
create table session (
  token_hash bytea primary key,
  account_id uuid not null references account,
  workspace_id uuid not null references workspace,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on session (account_id);

-- Failed sign-ins per account name and per address, so that guessing slows down without locking the owner out.
create table sign_in_throttle (
  subject text primary key,
  failures integer not null,
  blocked_until timestamptz not null,
  updated_at timestamptz not null default now()
);

create table api_key (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null unique,
  scopes text[] not null,
  created_by uuid references account,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- The answer to a POST is kept 24 h under the caller's key; a repeat gets the same answer, another body is refused.
create table idempotency_key (
  workspace_id uuid not null references workspace,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  status integer,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, key)
);

create table audit_entry (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  actor text not null,
  act text not null,
  object text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null default now(),
  primary key (workspace_id, id)
);

select fence_tenant_table(t) from unnest(array['member', 'api_key', 'idempotency_key', 'audit_entry']::regclass[]) t;

grant select, insert, update on installation, rehearsal_clock, workspace, account to tidings_app, tidings_worker;
grant select, insert, update, delete on member, session, sign_in_throttle, api_key, idempotency_key to tidings_app;
grant select, delete on idempotency_key, session, sign_in_throttle to tidings_worker;
grant select, insert on audit_entry to tidings_app, tidings_worker;

-- pg_temp stands last in the search path of every function with foreign rights: unnamed it would be searched first, and
-- whoever may make a temporary table could put one, with a trigger, in the place of ours.
--
-- What must be answered before a workspace is known. Each function returns ids only and is owned by tidings_lease,
-- which may read exactly these columns.
grant select (id) on workspace to tidings_lease;
grant select (workspace_id, account_id, role) on member to tidings_lease;
grant select (workspace_id, id, secret_hash, revoked_at, expires_at) on api_key to tidings_lease;
create policy lease_reads on workspace for select to tidings_lease using (true);
create policy lease_reads on member for select to tidings_lease using (true);
create policy lease_reads on api_key for select to tidings_lease using (true);

create function list_workspace_ids() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id from workspace $$;

create function workspaces_of_account(account uuid) returns table (workspace_id uuid, role text)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select m.workspace_id, m.role from member m where m.account_id = account $$;

create function find_api_key(hash bytea) returns table (workspace_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select k.workspace_id, k.id from api_key k
        where k.secret_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) $$;

-- Background work that may run twice (imports, sweeps, news between slices) goes through the job library, whose tables
-- belong to tidings_worker. Enqueueing joins the caller's transaction: no commit, no job.
create function enqueue_job(task text, payload json, run_at timestamptz, job_key text) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, max_attempts => 10, job_key => job_key);
end $$;
grant create on schema public to tidings_worker;
alter function enqueue_job(text, json, timestamptz, text) owner to tidings_worker;
revoke create on schema public from tidings_worker;
