-- How often one person may be texted, whoever texts them.

-- What a workspace wishes beside the law and beside what its programs promise: `us_day_limit` makes the cap of the law
-- stricter, `caps` are at most ten of its own, `budget` is what one person is meant to bear of everything together.
create table frequency_policy (
  workspace_id uuid primary key references workspace,
  us_day_limit smallint check (us_day_limit between 1 and 3),
  caps jsonb not null default '[]',
  budget jsonb
);

-- The last month of a person's texts, in one row that is locked while it is decided whether there may be one more: two
-- campaigns of the same moment see each other here. `marks` holds six numbers a text (see server/src/compliance/tally.ts).
create table frequency_tally (
  workspace_id uuid not null references workspace,
  number text not null,
  marks bigint[] not null,
  last_at timestamptz not null,
  primary key (workspace_id, number)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

select fence_tenant_table('frequency_policy');
select fence_tenant_table('frequency_tally');
grant select, insert, update on frequency_policy to tidings_app, tidings_worker;
grant select, insert, update, delete on frequency_tally to tidings_app, tidings_worker;
grant select on frequency_policy, frequency_tally to tidings_readonly;

-- What a campaign says about it: what it is about, how much it matters, and whether those who have had enough wait or are left out.
alter table campaign add column subject text check (subject <> ''), add column priority text not null default 'normal'
    check (priority in ('low', 'normal', 'high')),
  add column when_capped text not null default 'wait' check (when_capped in ('wait', 'skip'));
alter table send_run add column subject text, add column priority text not null default 'normal',
  add column when_capped text not null default 'wait';
