-- How people join: public pages, the words they are shown, requests that wait for their YES.

-- What may be counted of visitors whom nobody knows: one row for a subject and a window, however many requests come. The
-- subject is a keyed hash, never an address. Swept after a day.
create table request_count (
  workspace_id uuid not null references workspace,
  purpose text not null,
  subject text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (workspace_id, purpose, subject, window_start)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index request_count_window on request_count (workspace_id, window_start);

-- Where a public address leads. Nobody is known there, so the workspace is found by the address alone.
create table public_address (
  address text primary key check (address ~ '^[a-z0-9]{10}$'),
  workspace_id uuid not null references workspace,
  kind text not null,
  object_id uuid not null,
  unique (workspace_id, kind, object_id)
);

create table page_theme (
  workspace_id uuid primary key references workspace,
  accent text not null check (accent ~ '^#[0-9a-f]{6}$'),
  canvas text not null check (canvas ~ '^#[0-9a-f]{6}$')
);

grant select on public_address to tidings_lease;
create policy lease_reads on public_address for select to tidings_lease using (true);
create function find_public_address(wanted text) returns table (workspace_id uuid, kind text, object_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select a.workspace_id, a.kind, a.object_id from public_address a where a.address = wanted $$;
grant create on schema public to tidings_lease;
alter function find_public_address(text) owner to tidings_lease;
revoke create on schema public from tidings_lease;
revoke execute on function find_public_address(text) from public;
grant execute on function find_public_address(text) to tidings_app, tidings_worker;

-- Who stands behind a brand, for its terms and its privacy policy.
alter table brand add column legal_name text, add column postal_address text, add column website text;

-- Nobody joins a draft or a closed program. Programs of before stay open; what they lack to be joined by new ways is
-- worked out from their words and said wherever they are shown.
alter table program add column status text not null default 'live' check (status in ('draft', 'live', 'closed')),
  add column published_at timestamptz;
update program set published_at = created_at;
alter table program alter column status set default 'draft';

-- Every version of every word that people are shown, for ever. Terms and policy are the brand's (no program), the
-- disclosure and the texts of joining a program's. The newest version of a kind and a language is the one in use.
create table program_words (
  workspace_id uuid not null,
  id bigint generated always as identity,
  brand_id uuid not null,
  program_id uuid,
  kind text not null check (kind in ('disclosure', 'terms', 'privacy', 'join_request', 'join_reminder', 'join_confirmation')),
  locale text not null check (locale ~ '^[a-z]{2}$'),
  version integer not null check (version > 0),
  body text not null check (body <> ''),
  sha256 bytea not null check (octet_length(sha256) = 32),
  written_by text not null,
  written_at timestamptz not null,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, brand_id, program_id, kind, locale, version),
  foreign key (workspace_id, brand_id) references brand,
  foreign key (workspace_id, program_id) references program,
  check ((program_id is null) = (kind in ('terms', 'privacy')))
);
insert into program_words (workspace_id, brand_id, program_id, kind, locale, version, body, sha256, written_by, written_at)
  select workspace_id, brand_id, id, 'disclosure', 'en', disclosure_version, disclosure, sha256(convert_to(disclosure, 'UTF8')),
    'system:migration', created_at
  from program where disclosure <> '';

-- Somebody has asked to join and has not said YES yet. Nothing but the request is sent to them.
alter table consent drop constraint consent_status_check;
alter table consent add constraint consent_status_check check (status in ('pending', 'opted_in', 'opted_out'));
alter table consent_event drop constraint consent_event_type_check;
alter table consent_event add constraint consent_event_type_check check (type in ('opt_in', 'opt_out', 'rejoin', 'withdrawn',
  'doi_requested', 'doi_confirmed', 'expired'));

-- How a program is joined; programs without a row are joined by the usual rules of their purpose.
create table join_rule (
  workspace_id uuid not null,
  program_id uuid not null,
  double_opt_in text not null check (double_opt_in in ('always', 'unless_from_phone', 'never')),
  confirm_within_hours integer not null check (confirm_within_hours between 1 and 2160),
  remind_after_hours integer check (remind_after_hours between 1 and 2160),
  least_age smallint check (least_age between 1 and 99),
  countries text[] check (cardinality(countries) between 1 and 250),
  sender_id uuid,
  primary key (workspace_id, program_id),
  foreign key (workspace_id, program_id) references program,
  foreign key (workspace_id, sender_id) references sender,
  check (remind_after_hours is null or remind_after_hours < confirm_within_hours)
);

-- A page at which a program is joined, at an address of its own or in a frame on the business's site.
create table join_form (
  workspace_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  name text not null check (name <> ''),
  address text not null,
  locale text not null check (locale ~ '^[a-z]{2}$'),
  title text,
  intro text,
  asks text[] not null default '{}' check (asks <@ array['first_name', 'last_name', 'email']),
  has_code boolean not null default false,
  tags text[] not null default '{}',
  status text not null check (status in ('live', 'closed')),
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, program_id) references program
);

-- How a page looked, whole, once for each look; consent events name it by its hash.
create table page_snapshot (
  workspace_id uuid not null references workspace,
  sha256 bytea not null check (octet_length(sha256) = 32),
  html text not null,
  first_shown_at timestamptz not null,
  primary key (workspace_id, sha256)
);

create table join_request (
  workspace_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  brand_id uuid not null,
  number text not null,
  contact_id bigint not null,
  method text not null,
  locale text not null,
  form_id uuid,
  status text not null check (status in ('waiting', 'confirmed', 'expired', 'left')),
  requested_event_id bigint not null,
  settled_event_id bigint,
  sender_id uuid not null,
  message_id bigint not null,
  reminder_id bigint,
  asked_at timestamptz not null,
  remind_at timestamptz,
  expires_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, program_id) references program
);
create unique index join_request_waiting on join_request (workspace_id, program_id, number) where status = 'waiting';
create index join_request_number on join_request (workspace_id, number, asked_at);
create index join_request_expiry on join_request (workspace_id, expires_at) where status = 'waiting';

-- A code that was sent to a phone so that a form can be sure of it. The code itself is kept as a keyed hash, and for minutes.
create table join_code (
  workspace_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  number text not null,
  code_hash text not null,
  tries smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, form_id) references join_form
);
create index join_code_expiry on join_code (workspace_id, expires_at);

select fence_tenant_table(name::regclass) from unnest(array['request_count', 'public_address', 'page_theme', 'program_words', 'join_rule',
  'join_form', 'page_snapshot', 'join_request', 'join_code']) as name;
grant select, insert, update, delete on request_count, join_code to tidings_app, tidings_worker;
grant select, insert, update on page_theme, join_rule, join_form, join_request to tidings_app, tidings_worker;
-- What was shown stays as it was shown.
grant select, insert on public_address, program_words, page_snapshot to tidings_app, tidings_worker;
grant select on request_count, public_address, page_theme, program_words, join_rule, join_form, page_snapshot, join_request
  to tidings_readonly;
