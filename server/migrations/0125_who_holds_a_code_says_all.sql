-- Who holds a code says when and for which text it was given, too, and alone: a code is given exactly when its place has a row here, and
-- nothing of the code itself is written when it is. Until now each was locked and written anew besides.
drop table coupon_holder;
create table coupon_holder (
  workspace_id uuid not null,
  pool_id uuid not null,
  place bigint not null,
  -- Null once the person is forgotten: the code stays given, and nobody gets it again.
  contact_id bigint,
  message_id bigint,
  given_at timestamptz not null,
  -- Without the workspace, so that the index below is the only one that it leads into: who has a code is asked of a thousand people at once,
  -- and planned while few had any that question was answered by reading all of the workspace.
  primary key (pool_id, place)
);
alter table coupon_code no force row level security;
alter table coupon_holder no force row level security;
insert into coupon_holder (workspace_id, pool_id, place, contact_id, message_id, given_at)
  select workspace_id, pool_id, place, contact_id, message_id, given_at from coupon_code where given_at is not null
  order by workspace_id, pool_id, place;
alter table coupon_holder force row level security;
alter table coupon_code force row level security;
-- Nobody has two codes of a pool.
create unique index coupon_holder_person on coupon_holder (workspace_id, contact_id, pool_id);
select fence_tenant_table('coupon_holder');
grant select, insert, update (contact_id, message_id) on coupon_holder to tidings_app, tidings_worker;
grant select on coupon_holder to tidings_readonly;
alter table coupon_code drop column given_at, drop column contact_id, drop column message_id;
alter table coupon_code reset (fillfactor);
revoke update on coupon_code from tidings_worker;
