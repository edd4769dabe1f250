-- People who work here: roles of a workspace's own, invitations, second factors, other ways to sign in, and what an agent
-- may reach.

-- A role that a workspace puts together itself. Built-in roles stand in the code and need no row.
create table custom_role (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  permissions text[] not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index custom_role_name on custom_role (workspace_id, lower(name));

-- Null reaches everything; a list reaches what stands in it, and an empty one nothing. What was deleted since matches nothing.
alter table member add column custom_role_id uuid, add column sender_ids uuid[], add column list_ids uuid[],
  drop constraint member_role_check,
  add constraint member_role_check check (role in ('owner', 'admin', 'marketer', 'compliance', 'agent', 'analyst', 'developer', 'custom')),
  add constraint member_custom_role check ((role = 'custom') = (custom_role_id is not null)),
  add foreign key (workspace_id, custom_role_id) references custom_role;

alter table workspace add column needs_second_factor boolean not null default false;

-- Only the hash of the link is kept. An address is invited once at a time; asking again makes a new link.
create table invitation (
  workspace_id uuid not null references workspace,
  id uuid not null,
  email text not null,
  role text not null,
  custom_role_id uuid,
  sender_ids uuid[],
  list_ids uuid[],
  token_hash bytea not null unique,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  check ((role = 'custom') = (custom_role_id is not null)),
  foreign key (workspace_id, custom_role_id) references custom_role
);
create unique index invitation_open on invitation (workspace_id, lower(email)) where accepted_at is null and revoked_at is null;

-- An account that signs in elsewhere, or by a passkey alone, has no password.
alter table account alter column password_hash drop not null;

-- What a browser's session is told by, and how and when its person last proved who they are.
alter table session add column id uuid not null default gen_random_uuid() unique,
  add column authenticated_at timestamptz not null default now(),
  add column method text not null default 'password' check (method in ('password', 'passkey', 'oidc', 'link')),
  add column is_strong boolean not null default false,
  add column address text, add column browser text;

-- A link that sets a new password, once.
create table password_reset (
  token_hash bytea primary key,
  account_id uuid not null references account,
  made_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index password_reset_account on password_reset (account_id);

-- The seed of an app that shows codes, sealed. `last_step` is the half minute of the last code taken: a code works once.
create table authenticator (
  account_id uuid primary key references account,
  secret bytea not null,
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  created_at timestamptz not null default now()
);

-- Keyed hashes: without the installation's secret key nobody can try them out.
create table recovery_code (
  account_id uuid not null references account,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table passkey (
  id text primary key,
  account_id uuid not null references account,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_account on passkey (account_id);

-- Who somebody is at the single sign-on of the installation.
create table account_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references account,
  created_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index account_identity_account on account_identity (account_id);

-- The steps of a sign-in that is under way (a second factor is asked for, a passkey's challenge is out, an issuer has been
-- turned to). Each is taken once and within minutes; only its hash is kept.
create table sign_in_step (
  token_hash bytea primary key,
  kind text not null check (kind in ('second_factor', 'passkey', 'passkey_new', 'oidc')),
  account_id uuid references account,
  detail jsonb not null default '{}',
  failures integer not null default 0,
  expires_at timestamptz not null
);

-- A test key tries and never sends. Networks are CIDR; null is from anywhere.
alter table api_key add column is_test boolean not null default false, add column networks text[],
  add column replaced_by uuid;

select fence_tenant_table(t) from unnest(array['custom_role', 'invitation']::regclass[]) t;

grant select, insert, update, delete on custom_role, invitation, password_reset, authenticator, recovery_code, passkey,
  account_identity, sign_in_step to tidings_app;
grant delete on password_reset, sign_in_step to tidings_worker;
grant select, insert on password_reset to tidings_worker;
grant select (token_hash, expires_at) on sign_in_step to tidings_worker;
grant select on member, custom_role, invitation to tidings_readonly;

-- What must be answered before a workspace is known.
grant select (workspace_id, id, permissions) on custom_role to tidings_lease;
grant select (workspace_id, id, email, token_hash, expires_at, accepted_at, revoked_at) on invitation to tidings_lease;
grant select (custom_role_id, sender_ids, list_ids) on member to tidings_lease;
grant select (needs_second_factor) on workspace to tidings_lease;
create policy lease_reads on custom_role for select to tidings_lease using (true);
create policy lease_reads on invitation for select to tidings_lease using (true);

create function membership_of(account uuid, workspace uuid)
  returns table (role text, permissions text[], sender_ids uuid[], list_ids uuid[], needs_second_factor boolean)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select m.role, c.permissions, m.sender_ids, m.list_ids, w.needs_second_factor
        from member m join workspace w on w.id = m.workspace_id
          left join custom_role c on c.workspace_id = m.workspace_id and c.id = m.custom_role_id
        where m.account_id = account and m.workspace_id = workspace $$;

create function find_invitation(hash bytea) returns table (workspace_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select i.workspace_id, i.id from invitation i
        where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() $$;

create function invitations_of(address text) returns table (workspace_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select i.workspace_id, i.id from invitation i
        where lower(i.email) = lower(address) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() $$;

grant create on schema public to tidings_lease;
alter function membership_of(uuid, uuid) owner to tidings_lease;
alter function find_invitation(bytea) owner to tidings_lease;
alter function invitations_of(text) owner to tidings_lease;
revoke create on schema public from tidings_lease;
revoke execute on function membership_of(uuid, uuid), find_invitation(bytea), invitations_of(text) from public;
grant execute on function membership_of(uuid, uuid), find_invitation(bytea), invitations_of(text) to tidings_app;
grant execute on function membership_of(uuid, uuid) to tidings_worker;

-- What the caller of this transaction may reach within the workspace; null is everything. It stands beside the fence and
-- narrows whatever is asked, so that no query of a page can forget it. Workers and jobs never set it.
create function reach_lists() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.reach_lists', true), '')::uuid[] $$;
create function reach_senders() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.reach_senders', true), '')::uuid[] $$;

create policy within_reach on contact_list as restrictive for select to tidings_app
  using ((select reach_lists()) is null or id = any ((select reach_lists())::uuid[]));
create policy within_reach on list_member as restrictive for select to tidings_app
  using ((select reach_lists()) is null or list_id = any ((select reach_lists())::uuid[]));
create policy within_reach on contact as restrictive for select to tidings_app
  using ((select reach_lists()) is null or exists (select from list_member m
    where m.workspace_id = contact.workspace_id and m.contact_id = contact.id and m.list_id = any ((select reach_lists())::uuid[])));
create policy within_reach on sender as restrictive for select to tidings_app
  using ((select reach_senders()) is null or id = any ((select reach_senders())::uuid[]));
create policy within_reach on message as restrictive for select to tidings_app
  using (((select reach_senders()) is null or sender_id = any ((select reach_senders())::uuid[]))
    and ((select reach_lists()) is null or exists (select from list_member m
      where m.workspace_id = message.workspace_id and m.contact_id = message.contact_id and m.list_id = any ((select reach_lists())::uuid[]))));
create policy within_reach on inbound_message as restrictive for select to tidings_app
  using (((select reach_senders()) is null or sender_id = any ((select reach_senders())::uuid[]))
    and ((select reach_lists()) is null or exists (select from list_member m
      where m.workspace_id = inbound_message.workspace_id and m.contact_id = inbound_message.contact_id
        and m.list_id = any ((select reach_lists())::uuid[]))));
