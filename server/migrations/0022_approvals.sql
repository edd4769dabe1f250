-- A second pair of eyes before a campaign leaves.

-- Everybody who wrote any of it: nobody approves words of their own.
alter table campaign add column authors text[] not null default '{}';
update campaign set authors = array[created_by];

-- When a workspace wants approval: `needed` others, for campaigns to more than `over_people` (null: to any number), of
-- these purposes (null: of every one). Without a row nobody need approve anything but emergencies.
create table approval_policy (
  workspace_id uuid primary key references workspace,
  needed smallint not null check (needed between 0 and 3),
  over_people integer check (over_people >= 0),
  purposes text[],
  valid_hours smallint not null default 72 check (valid_hours between 1 and 720)
);

-- What somebody said of exactly this content for exactly so many people. Never changed: who thinks again says so again.
create table campaign_approval (
  workspace_id uuid not null,
  id bigint generated always as identity,
  campaign_id uuid not null,
  content_hash bytea not null,
  people integer not null,
  verdict text not null check (verdict in ('approved', 'declined')),
  account_id uuid not null,
  note text,
  given_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, campaign_id, id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id)
);

select fence_tenant_table('approval_policy');
select fence_tenant_table('campaign_approval');
grant select, insert, update on approval_policy to tidings_app, tidings_worker;
grant select, insert on campaign_approval to tidings_app, tidings_worker;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
-- Whoever launches asks who made the key that a campaign was written with.
grant select (workspace_id, id, created_by) on api_key to tidings_worker;
grant select on approval_policy, campaign_approval to tidings_readonly;
