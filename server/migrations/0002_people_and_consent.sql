-- People, what they agreed to, and in which words.

-- A number in E.164 is the person's key within a workspace; it never changes. `fields` holds what the business
-- calls its own columns. The zone carries its source, because quiet hours depend on how sure we are of it.
create table contact (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  number text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  first_name text,
  last_name text,
  email text,
  country text,
  region text,
  time_zone text,
  time_zone_source text check (time_zone_source in ('own', 'address', 'area_code', 'country', 'workspace')),
  fields jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, number)
);

create table contact_field (
  workspace_id uuid not null references workspace,
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  label text not null,
  kind text not null default 'text' check (kind in ('text', 'number', 'date', 'boolean')),
  primary key (workspace_id, name)
);

create table contact_list (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table list_member (
  workspace_id uuid not null,
  list_id uuid not null,
  contact_id bigint not null,
  import_id uuid,
  added_at timestamptz not null default now(),
  primary key (workspace_id, list_id, contact_id),
  foreign key (workspace_id, list_id) references contact_list on delete cascade
);
create index list_member_contact on list_member (workspace_id, contact_id);

create table contact_tag (
  workspace_id uuid not null,
  tag text not null check (tag <> ''),
  contact_id bigint not null,
  import_id uuid,
  primary key (workspace_id, tag, contact_id)
);
create index contact_tag_contact on contact_tag (workspace_id, contact_id);

-- A brand is whom people know; a program is what they join. Opt-outs hold for the brand, consent for the program.
create table brand (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  help_contact text not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table program (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null check (name <> ''),
  purpose text not null check (purpose in ('marketing', 'transactional', 'otp', 'conversational', 'internal', 'survey',
    'nonprofit', 'political', 'healthcare', 'emergency')),
  disclosure text not null,
  disclosure_version integer not null default 1,
  texts_per_month integer not null check (texts_per_month > 0),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, brand_id) references brand
);

-- Append-only and chained per workspace: hash = sha256(prev_hash || canonical row). Corrections are new events.
create table consent_event (
  workspace_id uuid not null references workspace,
  id bigint not null,
  number text not null,
  contact_id bigint,
  brand_id uuid not null,
  program_id uuid,
  type text not null check (type in ('opt_in', 'opt_out', 'rejoin', 'withdrawn')),
  method text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  words_shown text,
  evidence jsonb not null default '{}',
  actor text not null,
  import_id uuid,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (workspace_id, id)
);
create index consent_event_number on consent_event (workspace_id, number);

-- The end of each workspace's chain; locked while events are appended.
create table consent_chain (
  workspace_id uuid primary key references workspace,
  last_id bigint not null,
  last_hash bytea not null
);

-- Where a number stands in a program today. Dispatch takes this row FOR SHARE in the transaction that records the
-- intent and STOP updates it, so the two can only happen one after the other.
create table consent (
  workspace_id uuid not null,
  program_id uuid not null,
  number text not null,
  contact_id bigint not null,
  status text not null check (status in ('opted_in', 'opted_out')),
  event_id bigint not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, program_id, number),
  foreign key (workspace_id, program_id) references program
) with (fillfactor = 90);

create table suppression (
  workspace_id uuid not null,
  brand_id uuid not null,
  number text not null,
  reason text not null,
  event_id bigint not null,
  suppressed_at timestamptz not null,
  lifted_at timestamptz,
  primary key (workspace_id, brand_id, number),
  foreign key (workspace_id, brand_id) references brand
);

-- One import: uploaded → checking → checked → importing → imported → undone, or failed with a sentence.
create table import (
  workspace_id uuid not null references workspace,
  id uuid not null,
  file_name text not null,
  file_path text not null,
  status text not null check (status in ('uploaded', 'checking', 'checked', 'importing', 'imported', 'undoing', 'undone', 'failed')),
  problem text,
  dialect jsonb,
  mapping jsonb,
  options jsonb not null default '{}',
  counts jsonb not null default '{}',
  rows_done bigint not null default 0,
  bytes_done bigint not null default 0,
  bytes_total bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null default now(),
  checked_at timestamptz,
  imported_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id)
);

-- What did not become a person, with the row as it stood and the reason, for the error file.
create table import_reject (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  position smallint not null default 0,
  code text not null,
  sentence text not null,
  row text[] not null,
  number text,
  primary key (workspace_id, import_id, line, position),
  foreign key (workspace_id, import_id) references import on delete cascade
);

-- What an import changed, so that it can be taken back within 24 h. `before` is null for people it created.
create table import_change (
  workspace_id uuid not null,
  import_id uuid not null,
  contact_id bigint not null,
  before jsonb,
  primary key (workspace_id, import_id, contact_id),
  foreign key (workspace_id, import_id) references import on delete cascade
);

-- Parsed rows between the dry run and the import. Unlogged: a crash empties it and the check is run again.
create unlogged table import_staging (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  number text not null,
  first_name text,
  last_name text,
  email text,
  country text,
  region text,
  time_zone text,
  time_zone_source text,
  fields jsonb not null,
  tags text[] not null,
  consent text not null check (consent in ('given', 'none', 'opted_out')),
  consented_at timestamptz,
  consent_method text,
  row text[]
);
create index import_staging_number on import_staging (import_id, number);

select fence_tenant_table(t) from unnest(array['contact', 'contact_field', 'contact_list', 'list_member', 'contact_tag',
  'brand', 'program', 'consent_event', 'consent_chain', 'consent', 'suppression', 'import', 'import_reject',
  'import_change', 'import_staging']::regclass[]) t;

grant select, insert, update, delete on contact, contact_field, contact_list, list_member, contact_tag, consent, import,
  import_reject, import_change, import_staging to tidings_app, tidings_worker;
-- An opt-out is lifted, never deleted; what it was about stays as well.
grant select, insert, update on brand, program, suppression to tidings_app, tidings_worker;
grant select, insert on consent_event to tidings_app, tidings_worker;
grant select, insert, update on consent_chain to tidings_app, tidings_worker;
