-- Contests: rules, entries, and a draw that anybody can check.
create table contest (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  program_id uuid not null,
  sender_id uuid,
  keyword_id uuid,
  prize text not null check (prize <> ''),
  rules text not null check (rules <> ''),
  -- What people read who have entered, and who have won.
  entered_body text,
  won_body text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  entries text not null check (entries in ('once', 'daily')),
  least_age smallint check (least_age between 13 and 25),
  -- Such as {US-TX,US-FL}; null for everywhere.
  regions text[],
  winners smallint not null check (winners between 1 and 1000),
  alternates smallint not null check (alternates between 0 and 1000),
  claim_hours integer not null check (claim_hours between 1 and 720),
  -- A number that nobody here can know beforehand, such as that of a public lottery; said before people enter.
  beacon_source text,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed', 'drawn', 'cancelled')),
  -- The seed of the draw, sealed until then, and its hash, which is public from the opening on.
  seed_sealed bytea,
  seed_hash text,
  -- Of all entries that count, from the closing on.
  entries_hash text,
  seed text,
  beacon text,
  opened_at timestamptz,
  closed_at timestamptz,
  drawn_at timestamptz,
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index contest_keyword on contest (workspace_id, keyword_id)
  where keyword_id is not null and state in ('draft', 'open');
select fence_tenant_table('contest');
grant select, insert, update on contest to tidings_app;
grant select, update on contest to tidings_worker;
grant select on contest to tidings_readonly;

create sequence contest_entry_id;
create table contest_entry (
  workspace_id uuid not null,
  id bigint not null default nextval('contest_entry_id'),
  contest_id uuid not null,
  number text not null,
  contact_id bigint,
  -- The day, where people may enter once a day.
  period text not null,
  way text not null check (way in ('keyword', 'form', 'hand')),
  -- The same for all entries of one person, and no way back to them.
  person text not null,
  full_name text,
  email text,
  region text,
  -- asked: they have still to say how old they are.
  state text not null check (state in ('asked', 'entered', 'refused')),
  reason text,
  entered_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, contest_id, number, period),
  foreign key (workspace_id, contest_id) references contest (workspace_id, id)
);
create index contest_entry_number on contest_entry (workspace_id, number);
create index contest_entry_contact on contest_entry (workspace_id, contact_id) where contact_id is not null;
create index contest_entry_of on contest_entry (workspace_id, contest_id, id);
select fence_tenant_table('contest_entry');
grant select, insert, update on contest_entry to tidings_app, tidings_worker;
grant usage on sequence contest_entry_id to tidings_app, tidings_worker;
grant select on contest_entry to tidings_readonly;

-- Who was drawn, in the order of the draw.
create table contest_place (
  workspace_id uuid not null,
  contest_id uuid not null,
  rank smallint not null,
  entry_id bigint not null,
  state text not null check (state in ('alternate', 'won', 'claimed', 'forfeited')),
  message_id bigint,
  -- Why they could not be told by text.
  refusal text,
  told_at timestamptz,
  claim_by timestamptz,
  decided_by text,
  decided_at timestamptz,
  note text,
  primary key (workspace_id, contest_id, rank),
  foreign key (workspace_id, contest_id) references contest (workspace_id, id),
  foreign key (workspace_id, entry_id) references contest_entry (workspace_id, id)
);
select fence_tenant_table('contest_place');
grant select, insert, update on contest_place to tidings_app;
grant select on contest_place to tidings_worker, tidings_readonly;
