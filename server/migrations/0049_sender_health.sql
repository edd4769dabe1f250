-- How the texts of a number fare at the phones, by what its carrier reported within a day; written every five minutes, a row a number.
create table sender_health (
  workspace_id uuid not null references workspace,
  sender_id uuid not null,
  measured_at timestamptz not null,
  -- Texts of the sample whose carrier has said its last word, and how they ended.
  texts integer not null,
  delivered integer not null,
  undelivered integer not null,
  filtered integer not null,
  failed integer not null,
  -- Taken by the carrier long enough ago, and never heard of again.
  silent integer not null,
  state text not null check (state in ('unknown', 'ok', 'warn', 'skip', 'rest')),
  since timestamptz not null,
  -- Pools pass it over until then, whatever newer receipts say. By hand, or by itself where nearly nothing arrived.
  rests_until timestamptz,
  rested_by text check ((rested_by is null) = (rests_until is null)),
  primary key (workspace_id, sender_id),
  foreign key (workspace_id, sender_id) references sender (workspace_id, id)
);
select fence_tenant_table('sender_health');
grant select, insert, update on sender_health to tidings_app, tidings_worker;
grant select on sender_health to tidings_readonly;
