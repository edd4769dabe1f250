-- What the texts of a campaign may take at the most, by its guard: asked with each intent, as caps are. The parts of an experiment share one.
create table spend_limit (
  workspace_id uuid not null,
  campaign_id uuid not null,
  -- Whose limit it is: that of the campaign itself, or of the one that leads the experiment.
  family_id uuid not null,
  most numeric(20,6) not null,
  primary key (workspace_id, campaign_id),
  foreign key (workspace_id) references workspace (id),
  check (most >= 0)
);
create index spend_limit_family on spend_limit (workspace_id, family_id);
select fence_tenant_table('spend_limit');
-- Guards of before have theirs from now on, with what they let go on.
alter table campaign_guard no force row level security;
alter table campaign no force row level security;
alter table spend_limit no force row level security;
insert into spend_limit
select g.workspace_id, g.campaign_id, coalesce(l.campaign_id, g.campaign_id),
  (coalesce(l.bounds, g.bounds) ->> 'mostSpent')::numeric + coalesce((coalesce(l.since, g.since) ->> 'spent')::numeric, 0)
from campaign_guard g
join campaign c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
left join campaign_guard l on l.workspace_id = g.workspace_id and l.campaign_id = (c.part ->> 'root')::uuid
where g.state <> 'over' and coalesce(l.bounds, g.bounds) ->> 'mostSpent' is not null;
alter table campaign_guard force row level security;
alter table campaign force row level security;
alter table spend_limit force row level security;
grant select, insert, update, delete on spend_limit to tidings_app, tidings_worker;
grant select on spend_limit to tidings_readonly;
