-- Short links: where they lead, which numbers their tokens stand for, and who opened them.

-- How a workspace shortens: on a domain of its own, and whether it wants to know who opened a link or only that it was opened.
create table link_setting (
  workspace_id uuid primary key references workspace,
  domain text,
  tracking text not null default 'person' check (tracking in ('person', 'link'))
);
select fence_tenant_table('link_setting');
grant select, insert, update on link_setting to tidings_app;
grant select on link_setting to tidings_worker, tidings_readonly;

create table link (
  workspace_id uuid not null references workspace,
  id uuid not null,
  url text not null,
  label text,
  -- The run whose texts hold it; null for links that somebody made.
  campaign_id uuid,
  state text not null default 'on' check (state in ('on', 'off')),
  expires_at timestamptz,
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id)
);
create index link_campaign on link (workspace_id, campaign_id) where campaign_id is not null;
select fence_tenant_table('link');
grant select, insert, update on link to tidings_app;
grant select, insert on link to tidings_worker;
grant select on link to tidings_readonly;

-- 512 numbers for one link in the texts of one chunk, whose ids begin with base_id; one number for everybody where base_id is null.
-- A token is a number after a secret shuffle (links/token.ts), so a text needs no row. Found without knowing the workspace.
create sequence link_block_number minvalue 0 start 0;
create table link_block (
  block bigint primary key default nextval('link_block_number'),
  workspace_id uuid not null references workspace,
  link_id uuid not null,
  base_id bigint,
  -- Which secret key shuffled its numbers.
  key_id text not null,
  unique nulls not distinct (workspace_id, link_id, base_id),
  foreign key (workspace_id, link_id) references link (workspace_id, id)
);
select fence_tenant_table('link_block');
grant select, insert on link_block to tidings_app, tidings_worker;
grant usage on sequence link_block_number to tidings_app, tidings_worker;
grant select on link_block to tidings_readonly;
grant select on link_block to tidings_lease;
create policy lease_reads on link_block for select to tidings_lease using (true);
create function find_link_block(wanted bigint) returns table (workspace_id uuid, link_id uuid, base_id bigint, key_id text)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select b.workspace_id, b.link_id, b.base_id, b.key_id from link_block b where b.block = wanted $$;
grant create on schema public to tidings_lease;
alter function find_link_block(bigint) owner to tidings_lease;
revoke create on schema public from tidings_lease;
revoke execute on function find_link_block(bigint) from public;
grant execute on function find_link_block(bigint) to tidings_app, tidings_worker;

-- A campaign whose web addresses become short links, and how they are written in the texts of its run.
alter table campaign add column shortens_links boolean not null default false;
alter table send_run add column links jsonb;

-- Every time a link was opened, by whomever. What was asked is kept as it came, so that people and programs can be told apart anew
-- when the rules for it change; an address is kept as a keyed hash of its network only.
create table click (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  link_id uuid not null,
  message_id bigint,
  at timestamptz not null,
  method text not null,
  agent text,
  purpose text not null default '',
  network text,
  robot_reason text check (robot_reason in ('head', 'prefetch', 'agent', 'no_agent', 'too_soon', 'burst')),
  -- Which rules judged it; null until a while has passed, when what came with it is known.
  judged_by smallint,
  primary key (workspace_id, id)
) with (autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_vacuum_cost_delay = 0);
create index click_link on click (workspace_id, link_id, at);
create index click_message on click (message_id) where message_id is not null;
create index click_unjudged on click (workspace_id, at) where judged_by is null;
select fence_tenant_table('click');
grant select, insert, update, delete on click to tidings_app, tidings_worker;
grant select on click to tidings_readonly;
