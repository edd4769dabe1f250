-- A campaign that is flown without leaving the ground. What is kept of it is its report.
create table campaign_simulation (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  -- When it would be launched, from which seed, and how the pretend carrier behaves.
  launch_at timestamptz not null,
  seed integer not null,
  profile text not null,
  carrier_parts_per_second integer check (carrier_parts_per_second > 0),
  status text not null check (status in ('waiting', 'copying', 'flying', 'finished', 'failed', 'cancelled')),
  -- Counted at each beginning: whoever was taken for dead finds here that another has begun anew.
  attempt integer not null default 0,
  -- How many people there are, and how many have come to their end.
  people integer,
  ended integer not null default 0,
  report jsonb,
  failure_code text,
  failure text,
  requested_by text not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  -- By the clock of the database: a rehearsal's runs faster, and nobody should be taken for dead by it.
  touched_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id),
  check ((status = 'finished') = (report is not null)),
  check ((status = 'failed') = (failure is not null)),
  check ((status in ('finished', 'failed', 'cancelled')) = (finished_at is not null))
);
create index campaign_simulation_newest on campaign_simulation (workspace_id, campaign_id, requested_at desc, id desc);
create unique index campaign_simulation_open on campaign_simulation (workspace_id, campaign_id)
  where status in ('waiting', 'copying', 'flying');
select fence_tenant_table('campaign_simulation');
grant select, insert, update on campaign_simulation to tidings_app;
grant select, update, delete on campaign_simulation to tidings_worker;
grant select on campaign_simulation to tidings_readonly;

-- The people of a simulation while it runs, in a schema of its own: nothing that sends looks here, and no backup takes it
-- along. Unlogged, because whatever is lost in a crash is copied anew.
create schema simulation;
create unlogged table simulation.chunk (
  workspace_id uuid not null,
  simulation_id uuid not null,
  attempt integer not null,
  place integer not null,
  people json not null,
  primary key (workspace_id, simulation_id, attempt, place)
);
select fence_tenant_table('simulation.chunk');
grant usage on schema simulation to tidings_worker;
grant select, insert, delete on simulation.chunk to tidings_worker;
