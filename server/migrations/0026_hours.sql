-- The hours of a workspace: what it adds to the rules that come with the program, and what allowed each text.

-- One row once anything was changed. The version counts up with every change, so that a worker that keeps the rules in
-- memory notices with the next chunk.
create table policy_setting (
  workspace_id uuid primary key references workspace,
  profile text not null check (profile in ('strict', 'statutory', 'federal')),
  -- Purposes whose texts go at any hour unless somebody says otherwise.
  urgent_purposes text[] not null check (urgent_purposes <@ array['transactional', 'healthcare', 'internal']),
  version integer not null check (version > 0)
);

-- Hours of one's own, proclaimed days and closures. Rows are ended, never changed or taken away.
create table policy_rule (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  kind text not null check (kind in ('hours', 'day', 'closure')),
  -- US-FL, US, GB, or * for everywhere.
  jurisdiction text not null check (jurisdiction ~ '^([A-Z]{2}(-[A-Z]{2})?|\*)$'),
  reason text not null,
  -- hours: {"mon_fri": ["09:00", "20:00"], "sat": null}; a day that is left out stays as the law has it.
  week jsonb check ((week is not null) = (kind = 'hours')),
  on_date date check ((on_date is not null) = (kind = 'day')),
  starts_at timestamptz check ((starts_at is not null) = (kind = 'closure')),
  ends_at timestamptz check (ends_at is null or kind = 'closure'),
  spares_transactional boolean not null default false,
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (workspace_id, id)
);
create index policy_rule_standing on policy_rule (workspace_id) where ended_at is null;

-- What allowed texts to leave: one row for everybody of a kind while one window is open. A text names it by its id, which is
-- worked out from what stands in it, so that many workers write the same row.
create table hours_answer (
  workspace_id uuid not null references workspace,
  id bigint not null,
  policy_version integer not null,
  profile text not null,
  packs text[] not null,
  jurisdictions text[] not null,
  zones text[] not null,
  rules text[] not null,
  basis text not null,
  closes_at timestamptz,
  first_at timestamptz not null,
  primary key (workspace_id, id)
);

alter table message add column hours_id bigint;

select fence_tenant_table(t) from unnest(array['policy_setting', 'policy_rule', 'hours_answer']::regclass[]) t;
grant select, insert, update on policy_setting, policy_rule to tidings_app, tidings_worker;
grant select, insert on hours_answer to tidings_app, tidings_worker;
grant select on policy_setting, policy_rule, hours_answer to tidings_readonly;
