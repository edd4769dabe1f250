-- Words by language, snippets in versions, and which versions of templates may be used.

-- What people get who read another language than that of the body: {"es": "…"}.
alter table campaign add column language text not null default 'en';
alter table campaign add column texts jsonb not null default '{}' check (jsonb_typeof(texts) = 'object');
-- Which version of each snippet was checked, {"hours": 3}: a snippet that is written anew changes nothing that was checked.
alter table campaign add column snippets jsonb check (jsonb_typeof(snippets) = 'object');

-- What is put around every text: who writes, and how to leave.
alter table campaign add column opens_with_brand boolean not null default false;
alter table campaign add column ends_with_opt_out boolean not null default false;

-- As the body of a run, with the snippets in place. Null where there is the body alone.
alter table send_run add column texts jsonb check (jsonb_typeof(texts) = 'object');

alter table template_version add column language text not null default 'en';
alter table template_version add column texts jsonb not null default '{}' check (jsonb_typeof(texts) = 'object');

create table snippet (
  workspace_id uuid not null references workspace,
  id uuid not null,
  -- What stands in texts: {{ snippet.hours }}.
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  latest_version integer not null check (latest_version > 0),
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
select fence_tenant_table('snippet');
grant select, insert, update on snippet to tidings_app;
grant select on snippet to tidings_worker, tidings_readonly;

create table snippet_version (
  workspace_id uuid not null,
  snippet_id uuid not null,
  version integer not null check (version > 0),
  body text not null check (body <> ''),
  texts jsonb not null default '{}' check (jsonb_typeof(texts) = 'object'),
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, snippet_id, version),
  foreign key (workspace_id, snippet_id) references snippet (workspace_id, id)
);
select fence_tenant_table('snippet_version');
grant select, insert on snippet_version to tidings_app;
grant select on snippet_version to tidings_worker, tidings_readonly;

-- Where a workspace asks for it, texts are written from versions only that somebody has approved who did not write them.
create table template_setting (
  workspace_id uuid not null references workspace,
  needs_approval boolean not null,
  primary key (workspace_id)
);
select fence_tenant_table('template_setting');
grant select, insert, update on template_setting to tidings_app;
grant select on template_setting to tidings_worker, tidings_readonly;

create table template_verdict (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  template_id uuid not null,
  version integer not null,
  verdict text not null check (verdict in ('approved', 'declined')),
  account_id uuid not null,
  note text,
  given_at timestamptz not null,
  primary key (workspace_id, template_id, version, id),
  foreign key (workspace_id, template_id, version) references template_version (workspace_id, template_id, version)
);
select fence_tenant_table('template_verdict');
grant select, insert on template_verdict to tidings_app;
grant select on template_verdict to tidings_worker, tidings_readonly;

-- People who look at texts before others do: tests may go to the whole list.
alter table contact_list add column is_test_group boolean not null default false;
