-- Emergencies: declared by one person, confirmed by another, with who has answered that they are safe.
create table emergency (
  workspace_id uuid not null references workspace,
  id uuid not null,
  reason text not null check (reason in ('severe_weather', 'fire', 'flood', 'earthquake', 'hazardous_material', 'violence',
    'power_or_water', 'public_health', 'transport', 'evacuation', 'other_danger', 'end_of_danger')),
  -- What it is about, for the record; it is not sent.
  note text not null check (note <> ''),
  is_drill boolean not null,
  program_id uuid not null,
  sender_id uuid,
  include jsonb not null,
  exclude jsonb not null,
  -- What leaves, to the letter: first, and to whoever has not answered.
  body text not null,
  repeat_body text not null,
  -- Whether people are asked to answer 1 or 2, and what they read when they have.
  is_asking boolean not null,
  safe_body text,
  help_body text,
  repeat_minutes integer not null check (repeat_minutes between 5 and 720),
  repeats smallint not null check (repeats between 0 and 10),
  state text not null default 'declared' check (state in ('declared', 'active', 'ended', 'withdrawn')),
  -- The first texts are round 1, each repetition is one more.
  round smallint not null default 0,
  next_round_at timestamptz,
  -- The releases of its words, where its program is for emergencies.
  release_ids bigint[] not null default '{}',
  declared_by text not null,
  declared_account uuid,
  declared_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  primary key (workspace_id, id)
);
create index emergency_active on emergency (workspace_id) where state = 'active';
select fence_tenant_table('emergency');
grant select, insert, update on emergency to tidings_app, tidings_worker;
grant select on emergency to tidings_readonly;

create table emergency_person (
  workspace_id uuid not null,
  emergency_id uuid not null,
  number text not null,
  contact_id bigint,
  -- How far the rounds have come with this person.
  round smallint not null default 0,
  texts smallint not null default 0,
  message_id bigint,
  last_text_at timestamptz,
  -- A text before the last one is with the person or the carrier.
  is_reached boolean not null default false,
  refusal_code text,
  refusal text,
  answer text check (answer in ('safe', 'needs_help', 'unclear')),
  answered_at timestamptz,
  -- Their own words, or the note of whoever heard from them otherwise.
  words text,
  -- Who of the staff has noted it; null where the person answered by text.
  noted_by text,
  primary key (workspace_id, emergency_id, number),
  foreign key (workspace_id, emergency_id) references emergency (workspace_id, id)
);
create index emergency_person_number on emergency_person (workspace_id, number);
create index emergency_person_contact on emergency_person (workspace_id, contact_id) where contact_id is not null;
select fence_tenant_table('emergency_person');
grant select, insert, update on emergency_person to tidings_app, tidings_worker;
grant select on emergency_person to tidings_readonly;
