-- At which figures a campaign pauses by itself.
create table campaign_guard (
  workspace_id uuid not null,
  campaign_id uuid not null,
  bounds jsonb not null,
  state text not null default 'watching' check (state in ('watching', 'tripped', 'over')),
  -- Why it has paused.
  sentence text,
  -- What had been counted when somebody let it go on.
  since jsonb not null,
  counts jsonb,
  looked_at timestamptz,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id)
);
create index campaign_guard_open on campaign_guard (workspace_id) where state <> 'over';
select fence_tenant_table('campaign_guard');
grant select, insert, update on campaign_guard to tidings_app, tidings_worker;
grant select on campaign_guard to tidings_readonly;
