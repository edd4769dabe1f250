-- Experiments: which arms there are, how it is decided, and what was decided.

create table campaign_experiment (
  workspace_id uuid not null,
  campaign_id uuid not null,
  -- What it goes by, and how it is decided (experiments/experiment.ts).
  plan jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'running', 'deciding', 'held', 'ended', 'stopped')),
  started_at timestamptz,
  decides_at timestamptz,
  decided_at timestamptz,
  winner smallint,
  -- What was counted when it was decided, and what was made of it.
  verdict jsonb,
  rest_id uuid,
  -- What keeps the rest from being sent.
  sentence text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id),
  foreign key (workspace_id, rest_id) references campaign (workspace_id, id)
);
create index campaign_experiment_open on campaign_experiment (workspace_id) where state in ('running', 'deciding', 'held');
select fence_tenant_table('campaign_experiment');
grant select, insert, update on campaign_experiment to tidings_app, tidings_worker;
grant select on campaign_experiment to tidings_readonly;

create table campaign_arm (
  workspace_id uuid not null,
  campaign_id uuid not null,
  place smallint not null,
  name text not null check (name <> ''),
  -- The campaign that is sent to this part.
  arm_id uuid not null,
  -- Stopped by the guard, or by a person; it is not judged any more.
  stopped_at timestamptz,
  sentence text,
  primary key (workspace_id, campaign_id, place),
  foreign key (workspace_id, campaign_id) references campaign_experiment (workspace_id, campaign_id),
  foreign key (workspace_id, arm_id) references campaign (workspace_id, id)
);
create index campaign_arm_of on campaign_arm (workspace_id, arm_id);
select fence_tenant_table('campaign_arm');
grant select, insert, update, delete on campaign_arm to tidings_app, tidings_worker;
grant select on campaign_arm to tidings_readonly;
