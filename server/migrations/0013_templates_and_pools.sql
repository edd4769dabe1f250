-- Words that are written once and used again, and numbers that stand for one another.

create table template (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  latest_version integer not null check (latest_version > 0),
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

-- Each version of the words, as it was. A text says by which one it was written.
create table template_version (
  workspace_id uuid not null,
  template_id uuid not null,
  version integer not null check (version > 0),
  body text not null check (body <> ''),
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, template_id, version),
  foreign key (workspace_id, template_id) references template
);

-- Numbers of which any may carry a text; whoever is texted hears from the same one each time.
create table sender_pool (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  is_near boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table sender_pool_member (
  workspace_id uuid not null,
  pool_id uuid not null,
  sender_id uuid not null,
  primary key (workspace_id, pool_id, sender_id),
  foreign key (workspace_id, pool_id) references sender_pool on delete cascade,
  foreign key (workspace_id, sender_id) references sender
);

-- A request for many texts names a sender or a pool, never both.
alter table text_operation alter column sender_id drop not null;
alter table text_operation add column pool_id uuid;
alter table text_operation add column template_id uuid;
alter table text_operation add column template_version integer;
alter table text_operation add constraint text_operation_from check ((sender_id is null) <> (pool_id is null));

alter table message add column template_id uuid;
alter table message add column template_version integer;

select fence_tenant_table(t) from unnest(array['template', 'template_version', 'sender_pool', 'sender_pool_member']::regclass[]) t;
grant select, insert, update on template to tidings_app, tidings_worker;
-- What was once said stays as it was said.
grant select, insert on template_version to tidings_app, tidings_worker;
grant select, insert, update, delete on sender_pool, sender_pool_member to tidings_app, tidings_worker;
grant select on template, template_version, sender_pool, sender_pool_member to tidings_readonly;
