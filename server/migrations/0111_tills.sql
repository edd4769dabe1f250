-- Pages at which codes are redeemed by whoever stands at a till and has no account: one for each shop, closed one by one.
create table coupon_till (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  -- The pools whose codes it redeems; null for all of them.
  pool_ids uuid[],
  made_by text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace (id),
  check (name <> ''),
  check (cardinality(pool_ids) > 0)
);
select fence_tenant_table('coupon_till');
grant select, insert, update on coupon_till to tidings_app;
grant select on coupon_till to tidings_readonly;
