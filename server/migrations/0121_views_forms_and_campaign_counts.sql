-- Filters of a page under a name: somebody's own, or shared with the workspace. Of a shared one whose owner has gone the owner is null.
create table saved_view (
  workspace_id uuid not null,
  id uuid not null,
  owner_id uuid,
  place text not null,
  name text not null,
  search text not null,
  is_shared boolean not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace (id),
  foreign key (owner_id) references account (id),
  check (name <> ''),
  check (is_shared or owner_id is not null)
);
create unique index saved_view_name on saved_view (workspace_id, place, owner_id, lower(name)) nulls not distinct;
select fence_tenant_table('saved_view');
grant select, insert, update, delete on saved_view to tidings_app;
-- Whoever is erased is forgotten in what others search for as well, by a worker.
grant select, delete on saved_view to tidings_worker;
grant select on saved_view to tidings_readonly;

-- A form is changed by more than one person: each change says which version it was made of.
alter table join_form add column version integer not null default 1;

-- The list of campaigns tells of each row what became of its texts, however old: a year of hours was read for it before, once a minute.
create index text_hour_campaign on text_hour (workspace_id, campaign_id) where campaign_id is not null;
