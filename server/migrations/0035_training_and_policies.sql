-- What staff must have read and learnt.

-- Which roles need which modules. Without a row the usual needs hold and nothing is enforced.
create table training_setting (
  workspace_id uuid primary key references workspace,
  is_enforced boolean not null default false,
  pass_mark smallint not null default 80 check (pass_mark between 50 and 100),
  renew_months smallint not null default 12 check (renew_months between 1 and 36),
  -- {"marketer": ["tcpa", …]}; a role that is left out has the usual needs.
  needs jsonb not null default '{}'
);

-- Every try, passed or not; never changed.
create table training_attempt (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  account_id uuid not null references account,
  module text not null,
  module_version text not null,
  score smallint not null check (score between 0 and 100),
  is_passed boolean not null,
  answers smallint[] not null,
  at timestamptz not null,
  -- Until when it counts; null where it was not passed.
  expires_at timestamptz,
  primary key (workspace_id, account_id, id)
);

-- Written policies of the business, each version kept.
create table staff_policy (
  workspace_id uuid not null references workspace,
  id uuid not null,
  version integer not null,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  sha256 bytea not null,
  -- Who must acknowledge it; null: everybody.
  roles text[],
  due_days smallint not null check (due_days between 1 and 365),
  published_at timestamptz not null,
  published_by text not null,
  retired_at timestamptz,
  primary key (workspace_id, id, version)
);
create table staff_policy_acknowledgement (
  workspace_id uuid not null,
  policy_id uuid not null,
  version integer not null,
  account_id uuid not null references account,
  at timestamptz not null,
  primary key (workspace_id, policy_id, version, account_id),
  foreign key (workspace_id, policy_id, version) references staff_policy (workspace_id, id, version)
);

select fence_tenant_table(t) from unnest(array['training_setting', 'training_attempt', 'staff_policy',
  'staff_policy_acknowledgement']::regclass[]) t;
grant select, insert, update on training_setting, staff_policy to tidings_app;
grant select, insert on training_attempt, staff_policy_acknowledgement to tidings_app;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
grant select on training_setting, training_attempt, staff_policy, staff_policy_acknowledgement to tidings_worker, tidings_readonly;
