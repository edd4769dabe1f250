-- At which hours of their own day people have opened links and written back, and what hour follows for each. Kept as it happens
-- (campaigns.learn_hours); a campaign can go to everybody at their own.
create table answered_hour (
  workspace_id uuid not null,
  contact_id bigint not null,
  -- How often, from midnight on, hour by hour.
  hours integer[] not null check (cardinality(hours) = 24),
  best_hour smallint not null check (best_hour between 0 and 23),
  primary key (workspace_id, contact_id)
);
select fence_tenant_table('answered_hour');
grant select, insert, update, delete on answered_hour to tidings_app, tidings_worker;
grant select on answered_hour to tidings_readonly;

-- Everybody's together, and how far clicks and replies have been looked at.
create table answered_hour_state (
  workspace_id uuid primary key references workspace,
  hours bigint[] not null check (cardinality(hours) = 24),
  last_click bigint not null,
  last_reply bigint not null
);
select fence_tenant_table('answered_hour_state');
grant select, insert, update on answered_hour_state to tidings_app, tidings_worker;
grant select on answered_hour_state to tidings_readonly;
