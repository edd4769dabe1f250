-- What 0096 meant to do for codes that had been given before: the wall between workspaces kept their rows from their owner, too.
alter table coupon_code no force row level security;
alter table coupon_holder no force row level security;
insert into coupon_holder (workspace_id, contact_id, pool_id, place)
  select workspace_id, contact_id, pool_id, place from coupon_code where contact_id is not null
  on conflict do nothing;
alter table coupon_holder force row level security;
alter table coupon_code force row level security;
