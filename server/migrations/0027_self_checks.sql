-- Once a month a sample of what was sent is proved anew from the ledger. What was found is kept as it was signed.
create table self_check (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  -- The first day of the month that was looked at.
  month date not null,
  made_at timestamptz not null,
  made_by text not null,
  sampled integer not null,
  failed integer not null,
  -- The very bytes that were signed.
  report text not null,
  signature bytea not null,
  key_id text not null,
  primary key (workspace_id, id)
);
select fence_tenant_table('self_check');
create index self_check_month on self_check (workspace_id, month desc, id desc);
grant select, insert on self_check to tidings_app, tidings_worker;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
grant select on self_check to tidings_readonly;
