-- What GDPR art. 28, 30, 33 and 35 want on file. The record of processing is generated from what is really there; what nobody
-- but the business can know stands in processing_addition, and each version that was kept stays as it was.
create table processing_addition (
  workspace_id uuid primary key references workspace,
  body jsonb not null,
  updated_at timestamptz not null,
  updated_by text not null
);

create table processing_version (
  workspace_id uuid not null references workspace,
  version integer not null,
  made_at timestamptz not null,
  made_by text not null,
  -- The very bytes, with their hash.
  record text not null,
  sha256 bytea not null,
  primary key (workspace_id, version)
);

-- Who processes on behalf of the business: a gateway, or anybody else.
create table processor (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  service text not null check (service <> ''),
  gateway_id uuid,
  country text check (country ~ '^[A-Z]{2}$'),
  contract_on date,
  dpa_on date,
  dpa_place text,
  sub_processors text[] not null default '{}',
  safeguard text,
  ended_on date,
  primary key (workspace_id, id),
  foreign key (workspace_id, gateway_id) references gateway (workspace_id, id)
);
create unique index processor_gateway on processor (workspace_id, gateway_id) where gateway_id is not null and ended_on is null;

create table assessment (
  workspace_id uuid not null references workspace,
  id uuid not null,
  title text not null check (title <> ''),
  made_at timestamptz not null,
  made_by text not null,
  primary key (workspace_id, id)
);
create table assessment_version (
  workspace_id uuid not null,
  assessment_id uuid not null,
  version integer not null,
  body jsonb not null,
  written_at timestamptz not null,
  written_by text not null,
  verdict text check (verdict in ('accepted', 'rejected', 'ask_authority')),
  verdict_note text,
  signed_at timestamptz,
  signed_by uuid references account,
  primary key (workspace_id, assessment_id, version),
  foreign key (workspace_id, assessment_id) references assessment (workspace_id, id),
  check ((verdict is null) = (signed_at is null))
);

create table breach (
  workspace_id uuid not null references workspace,
  id uuid not null,
  title text not null check (title <> ''),
  status text not null check (status in ('open', 'closed')),
  risk text not null check (risk in ('unknown', 'unlikely', 'risk', 'high')),
  -- The instant from which the 72 hours run.
  aware_at timestamptz not null,
  due_at timestamptz not null,
  happened_at timestamptz,
  nature text,
  data_categories text[] not null default '{}',
  people_categories text[] not null default '{}',
  people integer check (people >= 0),
  records integer check (records >= 0),
  consequences text,
  measures text,
  case_id uuid,
  authority_told_at timestamptz,
  authority_name text,
  authority_reference text,
  delay_reason text,
  people_told_at timestamptz,
  people_told_how text,
  not_told_reason text,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, case_id) references case_file (workspace_id, id)
);
create index breach_due on breach (workspace_id, due_at, id);
create table breach_note (
  workspace_id uuid not null,
  id bigint generated always as identity,
  breach_id uuid not null,
  at timestamptz not null,
  by text not null,
  kind text not null,
  body text not null,
  primary key (workspace_id, breach_id, id),
  foreign key (workspace_id, breach_id) references breach (workspace_id, id)
);

select fence_tenant_table(t) from unnest(array['processing_addition', 'processing_version', 'processor', 'assessment',
  'assessment_version', 'breach', 'breach_note']::regclass[]) t;
-- An assessment is held (for update) while a version is added.
grant select, insert, update on processing_addition, processor, assessment, assessment_version, breach to tidings_app;
grant select, insert on processing_version, breach_note to tidings_app;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
grant select on processing_addition, processing_version, processor, assessment, assessment_version, breach to tidings_worker;
grant select on processing_addition, processing_version, processor, assessment, assessment_version, breach, breach_note to tidings_readonly;
