-- Whose a code has become stands in a table of its own, so that giving one changes nothing of its row that an index knows: the new
-- version lies on the same page (which needs room there), and three entries in indexes are not written anew. Free codes are
-- found along the primary key, from where the process gave the last: in the index of free codes every code that had been given
-- left a dead entry at the front, which each batch had to pass.
create table coupon_holder (
  workspace_id uuid not null,
  contact_id bigint not null,
  pool_id uuid not null,
  place bigint not null,
  -- Nobody has two codes of a pool.
  primary key (workspace_id, contact_id, pool_id)
);
insert into coupon_holder select workspace_id, contact_id, pool_id, place from coupon_code where contact_id is not null;
select fence_tenant_table('coupon_holder');
grant select, insert, delete on coupon_holder to tidings_app, tidings_worker;
grant select on coupon_holder to tidings_readonly;
drop index coupon_code_person;
drop index coupon_code_free;
alter table coupon_code set (fillfactor = 45);
