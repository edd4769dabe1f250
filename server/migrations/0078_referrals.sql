-- Referrals: people hand on a code of their own, and friends join by themselves.
create table referral_scheme (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  program_id uuid not null,
  -- By which people ask for their code, and by which friends join with it.
  ask_keyword_id uuid,
  join_keyword_id uuid not null,
  -- Pools of coupons: the first friend brings a code of the first, the second one of the second, and so on.
  reward_pools text[] not null check (cardinality(reward_pools) between 1 and 20),
  reward_body text not null,
  state text not null default 'on' check (state in ('on', 'off')),
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, join_keyword_id)
);
select fence_tenant_table('referral_scheme');
grant select, insert, update on referral_scheme to tidings_app;
grant select on referral_scheme to tidings_worker, tidings_readonly;

create table referral_code (
  workspace_id uuid not null,
  code text not null check (code ~ '^[A-Z2-9]{6}$'),
  scheme_id uuid not null,
  -- Whose it is; null once they were erased, and nobody gets it again.
  contact_id bigint,
  made_at timestamptz not null,
  primary key (workspace_id, code),
  foreign key (workspace_id, scheme_id) references referral_scheme (workspace_id, id)
);
create unique index referral_code_of on referral_code (workspace_id, scheme_id, contact_id) where contact_id is not null;
select fence_tenant_table('referral_code');
grant select, insert, update on referral_code to tidings_app, tidings_worker;
grant select on referral_code to tidings_readonly;

create sequence referral_id;
create table referral (
  workspace_id uuid not null,
  id bigint not null default nextval('referral_id'),
  scheme_id uuid not null,
  code text not null,
  -- The friend, who has written with the code.
  number text not null,
  contact_id bigint,
  -- waiting: has not confirmed yet, or there is no coupon left.
  state text not null check (state in ('waiting', 'rewarded', 'refused')),
  reason text,
  pool text,
  message_id bigint,
  written_at timestamptz not null,
  decided_at timestamptz,
  primary key (workspace_id, id),
  -- A friend is brought once.
  unique (workspace_id, scheme_id, number),
  foreign key (workspace_id, scheme_id) references referral_scheme (workspace_id, id)
);
create index referral_waiting on referral (workspace_id, id) where state = 'waiting';
create index referral_by_code on referral (workspace_id, code);
create index referral_number on referral (workspace_id, number);
create index referral_contact on referral (workspace_id, contact_id) where contact_id is not null;
select fence_tenant_table('referral');
grant select, insert, update on referral to tidings_app, tidings_worker;
grant usage on sequence referral_id to tidings_app, tidings_worker;
grant select on referral to tidings_readonly;
