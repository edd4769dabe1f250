-- Senders' papers: what is registered with carriers, where it stands, and which numbers stand under it.
create table registration (
  workspace_id uuid not null references workspace,
  id uuid not null,
  kind text not null check (kind in ('brand', 'campaign', 'toll_free', 'short_code', 'alphanumeric')),
  name text not null check (name <> ''),
  status text not null check (status in ('draft', 'submitted', 'pending', 'approved', 'rejected', 'suspended', 'expired')),
  -- The filled form: answers by field.
  answers jsonb not null default '{}',
  forms_version text not null,
  -- Of a 10DLC campaign: the brand that it stands under.
  parent_id uuid,
  provider text,
  -- What carriers know it by, such as the id of a 10DLC campaign.
  reference text check (reference <> ''),
  -- Over how many hours a limit of a day is spread.
  hours_a_day smallint not null default 24 check (hours_a_day between 1 and 24),
  rejection_code text,
  rejection_reason text,
  -- The fields to mend after a rejection.
  mend text[] not null default '{}',
  created_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  expires_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, parent_id) references registration (workspace_id, id),
  check (parent_id is null or kind = 'campaign')
);
select fence_tenant_table('registration');
grant select, insert, update on registration to tidings_app, tidings_worker;
grant select on registration to tidings_readonly;

-- Every change of a registration, never changed itself.
create table registration_event (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  registration_id uuid not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  status text not null,
  detail jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, registration_id) references registration (workspace_id, id)
);
select fence_tenant_table('registration_event');
create index registration_event_of on registration_event (workspace_id, registration_id, id);
grant select, insert on registration_event to tidings_app, tidings_worker;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
grant select on registration_event to tidings_readonly;

alter table sender
  add column registration_id uuid,
  add foreign key (workspace_id, registration_id) references registration (workspace_id, id),
  -- Numbers that sent before papers were asked for may go on for 30 days, in which they can be brought in.
  add column unregistered_until timestamptz default now() + interval '30 days';
-- Whoever comes later needs papers from the first text on.
alter table sender alter column unregistered_until drop default;
create index sender_registration on sender (workspace_id, registration_id) where registration_id is not null;
