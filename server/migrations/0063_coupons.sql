-- Coupon pools and their codes. A code is given to one person, in the transaction that decides about their text, and to nobody ever again.
create table coupon_pool (
  workspace_id uuid not null references workspace,
  id uuid not null,
  -- What stands in texts: {{ coupon.spring }}.
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text,
  state text not null default 'on' check (state in ('on', 'off')),
  ends_at timestamptz,
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
select fence_tenant_table('coupon_pool');
grant select, insert, update on coupon_pool to tidings_app;
grant select on coupon_pool to tidings_worker, tidings_readonly;

create sequence coupon_code_place;
create table coupon_code (
  workspace_id uuid not null,
  pool_id uuid not null,
  -- Codes are given in this order.
  place bigint not null default nextval('coupon_code_place'),
  code text not null,
  given_at timestamptz,
  contact_id bigint,
  message_id bigint,
  redeemed_at timestamptz,
  primary key (workspace_id, pool_id, place),
  foreign key (workspace_id, pool_id) references coupon_pool (workspace_id, id)
);
-- Nobody can redeem one person's code by writing it in other letters, and no two pools hold the same one.
create unique index coupon_code_word on coupon_code (workspace_id, upper(code));
create unique index coupon_code_person on coupon_code (workspace_id, pool_id, contact_id) where contact_id is not null;
create index coupon_code_free on coupon_code (workspace_id, pool_id, place) where given_at is null;
create index coupon_code_contact on coupon_code (workspace_id, contact_id) where contact_id is not null;
select fence_tenant_table('coupon_code');
grant select, insert, update on coupon_code to tidings_app;
grant select, update on coupon_code to tidings_worker;
grant usage on sequence coupon_code_place to tidings_app;
grant select on coupon_code to tidings_readonly;
