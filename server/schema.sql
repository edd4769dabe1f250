-- The data model, printed from a migrated database by `npm run generate`. Read it here, change it in a new migration.
-- "fenced" means: row security is enabled and forced, and the policy own_workspace shows a workspace its own rows only.
-- tidings_backup may read every row of every table and change none, which is said here and nowhere below.

create table migration (
  version integer not null,
  name text not null,
  checksum text not null,
  landed_at timestamptz not null default now(),
  primary key (version)
);
-- No row security: it belongs to the installation.
grant select on migration to tidings_readonly;

create table installation (
  is_only boolean not null default true,
  instance_id text not null,
  setup_token_hash bytea,
  set_up_at timestamptz,
  created_at timestamptz not null default now(),
  sending text not null default 'all',
  held_reason text,
  held_at timestamptz,
  epoch integer not null default 1,
  ids_from date,
  held_detail text,
  sending_by text,
  sending_reason text,
  sending_since timestamptz,
  primary key (is_only),
  check (is_only),
  check (sending in ('all', 'no_marketing', 'none'))
);
-- No row security: it belongs to the installation.
grant insert, select, update on installation to tidings_app, tidings_worker;
grant select (sending, held_reason, ids_from) on installation to tidings_lease;

create table rehearsal_clock (
  is_only boolean not null default true,
  real_origin timestamptz not null,
  virtual_origin timestamptz not null,
  speed double precision not null,
  primary key (is_only),
  check (is_only),
  check (speed >= (1)::double precision)
);
-- No row security: it belongs to the installation.
grant insert, select, update on rehearsal_clock to tidings_app, tidings_worker;
grant select on rehearsal_clock to tidings_readonly;

create table workspace (
  id uuid not null,
  name text not null,
  country text not null,
  time_zone text not null,
  created_at timestamptz not null default now(),
  sending text not null default 'all',
  countries text[],
  sending_by text,
  sending_reason text,
  sending_since timestamptz,
  needs_second_factor boolean not null default false,
  primary key (id),
  check (name <> ''),
  check (country ~ '^[A-Z]{2}$'),
  check (sending in ('all', 'no_marketing', 'none')),
  check ((countries is null) or ((cardinality(countries) >= 1) and (cardinality(countries) <= 250)))
);
-- row security enabled and forced
create policy lease_reads on workspace for select to tidings_lease using (true);
create policy own_workspace on workspace for all to public using (id = (select current_workspace())) with check (id = (select current_workspace()));
grant insert, select, update on workspace to tidings_app, tidings_worker;
grant select (id, sending, needs_second_factor) on workspace to tidings_lease;
grant select on workspace to tidings_readonly;

create table account (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  created_at timestamptz not null default now(),
  is_operator boolean not null default false,
  primary key (id)
);
create unique index account_email on account (lower(email));
-- No row security: it belongs to the installation.
grant insert, select, update on account to tidings_app, tidings_worker;

create table member (
  workspace_id uuid not null,
  account_id uuid not null,
  role text not null,
  created_at timestamptz not null default now(),
  custom_role_id uuid,
  sender_ids uuid[],
  list_ids uuid[],
  primary key (workspace_id, account_id),
  check (role in ('owner', 'admin', 'marketer', 'compliance', 'agent', 'analyst', 'developer', 'custom')),
  check ((role = 'custom') = (custom_role_id is not null)),
  foreign key (workspace_id) references workspace(id),
  foreign key (account_id) references account(id),
  foreign key (workspace_id, custom_role_id) references custom_role(workspace_id, id)
);
-- fenced
create policy lease_reads on member for select to tidings_lease using (true);
grant delete, insert, select, update on member to tidings_app;
grant select (workspace_id, account_id, role, custom_role_id, sender_ids, list_ids) on member to tidings_lease, tidings_worker;
grant select on member to tidings_readonly;

create table session (
  token_hash bytea not null,
  account_id uuid not null,
  workspace_id uuid not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  id uuid not null default gen_random_uuid(),
  authenticated_at timestamptz not null default now(),
  method text not null default 'password',
  is_strong boolean not null default false,
  address text,
  browser text,
  primary key (token_hash),
  unique (id),
  check (method in ('password', 'passkey', 'oidc', 'link')),
  foreign key (account_id) references account(id),
  foreign key (workspace_id) references workspace(id)
);
create index session_account on session (account_id);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on session to tidings_app;
grant delete, select on session to tidings_worker;

create table sign_in_throttle (
  subject text not null,
  failures integer not null,
  blocked_until timestamptz not null,
  updated_at timestamptz not null default now(),
  primary key (subject)
);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on sign_in_throttle to tidings_app;
grant select on sign_in_throttle to tidings_readonly;
grant delete, select on sign_in_throttle to tidings_worker;

create table api_key (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  created_by uuid,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  is_test boolean not null default false,
  networks text[],
  replaced_by uuid,
  primary key (workspace_id, id),
  unique (secret_hash),
  foreign key (workspace_id) references workspace(id),
  foreign key (created_by) references account(id)
);
-- fenced
create policy lease_reads on api_key for select to tidings_lease using (true);
grant delete, insert, select, update on api_key to tidings_app;
grant select (workspace_id, id, secret_hash, expires_at, revoked_at) on api_key to tidings_lease;
grant select (workspace_id, id, name, created_by, expires_at, revoked_at, replaced_by) on api_key to tidings_worker;

create table idempotency_key (
  workspace_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, key),
  check ((length(key) >= 1) and (length(key) <= 255)),
  foreign key (workspace_id) references workspace(id)
);
create index idempotency_key_age on idempotency_key using brin (created_at);
-- fenced
grant delete, insert, select, update on idempotency_key to tidings_app;
grant select on idempotency_key to tidings_readonly;
grant delete, select, update (key, body) on idempotency_key to tidings_worker;

create table audit_entry (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  actor text not null,
  act text not null,
  object text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null default now(),
  subject text,
  personal jsonb,
  commitments jsonb,
  sequence bigint,
  leaf_hash bytea,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
create unique index audit_entry_sequence on audit_entry (workspace_id, sequence) where (sequence is not null);
create index audit_entry_unplaced on audit_entry (workspace_id, id) where (sequence is null);
create index audit_entry_object on audit_entry (workspace_id, object, id);
create index audit_entry_subject on audit_entry (workspace_id, subject) where (subject is not null);
create index audit_entry_at on audit_entry (workspace_id, at);
-- fenced
create policy lease_reads on audit_entry for select to tidings_lease using (true);
grant insert, select, update (personal, sequence, leaf_hash) on audit_entry to tidings_app, tidings_worker;
grant select (workspace_id, sequence) on audit_entry to tidings_lease;
grant select on audit_entry to tidings_readonly;

create table contact (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  number text not null,
  first_name text,
  last_name text,
  email text,
  country text,
  region text,
  time_zone text,
  time_zone_source text,
  fields jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  carrier text,
  reassigned_at timestamptz,
  wishes jsonb,
  language text,
  external_id text generated always as ((fields ->> 'external_id'::text)) stored,
  tracking text,
  tracking_said_at timestamptz,
  tracking_how text,
  address_state text generated always as (NULLIF("left"(upper(btrim(region)), 100), ''::text)) stored,
  primary key (workspace_id, id) INCLUDE (number, address_state),
  unique (workspace_id, number),
  check (time_zone_source in ('own', 'address', 'area_code', 'country', 'workspace')),
  check (carrier <> ''),
  check ((number ~~ '+%') and (number !~~ '+0%') and ((length(number) >= 8) and (length(number) <= 16)) and (ltrim(substr(number, 2), '0123456789') = '')),
  check (jsonb_typeof(wishes) = 'object'),
  check (tracking in ('agreed', 'refused'))
);
create index contact_external_id on contact (workspace_id, external_id) where (external_id is not null);
-- fenced
create policy only_unnarrowed on contact for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on contact for select to tidings_app using ((( SELECT reach_lists() AS reach_lists) is null) or (EXISTS ( SELECT
   FROM list_member m
  where ((m.workspace_id = contact.workspace_id) and (m.contact_id = contact.id) and (m.list_id = ANY (( SELECT reach_lists() AS reach_lists)::uuid[]))))));
grant delete, insert, select, update on contact to tidings_app, tidings_worker;
grant select on contact to tidings_readonly;

create table contact_field (
  workspace_id uuid not null,
  name text not null,
  label text not null,
  kind text not null default 'text',
  primary key (workspace_id, name),
  check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  check (kind in ('text', 'number', 'date', 'boolean')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on contact_field to tidings_app, tidings_worker;
grant select on contact_field to tidings_readonly;

create table contact_list (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null default now(),
  is_test_group boolean not null default false,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name <> ''),
  foreign key (workspace_id) references workspace(id)
);
CREATE TRIGGER empty_list AFTER DELETE ON contact_list FOR EACH ROW EXECUTE FUNCTION empty_list();
-- fenced
create policy only_unnarrowed on contact_list for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on contact_list for select to tidings_app using ((( SELECT reach_lists() AS reach_lists) is null) or (id = ANY (( SELECT reach_lists() AS reach_lists)::uuid[])));
grant delete, insert, select, update on contact_list to tidings_app, tidings_worker;
grant select on contact_list to tidings_readonly;

create table list_member (
  workspace_id uuid not null,
  list_id uuid not null,
  contact_id bigint not null,
  import_id uuid,
  added_at timestamptz not null default now(),
  primary key (workspace_id, list_id, contact_id)
);
create index list_member_contact on list_member (workspace_id, contact_id);
-- fenced
create policy only_unnarrowed on list_member for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on list_member for select to tidings_app using ((( SELECT reach_lists() AS reach_lists) is null) or (list_id = ANY (( SELECT reach_lists() AS reach_lists)::uuid[])));
grant delete, insert, select, update on list_member to tidings_app, tidings_worker;
grant select on list_member to tidings_readonly;

create table contact_tag (
  workspace_id uuid not null,
  tag text not null,
  contact_id bigint not null,
  import_id uuid,
  primary key (workspace_id, tag, contact_id),
  check (tag <> '')
);
create index contact_tag_contact on contact_tag (workspace_id, contact_id);
-- fenced
grant delete, insert, select, update on contact_tag to tidings_app, tidings_worker;
grant select on contact_tag to tidings_readonly;

create table brand (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  help_contact text not null,
  legal_name text,
  postal_address text,
  website text,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name <> ''),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on brand to tidings_app, tidings_worker;
grant select on brand to tidings_readonly;

create table program (
  workspace_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  name text not null,
  purpose text not null,
  disclosure text not null,
  disclosure_version integer not null default 1,
  texts_per_month integer not null,
  created_at timestamptz not null default now(),
  status text not null default 'draft',
  published_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name <> ''),
  check (purpose in ('marketing', 'transactional', 'otp', 'conversational', 'internal', 'survey', 'nonprofit', 'political', 'healthcare', 'emergency')),
  check (texts_per_month > 0),
  check (status in ('draft', 'live', 'closed')),
  foreign key (workspace_id, brand_id) references brand(workspace_id, id)
);
-- fenced
grant insert, select, update on program to tidings_app, tidings_worker;
grant select on program to tidings_readonly;

create table consent_event (
  workspace_id uuid not null,
  id bigint not null,
  number text not null,
  contact_id bigint,
  brand_id uuid not null,
  program_id uuid,
  type text not null,
  method text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  words_shown text,
  evidence jsonb not null default '{}',
  actor text not null,
  import_id uuid,
  prev_hash bytea not null,
  hash bytea not null,
  origin_id bigint,
  salt bytea,
  personal bytea,
  erased_at timestamptz,
  primary key (workspace_id, id),
  check (type in ('opt_in', 'opt_out', 'rejoin', 'withdrawn', 'doi_requested', 'doi_confirmed', 'expired', 'erased', 'lifted'))
);
create index consent_event_number on consent_event (workspace_id, number);
create index consent_event_opt_out on consent_event (workspace_id, occurred_at) where (type = 'opt_out');
CREATE TRIGGER only_forget BEFORE UPDATE ON consent_event FOR EACH ROW WHEN ((CURRENT_USER = ANY (ARRAY['tidings_app'::name, 'tidings_worker'::name]))) EXECUTE FUNCTION only_forget();
-- fenced
grant insert, select, update (number, contact_id, evidence, salt, personal, erased_at) on consent_event to tidings_app, tidings_worker;
grant select on consent_event to tidings_readonly;

create table consent_chain (
  workspace_id uuid not null,
  last_id bigint not null,
  last_hash bytea not null,
  anchored_id bigint not null default 0,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on consent_chain to tidings_app, tidings_worker;
grant select on consent_chain to tidings_readonly;

create table consent (
  workspace_id uuid not null,
  program_id uuid not null,
  number text not null,
  contact_id bigint not null,
  status text not null,
  event_id bigint not null,
  updated_at timestamptz not null default now(),
  held_since timestamptz,
  held_reason text,
  paused_until timestamptz,
  level text,
  level_expires_at timestamptz,
  event_at timestamptz not null,
  primary key (workspace_id, program_id, number),
  check (status in ('pending', 'opted_in', 'opted_out')),
  check ((held_since is null) = (held_reason is null))
) with (fillfactor=90);
create index consent_without_level on consent (workspace_id, program_id, number) where ((level is null) and (status = 'opted_in'));
create index consent_contact on consent (workspace_id, program_id, contact_id) INCLUDE (status, level, event_at) where (contact_id > 0);
-- fenced
grant delete, insert, select, update on consent to tidings_app, tidings_worker;
grant select on consent to tidings_readonly;

create table suppression (
  workspace_id uuid not null,
  brand_id uuid not null,
  number text not null,
  reason text not null,
  event_id bigint not null,
  suppressed_at timestamptz not null,
  lifted_at timestamptz,
  is_erased boolean not null default false,
  is_everywhere boolean not null default false,
  primary key (workspace_id, brand_id, number)
);
create index suppression_erased on suppression (workspace_id, brand_id) where is_erased;
-- fenced
grant insert, select, update on suppression to tidings_app, tidings_worker;
grant select on suppression to tidings_readonly;

create table import (
  workspace_id uuid not null,
  id uuid not null,
  file_name text not null,
  file_path text not null,
  status text not null,
  problem text,
  dialect jsonb,
  mapping jsonb,
  options jsonb not null default '{}',
  counts jsonb not null default '{}',
  rows_done bigint not null default 0,
  bytes_done bigint not null default 0,
  bytes_total bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null default now(),
  checked_at timestamptz,
  imported_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz,
  saved_to text not null default '',
  saved_counts jsonb not null default '{}',
  primary key (workspace_id, id),
  check (status in ('uploaded', 'checking', 'checked', 'importing', 'imported', 'undoing', 'undone', 'failed')),
  foreign key (workspace_id) references workspace(id)
);
CREATE TRIGGER forget_changes AFTER DELETE ON import FOR EACH ROW EXECUTE FUNCTION forget_changes();
-- fenced
grant delete, insert, select, update on import to tidings_app, tidings_worker;
grant select on import to tidings_readonly;

create table import_reject (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  position smallint not null default 0,
  code text not null,
  sentence text not null,
  row text[] not null,
  number text,
  primary key (workspace_id, import_id, line, "position"),
  foreign key (workspace_id, import_id) references import(workspace_id, id) on delete cascade
);
-- fenced
grant delete, insert, select, update on import_reject to tidings_app, tidings_worker;
grant select on import_reject to tidings_readonly;

create table import_change (
  workspace_id uuid not null,
  import_id uuid not null,
  contact_id bigint not null,
  before jsonb,
  primary key (workspace_id, import_id, contact_id)
);
-- fenced
grant delete, insert, select, update on import_change to tidings_app, tidings_worker;
grant select on import_change to tidings_readonly;

create table gateway (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  settings jsonb not null default '{}',
  sealed_secret bytea,
  state text not null default 'ok',
  state_detail text,
  state_since timestamptz not null default now(),
  blocked_until timestamptz,
  created_at timestamptz not null default now(),
  heard_at timestamptz,
  refused_at timestamptz,
  refused_because text,
  drained_since timestamptz,
  receives text not null default 'callbacks',
  poll_cursor text,
  polled_at timestamptz,
  poll_next_at timestamptz,
  poll_failures integer not null default 0,
  poll_trouble text,
  polled_replies bigint not null default 0,
  polled_receipts bigint not null default 0,
  poll_asked_id bigint not null default 0,
  primary key (workspace_id, id),
  unique (id),
  check (state in ('ok', 'unreachable', 'misconfigured', 'no_funds')),
  check (receives in ('callbacks', 'polling')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
create policy lease_reads on gateway for select to tidings_lease using (true);
grant insert, select, update on gateway to tidings_app, tidings_worker;
grant select (workspace_id, id, kind, state, blocked_until, drained_since) on gateway to tidings_lease;
grant select on gateway to tidings_readonly;

create table sender (
  workspace_id uuid not null,
  id uuid not null,
  gateway_id uuid not null,
  number text not null,
  kind text not null,
  created_at timestamptz not null default now(),
  registration text,
  state text not null default 'ok',
  state_detail text,
  state_since timestamptz not null default now(),
  blocked_until timestamptz,
  registration_id uuid,
  unregistered_until timestamptz,
  label text,
  can_mms boolean,
  is_hosted boolean not null default false,
  country text,
  monthly_cost numeric(12,4),
  monthly_currency text,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  check (kind in ('long_code', 'toll_free', 'short_code', 'alphanumeric')),
  check (registration <> ''),
  check (state in ('ok', 'misconfigured')),
  check (label <> ''),
  check (not (can_mms and (kind = 'alphanumeric'))),
  check ((not is_hosted) or (kind in ('long_code', 'toll_free'))),
  check (country ~ '^[A-Z]{2}$'),
  check (monthly_cost >= (0)::numeric),
  check (monthly_currency ~ '^[A-Z]{3}$'),
  check ((monthly_cost is null) = (monthly_currency is null)),
  foreign key (workspace_id, gateway_id) references gateway(workspace_id, id),
  foreign key (workspace_id, registration_id) references registration(workspace_id, id)
);
create index sender_registration on sender (workspace_id, registration_id) where (registration_id is not null);
-- fenced
create policy lease_reads on sender for select to tidings_lease using (true);
create policy only_unnarrowed on sender for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on sender for select to tidings_app using ((( SELECT reach_senders() AS reach_senders) is null) or (id = ANY (( SELECT reach_senders() AS reach_senders)::uuid[])));
grant insert, select, update on sender to tidings_app, tidings_worker;
grant select (workspace_id, id, gateway_id, kind, state, blocked_until) on sender to tidings_lease;
grant select on sender to tidings_readonly;

create table campaign (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  program_id uuid not null,
  sender_id uuid not null,
  body text not null,
  include jsonb not null,
  exclude jsonb not null default '{"tags": [], "lists": []}',
  status text not null default 'draft',
  content_hash bytea,
  estimate jsonb,
  audience jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  launched_at timestamptz,
  finished_at timestamptz,
  subject text,
  priority text not null default 'normal',
  when_capped text not null default 'wait',
  authors text[] not null default '{}'[],
  mms_id uuid,
  at_most integer,
  draw_seed bigint,
  shortens_links boolean not null default false,
  version integer not null default 1,
  part jsonb,
  language text not null default 'en',
  texts jsonb not null default '{}',
  snippets jsonb,
  opens_with_brand boolean not null default false,
  ends_with_opt_out boolean not null default false,
  utm jsonb,
  resumed_at timestamptz,
  again_of uuid,
  again_to text,
  primary key (workspace_id, id),
  check (name <> ''),
  check (subject <> ''),
  check (priority in ('low', 'normal', 'high')),
  check (when_capped in ('wait', 'skip')),
  check (at_most > 0),
  check ((at_most is null) = (draw_seed is null)),
  check (status in ('draft', 'checked', 'scheduled', 'testing', 'sending', 'paused', 'stopped', 'finished')),
  check (jsonb_typeof(texts) = 'object'),
  check (jsonb_typeof(snippets) = 'object'),
  check (jsonb_typeof(utm) = 'object'),
  check (again_to in ('failed', 'not_clicked', 'not_replied')),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, program_id) references program(workspace_id, id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id),
  foreign key (workspace_id, mms_id) references mms(workspace_id, id),
  foreign key (workspace_id, again_of) references campaign(workspace_id, id)
);
create index campaign_newest on campaign (workspace_id, created_at desc, id);
create index campaign_arms on campaign (workspace_id, ((part ->> 'root'))) where (part is not null);
create index campaign_again on campaign (workspace_id, again_of) where (again_of is not null);
-- fenced
grant insert, select, update on campaign to tidings_app, tidings_worker;
grant select on campaign to tidings_readonly;

create table campaign_exclusion (
  workspace_id uuid not null,
  campaign_id uuid not null,
  contact_id bigint not null,
  reason text not null,
  primary key (workspace_id, campaign_id, contact_id)
);
-- fenced
grant insert, select, update on campaign_exclusion to tidings_app, tidings_worker;
grant select on campaign_exclusion to tidings_readonly;

create table send_run (
  workspace_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  brand_id uuid not null,
  purpose text not null,
  sender_id uuid not null,
  body text,
  state text not null,
  created_at timestamptz not null default now(),
  kind text not null default 'campaign',
  subject text,
  priority text not null default 'normal',
  when_capped text not null default 'wait',
  mms_id uuid,
  links jsonb,
  texts jsonb,
  primary key (workspace_id, id),
  check (state in ('running', 'paused', 'stopped', 'done')),
  check (kind in ('campaign', 'direct', 'answer')),
  check (jsonb_typeof(texts) = 'object'),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, mms_id) references mms(workspace_id, id)
);
create unique index send_run_direct on send_run (workspace_id, program_id, sender_id) where (kind = 'direct');
create unique index send_run_answer on send_run (workspace_id, program_id, sender_id) where (kind = 'answer');
-- fenced
create policy lease_reads on send_run for select to tidings_lease using (true);
grant insert, select, update on send_run to tidings_app, tidings_worker;
grant select (workspace_id, id, program_id, brand_id, state, kind) on send_run to tidings_lease;
grant select on send_run to tidings_readonly;

create table send_chunk (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  run_id uuid,
  lane text not null,
  sender_id uuid not null,
  base_id bigint not null,
  recipients bigint[] not null,
  not_before timestamptz not null,
  not_after timestamptz,
  held_reason text,
  state text not null default 'ready',
  owner text,
  fence bigint not null default 0,
  lease_until timestamptz,
  crashes integer not null default 0,
  created_at timestamptz not null default now(),
  is_recorded boolean not null default false,
  flow_id uuid not null,
  primary key (workspace_id, id),
  check (state in ('ready', 'leased', 'done', 'stopped')),
  check (lane in ('emergency', 'otp', 'transactional', 'conversational', 'marketing')),
  foreign key (workspace_id) references workspace(id)
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=2000, autovacuum_analyze_scale_factor=0.05, autovacuum_vacuum_cost_delay=0);
create index send_chunk_leased on send_chunk (lease_until) where (state = 'leased');
create index send_chunk_run on send_chunk (workspace_id, run_id);
create index send_chunk_ready on send_chunk (lane, flow_id, not_before, id) where (state = 'ready');
create index send_chunk_texts on send_chunk (workspace_id, base_id);
-- fenced
create policy lease_works on send_chunk for all to tidings_lease using (true);
grant insert, select, update on send_chunk to tidings_app, tidings_worker;
grant select, update on send_chunk to tidings_lease;
grant select on send_chunk to tidings_readonly;

create table send_intent (
  workspace_id uuid not null,
  chunk_id bigint not null,
  fence bigint not null,
  batch integer not null,
  positions smallint[] not null,
  recorded_at timestamptz not null default clock_timestamp(),
  gateway_id uuid,
  primary key (workspace_id, chunk_id, fence, batch)
) with (autovacuum_vacuum_insert_scale_factor=0.5, autovacuum_vacuum_cost_delay=0);
-- fenced
grant insert, select, update on send_intent to tidings_app, tidings_worker;
grant select on send_intent to tidings_readonly;

create table message (
  id bigint not null,
  workspace_id uuid not null,
  campaign_id uuid,
  contact_id bigint,
  sender_id uuid not null,
  number text not null,
  purpose text not null,
  kind text not null,
  body text not null,
  parts smallint not null,
  status text not null,
  reason text,
  reason_detail text,
  held_reason text,
  provider_id text,
  consent_event_id bigint,
  queued_at timestamptz not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  final_at timestamptz,
  sent_at timestamptz,
  metadata jsonb,
  program_id uuid,
  queued_by text,
  template_id uuid,
  template_version integer,
  hours_id bigint,
  mms_id uuid,
  primary key (id),
  check (status in ('queued', 'accepted', 'sent', 'delivered', 'undelivered', 'failed', 'rejected', 'expired', 'suppressed', 'unknown')),
  check ((kind in ('campaign', 'auto', 'direct', 'test', 'answer'))) not VALID
) partition by range (id);
create index message_provider on message using hash (provider_id);
create index message_campaign on message (campaign_id, id) where (campaign_id is not null);
create index message_contact on message (contact_id, id) where (contact_id is not null);
create index message_single on message (id) where (campaign_id is null);
create index message_nobodys on message (number, id) where (contact_id is null);
create index message_mms on message (mms_id) where (mms_id is not null);
-- fenced
create policy lease_reads on message for select to tidings_lease using (true);
create policy only_unnarrowed on message for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on message for select to tidings_app using (((( SELECT reach_senders() AS reach_senders) is null) or (sender_id = ANY (( SELECT reach_senders() AS reach_senders)::uuid[]))) and ((( SELECT reach_lists() AS reach_lists) is null) or (EXISTS ( SELECT
   FROM list_member m
  where ((m.workspace_id = message.workspace_id) and (m.contact_id = message.contact_id) and (m.list_id = ANY (( SELECT reach_lists() AS reach_lists)::uuid[])))))));
grant insert, select, update on message to tidings_app, tidings_worker;
grant select (id, workspace_id, number, purpose, parts) on message to tidings_lease;
grant select on message to tidings_readonly;

create table unknown_text (
  workspace_id uuid not null,
  message_id bigint not null,
  sender_id uuid not null,
  settle_at timestamptz not null,
  tries integer not null default 0,
  resends smallint not null default 0,
  fence bigint not null default 0,
  is_final boolean not null default false,
  policy text not null default 'leave',
  run_id uuid,
  gateway_id uuid,
  not_after timestamptz,
  primary key (workspace_id, message_id),
  check (policy in ('leave', 'resend')),
  foreign key (workspace_id) references workspace(id)
);
create index unknown_text_due on unknown_text (settle_at) where (not is_final);
-- fenced
create policy lease_works on unknown_text for all to tidings_lease using (true);
grant delete, insert, select, update on unknown_text to tidings_app, tidings_worker;
grant select, update on unknown_text to tidings_lease;
grant select on unknown_text to tidings_readonly;

create table receipt_parked (
  workspace_id uuid not null,
  message_id bigint,
  provider_id text not null,
  status text not null,
  reason text,
  reason_detail text,
  occurred_at timestamptz not null,
  parked_at timestamptz not null default clock_timestamp(),
  retry_at timestamptz not null default clock_timestamp(),
  gateway_id uuid
);
create index receipt_parked_due on receipt_parked (workspace_id, retry_at);
-- fenced
create policy lease_reads on receipt_parked for select to tidings_lease using (true);
grant delete, insert, select, update on receipt_parked to tidings_app, tidings_worker;
grant select on receipt_parked to tidings_lease, tidings_readonly;

create table inbound_message (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  gateway_id uuid not null,
  provider_id text not null,
  sender_id uuid,
  contact_id bigint,
  number text not null,
  body text not null,
  intent text not null,
  matched_by text,
  campaign_id uuid,
  answer_id bigint,
  received_at timestamptz not null,
  score real,
  why text,
  marks text[] not null default '{}'[],
  conversation_id bigint,
  keyword_id uuid,
  is_settled boolean not null default false,
  settle_tries smallint not null default 0,
  subject text,
  primary key (workspace_id, id),
  unique (workspace_id, gateway_id, provider_id),
  check (intent in ('stop', 'start', 'help', 'confirm', 'other', 'ask', 'hold', 'wrong_number')),
  foreign key (workspace_id) references workspace(id)
);
create index inbound_message_number on inbound_message (workspace_id, number, id);
create index inbound_message_campaign on inbound_message (workspace_id, campaign_id, id) where (campaign_id is not null);
create index inbound_message_unsettled on inbound_message (workspace_id, number, id) where (not is_settled);
create index inbound_message_conversation on inbound_message (workspace_id, conversation_id, id) where (conversation_id is not null);
-- fenced
create policy only_unnarrowed on inbound_message for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on inbound_message for select to tidings_app using (((( SELECT reach_senders() AS reach_senders) is null) or (sender_id = ANY (( SELECT reach_senders() AS reach_senders)::uuid[]))) and ((( SELECT reach_lists() AS reach_lists) is null) or (EXISTS ( SELECT
   FROM list_member m
  where ((m.workspace_id = inbound_message.workspace_id) and (m.contact_id = inbound_message.contact_id) and (m.list_id = ANY (( SELECT reach_lists() AS reach_lists)::uuid[])))))));
grant insert, select, update on inbound_message to tidings_app, tidings_worker;
grant select on inbound_message to tidings_readonly;

create unlogged table send_turn (
  id uuid not null,
  served_at timestamptz not null,
  primary key (id)
) with (fillfactor=50);
-- No row security: it belongs to the installation.
grant insert, select, update on send_turn to tidings_lease;

create table pace (
  workspace_id uuid not null,
  level text not null,
  subject text not null,
  parts_per_second double precision not null,
  free_at timestamptz not null default '-infinity'::timestamp with time zone,
  urgent_at timestamptz not null default '-infinity'::timestamp with time zone,
  parts_per_day integer,
  counted_on date,
  counted_parts integer not null default 0,
  primary key (workspace_id, level, subject),
  check (level in ('sender', 'registration', 'gateway', 'workspace', 'campaign')),
  check (parts_per_second > (0)::double precision),
  check (parts_per_day > 0)
) with (fillfactor=50);
-- fenced
create policy lease_reads on pace for select to tidings_lease using (true);
grant delete, insert, select, update on pace to tidings_app, tidings_worker;
grant select (workspace_id, level, subject, parts_per_second, free_at, urgent_at) on pace to tidings_lease;
grant select on pace to tidings_readonly;

create table message_event (
  workspace_id uuid not null,
  message_id bigint not null,
  at timestamptz not null,
  kind text not null,
  reason text,
  detail text,
  check (kind in ('returned', 'unknown', 'asked', 'resent', 'closed', 'receipt', 'cancelled', 'routed'))
);
create index message_event_text on message_event (workspace_id, message_id);
-- fenced
grant insert, select, update (detail) on message_event to tidings_app, tidings_worker;
grant select on message_event to tidings_readonly;

create unlogged table import_staging (
  workspace_id uuid not null,
  import_id uuid not null,
  page integer not null,
  people integer not null,
  first_number text not null,
  last_number text not null,
  line bigint[] not null,
  number text[] not null,
  first_name text[] not null,
  last_name text[] not null,
  email text[] not null,
  country text[] not null,
  region text[] not null,
  time_zone text[] not null,
  time_zone_source text[] not null,
  fields text[] not null,
  tags text[] not null,
  consent text[] not null,
  consented_at timestamptz[] not null,
  consent_method text[] not null,
  tracking text[] not null,
  primary key (workspace_id, import_id, page)
);
-- fenced
grant delete, insert, select on import_staging to tidings_app, tidings_worker;
grant select on import_staging to tidings_readonly;

create unlogged table import_opt_out (
  workspace_id uuid not null,
  import_id uuid not null,
  page integer not null,
  number text[] not null,
  line bigint[] not null,
  opted_out_at timestamptz[] not null,
  primary key (workspace_id, import_id, page)
);
-- fenced
grant delete, insert, select on import_opt_out to tidings_app, tidings_worker;
grant select on import_opt_out to tidings_readonly;

create table consent_origin (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  digest bytea not null,
  evidence jsonb not null,
  primary key (workspace_id, id),
  unique (workspace_id, digest),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select on consent_origin to tidings_app, tidings_worker;
grant select on consent_origin to tidings_readonly;

create table pulse (
  is_only boolean not null default true,
  beats bigint not null default 0,
  cluster text,
  primary key (is_only),
  check (is_only)
);
-- No row security: it belongs to the installation.
grant select on pulse to tidings_app, tidings_readonly, tidings_worker;

create table hold_choice (
  workspace_id uuid not null,
  epoch integer not null,
  flow_id uuid not null,
  choice text not null,
  texts integer not null,
  decided_by text not null,
  decided_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, epoch, flow_id),
  check (choice in ('skip', 'ask', 'resend')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select on hold_choice to tidings_app, tidings_worker;
grant select on hold_choice to tidings_readonly;

create table watch_reading (
  name text not null,
  status text not null,
  sentence text not null,
  figures jsonb not null default '{}',
  checked_at timestamptz not null default clock_timestamp(),
  since timestamptz not null default clock_timestamp(),
  primary key (name),
  check (status in ('ok', 'warning', 'failed'))
);
-- No row security: it belongs to the installation.
grant select on watch_reading to tidings_app, tidings_readonly;
grant insert, select, update on watch_reading to tidings_worker;

create table message_count (
  workspace_id uuid not null,
  campaign_id uuid not null,
  status text not null,
  reason text,
  is_accepted boolean not null,
  count bigint not null
);
create index message_count_campaign on message_count (workspace_id, campaign_id);
-- fenced
grant select on message_count to tidings_app, tidings_readonly, tidings_worker;

create table text_operation (
  workspace_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  sender_id uuid,
  request jsonb,
  total integer not null,
  done integer not null default 0,
  accepted integer not null default 0,
  parts bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  pool_id uuid,
  template_id uuid,
  template_version integer,
  mms_id uuid,
  primary key (workspace_id, id),
  check (total > 0),
  check ((sender_id is null) <> (pool_id is null)),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, program_id) references program(workspace_id, id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id),
  foreign key (workspace_id, mms_id) references mms(workspace_id, id)
);
create index text_operation_open on text_operation (workspace_id) where (finished_at is null);
-- fenced
grant insert, select, update on text_operation to tidings_app, tidings_worker;
grant select on text_operation to tidings_readonly;

create table text_operation_item (
  workspace_id uuid not null,
  operation_id uuid not null,
  position integer not null,
  recipient text not null,
  message_id bigint,
  code text,
  sentence text,
  primary key (workspace_id, operation_id, "position"),
  check ((message_id is null) = (code is not null)),
  foreign key (workspace_id, operation_id) references text_operation(workspace_id, id) on delete cascade
);
-- fenced
grant insert, select, update (recipient) on text_operation_item to tidings_app, tidings_worker;
grant select on text_operation_item to tidings_readonly;

create table velocity_limit (
  workspace_id uuid not null,
  per_number integer,
  per_prefix integer,
  per_workspace integer,
  primary key (workspace_id),
  check (per_number > 0),
  check (per_prefix > 0),
  check (per_workspace > 0),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on velocity_limit to tidings_app, tidings_worker;
grant select on velocity_limit to tidings_readonly;

create table velocity_text (
  workspace_id uuid not null,
  message_id bigint not null,
  number text not null,
  prefix text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, message_id),
  foreign key (workspace_id) references workspace(id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_cost_delay=0);
create index velocity_text_prefix on velocity_text (workspace_id, prefix, recorded_at, number);
create index velocity_text_recorded on velocity_text (workspace_id, recorded_at);
-- fenced
grant delete, insert, select, update on velocity_text to tidings_app, tidings_worker;
grant select on velocity_text to tidings_readonly;

create table price (
  workspace_id uuid not null,
  gateway_id uuid,
  sender_id uuid,
  country text,
  per_part numeric(12,6) not null,
  kind text not null default 'sms',
  carrier text,
  effective_from date,
  check (country ~ '^[A-Z]{2}$'),
  check (per_part >= (0)::numeric),
  check ((gateway_id is null) or (sender_id is null)),
  check (kind in ('sms', 'mms')),
  check (carrier <> ''),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, gateway_id) references gateway(workspace_id, id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id)
);
create unique index price_once on price (workspace_id, kind, sender_id, gateway_id, country, carrier, effective_from) NULLS not DISTINCT;
-- fenced
grant delete, insert, select, update on price to tidings_app, tidings_worker;
grant select on price to tidings_readonly;

create table spend_budget (
  workspace_id uuid not null,
  currency text not null,
  day_cap numeric(14,6),
  month_cap numeric(14,6),
  campaign_cap numeric(14,6),
  primary key (workspace_id),
  check (currency ~ '^[A-Z]{3}$'),
  check (day_cap >= (0)::numeric),
  check (month_cap >= (0)::numeric),
  check (campaign_cap >= (0)::numeric),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on spend_budget to tidings_app, tidings_worker;
grant select on spend_budget to tidings_readonly;

create table spend_move (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  day date not null,
  campaign_id uuid,
  parts integer not null,
  amount numeric(16,6) not null,
  gateway_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1000, autovacuum_vacuum_cost_delay=0);
-- fenced
grant delete, insert, select, update on spend_move to tidings_app, tidings_worker;
grant select on spend_move to tidings_readonly;

create table spend_day (
  workspace_id uuid not null,
  day date not null,
  campaign_id uuid,
  parts bigint not null,
  amount numeric(18,6) not null,
  gateway_id uuid,
  foreign key (workspace_id) references workspace(id)
);
create index spend_day_campaign on spend_day (workspace_id, campaign_id) where (campaign_id is not null);
create unique index spend_day_once on spend_day (workspace_id, day, campaign_id, gateway_id) NULLS not DISTINCT;
-- fenced
grant insert, select, update on spend_day to tidings_app, tidings_worker;
grant select on spend_day to tidings_readonly;

create table spend_reservation (
  workspace_id uuid not null,
  campaign_id uuid not null,
  amount numeric(16,6) not null,
  parts bigint not null,
  reserved_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, campaign_id),
  check (amount >= (0)::numeric),
  foreign key (workspace_id) references workspace(id)
);
create index spend_reservation_open on spend_reservation (workspace_id) where (closed_at is null);
-- fenced
grant insert, select, update on spend_reservation to tidings_app, tidings_worker;
grant select on spend_reservation to tidings_readonly;

create table request_count (
  workspace_id uuid not null,
  purpose text not null,
  subject text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (workspace_id, purpose, subject, window_start),
  foreign key (workspace_id) references workspace(id)
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.05);
create index request_count_window on request_count (workspace_id, window_start);
-- fenced
grant delete, insert, select, update on request_count to tidings_app, tidings_worker;
grant select on request_count to tidings_readonly;

create table public_address (
  address text not null,
  workspace_id uuid not null,
  kind text not null,
  object_id uuid not null,
  primary key (address),
  unique (workspace_id, kind, object_id),
  check (address ~ '^[a-z0-9]{10}$'),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
create policy lease_reads on public_address for select to tidings_lease using (true);
grant insert, select on public_address to tidings_app, tidings_worker;
grant select on public_address to tidings_lease, tidings_readonly;

create table page_theme (
  workspace_id uuid not null,
  accent text not null,
  canvas text not null,
  primary key (workspace_id),
  check (accent ~ '^#[0-9a-f]{6}$'),
  check (canvas ~ '^#[0-9a-f]{6}$'),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on page_theme to tidings_app, tidings_worker;
grant select on page_theme to tidings_readonly;

create table program_words (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  brand_id uuid not null,
  program_id uuid,
  kind text not null,
  locale text not null,
  version integer not null,
  body text not null,
  sha256 bytea not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (workspace_id, id),
  unique NULLS not DISTINCT (workspace_id, brand_id, program_id, kind, locale, version),
  check (kind in ('disclosure', 'terms', 'privacy', 'join_request', 'join_reminder', 'join_confirmation')),
  check (locale ~ '^[a-z]{2}$'),
  check (version > 0),
  check (body <> ''),
  check (octet_length(sha256) = 32),
  check ((program_id is null) = (kind in ('terms', 'privacy'))),
  foreign key (workspace_id, brand_id) references brand(workspace_id, id),
  foreign key (workspace_id, program_id) references program(workspace_id, id)
);
-- fenced
grant insert, select on program_words to tidings_app, tidings_worker;
grant select on program_words to tidings_readonly;

create table join_rule (
  workspace_id uuid not null,
  program_id uuid not null,
  double_opt_in text not null,
  confirm_within_hours integer not null,
  remind_after_hours integer,
  least_age smallint,
  countries text[],
  sender_id uuid,
  primary key (workspace_id, program_id),
  check (double_opt_in in ('always', 'unless_from_phone', 'never')),
  check ((confirm_within_hours >= 1) and (confirm_within_hours <= 2160)),
  check ((remind_after_hours >= 1) and (remind_after_hours <= 2160)),
  check ((least_age >= 1) and (least_age <= 99)),
  check ((cardinality(countries) >= 1) and (cardinality(countries) <= 250)),
  check ((remind_after_hours is null) or (remind_after_hours < confirm_within_hours)),
  foreign key (workspace_id, program_id) references program(workspace_id, id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id)
);
-- fenced
grant insert, select, update on join_rule to tidings_app, tidings_worker;
grant select on join_rule to tidings_readonly;

create table join_form (
  workspace_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  name text not null,
  address text not null,
  locale text not null,
  title text,
  intro text,
  asks text[] not null default '{}'[],
  tags text[] not null default '{}'[],
  status text not null,
  created_by text not null,
  created_at timestamptz not null,
  is_code_asked boolean not null default false,
  is_tracking_asked boolean not null default false,
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name <> ''),
  check (locale ~ '^[a-z]{2}$'),
  check (asks <@ ARRAY['first_name', 'last_name', 'email']),
  check (status in ('live', 'closed')),
  foreign key (workspace_id, program_id) references program(workspace_id, id)
);
-- fenced
grant insert, select, update on join_form to tidings_app, tidings_worker;
grant select on join_form to tidings_readonly;

create table page_snapshot (
  workspace_id uuid not null,
  sha256 bytea not null,
  html text not null,
  first_shown_at timestamptz not null,
  primary key (workspace_id, sha256),
  check (octet_length(sha256) = 32),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select on page_snapshot to tidings_app, tidings_worker;
grant select on page_snapshot to tidings_readonly;

create table join_request (
  workspace_id uuid not null,
  id uuid not null,
  program_id uuid not null,
  brand_id uuid not null,
  number text not null,
  contact_id bigint not null,
  method text not null,
  locale text not null,
  form_id uuid,
  status text not null,
  requested_event_id bigint not null,
  settled_event_id bigint,
  sender_id uuid not null,
  message_id bigint not null,
  reminder_id bigint,
  asked_at timestamptz not null,
  remind_at timestamptz,
  expires_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id),
  check (status in ('waiting', 'confirmed', 'expired', 'left')),
  foreign key (workspace_id, program_id) references program(workspace_id, id)
);
create unique index join_request_waiting on join_request (workspace_id, program_id, number) where (status = 'waiting');
create index join_request_number on join_request (workspace_id, number, asked_at);
create index join_request_expiry on join_request (workspace_id, expires_at) where (status = 'waiting');
-- fenced
grant insert, select, update on join_request to tidings_app, tidings_worker;
grant select on join_request to tidings_readonly;

create table suppression_list (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  reason text not null,
  brand_id uuid,
  is_hashed boolean not null,
  entries integer not null default 0,
  added_by text not null,
  added_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  removed_reason text,
  primary key (workspace_id, id),
  check (name <> ''),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, brand_id) references brand(workspace_id, id)
);
-- fenced
grant insert, select, update on suppression_list to tidings_app, tidings_worker;
grant select on suppression_list to tidings_readonly;

create table suppression_hash (
  workspace_id uuid not null,
  hash bytea not null,
  list_id uuid not null,
  primary key (workspace_id, hash, list_id),
  check (octet_length(hash) = 32),
  foreign key (workspace_id, list_id) references suppression_list(workspace_id, id)
);
-- fenced
grant delete, insert, select on suppression_hash to tidings_app, tidings_worker;
grant select on suppression_hash to tidings_readonly;

create table reply_case (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  reply_id bigint not null,
  number text not null,
  contact_id bigint,
  brand_ids uuid[] not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  decision text,
  note text,
  decided_by text,
  decided_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, reply_id),
  check (decision in ('opt_out', 'keep', 'wrong_number')),
  check (((decision is null) = (decided_at is null)) and ((decision is null) = (decided_by is null))),
  foreign key (workspace_id) references workspace(id)
);
create index reply_case_open on reply_case (workspace_id, due_at, id) where (decided_at is null);
create index reply_case_number on reply_case (workspace_id, number) where (decided_at is null);
-- fenced
grant insert, select, update on reply_case to tidings_app, tidings_worker;
grant select on reply_case to tidings_readonly;

create table template (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  latest_version integer not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  channel text not null default 'text',
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name <> ''),
  check (latest_version > 0),
  check (channel in ('text', 'commercial_email', 'relationship_email')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on template to tidings_app, tidings_worker;
grant select on template to tidings_readonly;

create table template_version (
  workspace_id uuid not null,
  template_id uuid not null,
  version integer not null,
  body text not null,
  created_by text not null,
  created_at timestamptz not null,
  mms_id uuid,
  language text not null default 'en',
  texts jsonb not null default '{}',
  primary key (workspace_id, template_id, version),
  check (version > 0),
  check (body <> ''),
  check (jsonb_typeof(texts) = 'object'),
  foreign key (workspace_id, template_id) references template(workspace_id, id),
  foreign key (workspace_id, mms_id) references mms(workspace_id, id)
);
-- fenced
grant insert, select on template_version to tidings_app, tidings_worker;
grant select on template_version to tidings_readonly;

create table sender_pool (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  is_near boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name <> ''),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on sender_pool to tidings_app, tidings_worker;
grant select on sender_pool to tidings_readonly;

create table sender_pool_member (
  workspace_id uuid not null,
  pool_id uuid not null,
  sender_id uuid not null,
  primary key (workspace_id, pool_id, sender_id),
  foreign key (workspace_id, pool_id) references sender_pool(workspace_id, id) on delete cascade,
  foreign key (workspace_id, sender_id) references sender(workspace_id, id)
);
-- fenced
grant delete, insert, select, update on sender_pool_member to tidings_app, tidings_worker;
grant select on sender_pool_member to tidings_readonly;

create table custom_role (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  permissions text[] not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (name <> ''),
  foreign key (workspace_id) references workspace(id)
);
create unique index custom_role_name on custom_role (workspace_id, lower(name));
-- fenced
create policy lease_reads on custom_role for select to tidings_lease using (true);
grant delete, insert, select, update on custom_role to tidings_app;
grant select (workspace_id, id, permissions) on custom_role to tidings_lease, tidings_worker;
grant select on custom_role to tidings_readonly;

create table invitation (
  workspace_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  custom_role_id uuid,
  sender_ids uuid[],
  list_ids uuid[],
  token_hash bytea not null,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (token_hash),
  check ((role = 'custom') = (custom_role_id is not null)),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, custom_role_id) references custom_role(workspace_id, id)
);
create unique index invitation_open on invitation (workspace_id, lower(email)) where ((accepted_at is null) and (revoked_at is null));
-- fenced
create policy lease_reads on invitation for select to tidings_lease using (true);
grant delete, insert, select, update on invitation to tidings_app;
grant select (workspace_id, id, email, token_hash, expires_at, accepted_at, revoked_at) on invitation to tidings_lease;
grant select on invitation to tidings_readonly;

create table password_reset (
  token_hash bytea not null,
  account_id uuid not null,
  made_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (token_hash),
  foreign key (account_id) references account(id)
);
create index password_reset_account on password_reset (account_id);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on password_reset to tidings_app;
grant delete, insert, select on password_reset to tidings_worker;

create table authenticator (
  account_id uuid not null,
  secret bytea not null,
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id),
  foreign key (account_id) references account(id)
);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on authenticator to tidings_app;

create table recovery_code (
  account_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash),
  foreign key (account_id) references account(id)
);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on recovery_code to tidings_app;

create table passkey (
  id text not null,
  account_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (id),
  foreign key (account_id) references account(id)
);
create index passkey_account on passkey (account_id);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on passkey to tidings_app;

create table account_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (issuer, subject),
  foreign key (account_id) references account(id)
);
create index account_identity_account on account_identity (account_id);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on account_identity to tidings_app;

create table sign_in_step (
  token_hash bytea not null,
  kind text not null,
  account_id uuid,
  detail jsonb not null default '{}',
  failures integer not null default 0,
  expires_at timestamptz not null,
  primary key (token_hash),
  check (kind in ('second_factor', 'passkey', 'passkey_new', 'oidc')),
  foreign key (account_id) references account(id)
);
-- No row security: it belongs to the installation.
grant delete, insert, select, update on sign_in_step to tidings_app;
grant delete, select (token_hash, expires_at) on sign_in_step to tidings_worker;

create table audit_subject (
  workspace_id uuid not null,
  subject text not null,
  salt bytea not null,
  primary key (workspace_id, subject),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select on audit_subject to tidings_app, tidings_worker;

create table audit_tree (
  workspace_id uuid not null,
  size bigint not null default 0,
  edge bytea not null default '\x'::bytea,
  checkpoint_size bigint not null default 0,
  checkpoint_at timestamptz,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
create policy lease_reads on audit_tree for select to tidings_lease using (true);
grant insert, select, update on audit_tree to tidings_app, tidings_worker;
grant select (workspace_id, size, checkpoint_size, checkpoint_at) on audit_tree to tidings_lease;
grant select on audit_tree to tidings_readonly;

create table audit_node (
  workspace_id uuid not null,
  level smallint not null,
  position bigint not null,
  hash bytea not null,
  primary key (workspace_id, level, "position"),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select on audit_node to tidings_app, tidings_worker;
grant select on audit_node to tidings_readonly;

create table audit_checkpoint (
  workspace_id uuid not null,
  size bigint not null,
  root bytea not null,
  signed_at timestamptz not null,
  key_id text not null,
  public_key text not null,
  signature bytea not null,
  published_at timestamptz,
  primary key (workspace_id, size),
  foreign key (workspace_id) references workspace(id)
);
create index audit_checkpoint_unpublished on audit_checkpoint (workspace_id, size) where (published_at is null);
-- fenced
grant insert, select, update (published_at) on audit_checkpoint to tidings_app, tidings_worker;
grant select on audit_checkpoint to tidings_readonly;

create table conversation (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  number text not null,
  contact_id bigint,
  brand_id uuid,
  begun_at timestamptz not null,
  last_reply_at timestamptz not null,
  last_reply_id bigint not null,
  replies integer not null default 1,
  waits_since timestamptz,
  waits_reason text,
  quiet_until timestamptz,
  quiet_reason text,
  primary key (workspace_id, id),
  unique NULLS not DISTINCT (workspace_id, number, brand_id),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, brand_id) references brand(workspace_id, id)
);
create index conversation_recent on conversation (workspace_id, last_reply_at, id);
create index conversation_waits on conversation (workspace_id, waits_since, id) where (waits_since is not null);
-- fenced
create policy only_unnarrowed on conversation for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on conversation for select to tidings_app using (((( SELECT reach_senders() AS reach_senders) is null) and (( SELECT reach_lists() AS reach_lists) is null)) or (EXISTS ( SELECT
   FROM inbound_message i
  where ((i.workspace_id = conversation.workspace_id) and (i.conversation_id = conversation.id)))));
grant insert, select, update on conversation to tidings_app, tidings_worker;
grant select on conversation to tidings_readonly;

create table keyword (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null,
  kind text not null,
  program_id uuid not null,
  brand_id uuid not null,
  sender_id uuid,
  content jsonb not null,
  secret bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  check (version > 0),
  check (kind in ('reply', 'information', 'join', 'contest', 'vote', 'tag', 'inbox', 'webhook', 'default')),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, program_id) references program(workspace_id, id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id)
);
-- fenced
grant insert, select, update on keyword to tidings_app, tidings_worker;
grant select (workspace_id, id, version, kind, program_id, brand_id, sender_id, content, created_at, updated_at, archived_at) on keyword to tidings_readonly;

create table keyword_version (
  workspace_id uuid not null,
  keyword_id uuid not null,
  version integer not null,
  content jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, keyword_id, version),
  foreign key (workspace_id, keyword_id) references keyword(workspace_id, id)
);
-- fenced
grant insert, select on keyword_version to tidings_app, tidings_worker;
grant select on keyword_version to tidings_readonly;

create table keyword_use (
  workspace_id uuid not null,
  inbound_id bigint not null,
  keyword_id uuid not null,
  version integer not null,
  number text not null,
  outcome text not null,
  is_answered boolean not null,
  used_at timestamptz not null,
  primary key (workspace_id, inbound_id),
  check (outcome in ('done', 'again', 'unclear', 'over_limit')),
  foreign key (workspace_id, keyword_id) references keyword(workspace_id, id)
);
create index keyword_use_of_person on keyword_use (workspace_id, number, keyword_id, used_at);
create index keyword_use_of_keyword on keyword_use (workspace_id, keyword_id, used_at);
-- fenced
grant insert, select, update (number) on keyword_use to tidings_app, tidings_worker;
grant select on keyword_use to tidings_readonly;

create table keyword_entry (
  workspace_id uuid not null,
  keyword_id uuid not null,
  number text not null,
  period text not null,
  id bigint not null generated always as identity,
  contact_id bigint,
  choice text,
  inbound_id bigint not null,
  entered_at timestamptz not null,
  primary key (workspace_id, keyword_id, number, period),
  foreign key (workspace_id, keyword_id) references keyword(workspace_id, id)
);
create index keyword_entry_listed on keyword_entry (workspace_id, keyword_id, id);
-- fenced
grant insert, select, update on keyword_entry to tidings_app, tidings_worker;
grant select on keyword_entry to tidings_readonly;

create table keyword_call (
  workspace_id uuid not null,
  id uuid not null,
  keyword_id uuid not null,
  number text not null,
  inbound_id bigint not null,
  address text not null,
  body text not null,
  state text not null,
  tries smallint not null default 0,
  last_status smallint,
  last_problem text,
  created_at timestamptz not null,
  next_at timestamptz,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, inbound_id),
  check (state in ('waiting', 'delivered', 'given_up')),
  foreign key (workspace_id, keyword_id) references keyword(workspace_id, id)
);
create index keyword_call_waiting on keyword_call (workspace_id, next_at) where (state = 'waiting');
create index keyword_call_of_keyword on keyword_call (workspace_id, keyword_id, created_at);
-- fenced
grant insert, select, update on keyword_call to tidings_app, tidings_worker;
grant select on keyword_call to tidings_readonly;

create table data_request (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  law text not null,
  status text not null,
  number text not null,
  contact_id bigint,
  channel text not null,
  correction jsonb,
  received_at timestamptz not null,
  due_at timestamptz not null,
  extended_at timestamptz,
  extension_reason text,
  code_hash text,
  code_tries smallint not null default 0,
  code_expires_at timestamptz,
  verified_at timestamptz,
  verified_how text,
  verified_note text,
  answer text,
  reason text,
  closed_at timestamptz,
  closed_by text,
  created_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  primary key (workspace_id, id),
  check (status in ('received', 'verified', 'held', 'erasing', 'done', 'refused')),
  check (verified_how in ('code', 'link', 'attested')),
  check (kind in ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  check (((ended_at is null) = (ended_by is null)) and ((ended_at is null) = (ended_reason is null))),
  foreign key (workspace_id) references workspace(id)
);
create index data_request_due on data_request (workspace_id, due_at, id);
create index data_request_number on data_request (workspace_id, number);
-- fenced
grant insert, select, update on data_request to tidings_app, tidings_worker;
grant select on data_request to tidings_readonly;

create table legal_hold (
  workspace_id uuid not null,
  id uuid not null,
  number text not null,
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  primary key (workspace_id, id),
  check (reason <> ''),
  foreign key (workspace_id) references workspace(id)
);
create index legal_hold_number on legal_hold (workspace_id, number) where (lifted_at is null);
-- fenced
grant insert, select, update on legal_hold to tidings_app, tidings_worker;
grant select on legal_hold to tidings_readonly;

create table opt_out_policy (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  effective_from timestamptz not null,
  scope text not null,
  is_clarifying boolean not null,
  note text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, id),
  check (scope in ('brand_all', 'program')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select on opt_out_policy to tidings_app, tidings_worker;
grant select on opt_out_policy to tidings_readonly;

create table opt_out_question (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  number text not null,
  sender_id uuid not null,
  reply_id bigint not null,
  program_ids uuid[] not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
create index opt_out_question_open on opt_out_question (workspace_id, number) where (answered_at is null);
-- fenced
grant insert, select, update on opt_out_question to tidings_app, tidings_worker;
grant select on opt_out_question to tidings_readonly;

create table frequency_policy (
  workspace_id uuid not null,
  us_day_limit smallint,
  caps jsonb not null default '[]',
  budget jsonb,
  primary key (workspace_id),
  check ((us_day_limit >= 1) and (us_day_limit <= 3)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on frequency_policy to tidings_app, tidings_worker;
grant select on frequency_policy to tidings_readonly;

create table frequency_tally (
  workspace_id uuid not null,
  number text not null,
  marks bigint[] not null,
  last_at timestamptz not null,
  primary key (workspace_id, number),
  foreign key (workspace_id) references workspace(id)
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_cost_delay=0);
-- fenced
grant delete, insert, select, update on frequency_tally to tidings_app, tidings_worker;
grant select on frequency_tally to tidings_readonly;

create table approval_policy (
  workspace_id uuid not null,
  needed smallint not null,
  over_people integer,
  purposes text[],
  valid_hours smallint not null default 72,
  primary key (workspace_id),
  check ((needed >= 0) and (needed <= 3)),
  check (over_people >= 0),
  check ((valid_hours >= 1) and (valid_hours <= 720)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on approval_policy to tidings_app, tidings_worker;
grant select on approval_policy to tidings_readonly;

create table campaign_approval (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  campaign_id uuid not null,
  content_hash bytea not null,
  people integer not null,
  verdict text not null,
  account_id uuid not null,
  note text,
  given_at timestamptz not null,
  expires_at timestamptz not null,
  content jsonb,
  primary key (workspace_id, campaign_id, id),
  check (verdict in ('approved', 'declined', 'changes_requested')),
  check (jsonb_typeof(content) = 'object'),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
-- fenced
grant insert, select on campaign_approval to tidings_app, tidings_worker;
grant select on campaign_approval to tidings_readonly;

create table inbound_part (
  workspace_id uuid not null,
  text_id uuid not null,
  part smallint not null,
  gateway_id uuid not null,
  number text not null,
  to_number text not null,
  reference text not null,
  total smallint not null,
  octets bytea not null,
  coding jsonb not null,
  received_at timestamptz not null,
  taken_at timestamptz,
  primary key (workspace_id, text_id, part),
  check ((part >= 1) and (part <= 255)),
  check ((total >= 2) and (total <= 255)),
  foreign key (workspace_id) references workspace(id)
);
create index inbound_part_of_text on inbound_part (workspace_id, number, gateway_id, reference);
create index inbound_part_due on inbound_part (workspace_id, received_at);
-- fenced
grant delete, insert, select, update on inbound_part to tidings_app, tidings_worker;
grant select on inbound_part to tidings_readonly;

create table inbound_media (
  workspace_id uuid not null,
  id uuid not null,
  inbound_id bigint not null,
  number text not null,
  position smallint not null,
  link bytea,
  state text not null,
  reason text,
  content_type text,
  bytes integer,
  sha256 bytea,
  content bytea,
  tries smallint not null default 0,
  created_at timestamptz not null,
  next_at timestamptz,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, inbound_id, "position"),
  check (state in ('waiting', 'kept', 'refused')),
  foreign key (workspace_id) references workspace(id)
);
create index inbound_media_waiting on inbound_media (workspace_id, next_at) where (state = 'waiting');
create index inbound_media_of_number on inbound_media (workspace_id, number);
-- fenced
grant delete, insert, select, update on inbound_media to tidings_app, tidings_worker;
grant select (workspace_id, id, inbound_id, number, position, state, reason, content_type, bytes, sha256, tries, created_at, next_at, settled_at) on inbound_media to tidings_readonly;

create table restriction (
  workspace_id uuid not null,
  number text not null,
  request_id uuid not null,
  since timestamptz not null,
  set_by text not null,
  primary key (workspace_id, number),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on restriction to tidings_app, tidings_worker;
grant select on restriction to tidings_readonly;

create table policy_setting (
  workspace_id uuid not null,
  profile text not null,
  urgent_purposes text[] not null,
  version integer not null,
  permission_standard text not null default 'relationship',
  emergency_reach text not null default 'joined',
  primary key (workspace_id),
  check (profile in ('strict', 'statutory', 'federal')),
  check (urgent_purposes <@ ARRAY['transactional', 'healthcare', 'internal']),
  check (permission_standard in ('relationship', 'written', 'proven')),
  check (emergency_reach in ('joined', 'known')),
  check (version >= 0),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on policy_setting to tidings_app, tidings_worker;
grant select on policy_setting to tidings_readonly;

create table policy_rule (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  kind text not null,
  jurisdiction text not null,
  reason text not null,
  week jsonb,
  on_date date,
  starts_at timestamptz,
  ends_at timestamptz,
  spares_transactional boolean not null default false,
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (workspace_id, id),
  check (kind in ('hours', 'day', 'closure')),
  check (jurisdiction ~ '^([A-Z]{2}(-[A-Z]{2})?|\*)$'),
  check ((week is not null) = (kind = 'hours')),
  check ((on_date is not null) = (kind = 'day')),
  check ((starts_at is not null) = (kind = 'closure')),
  check ((ends_at is null) or (kind = 'closure')),
  foreign key (workspace_id) references workspace(id)
);
create index policy_rule_standing on policy_rule (workspace_id) where (ended_at is null);
-- fenced
grant insert, select, update on policy_rule to tidings_app, tidings_worker;
grant select on policy_rule to tidings_readonly;

create table hours_answer (
  workspace_id uuid not null,
  id bigint not null,
  policy_version integer not null,
  profile text not null,
  packs text[] not null,
  jurisdictions text[] not null,
  zones text[] not null,
  rules text[] not null,
  basis text not null,
  closes_at timestamptz,
  first_at timestamptz not null,
  permission jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select on hours_answer to tidings_app, tidings_worker;
grant select on hours_answer to tidings_readonly;

create table self_check (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  month date not null,
  made_at timestamptz not null,
  made_by text not null,
  sampled integer not null,
  failed integer not null,
  report text not null,
  signature bytea not null,
  key_id text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
create index self_check_month on self_check (workspace_id, month desc, id desc);
-- fenced
grant insert, select on self_check to tidings_app, tidings_worker;
grant select on self_check to tidings_readonly;

create table join_code (
  workspace_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  code_hash text not null,
  message_id bigint,
  tries smallint not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, form_id) references join_form(workspace_id, id)
);
create index join_code_expiry on join_code (workspace_id, expires_at);
-- fenced
grant delete, insert, select, update on join_code to tidings_app, tidings_worker;

create table case_file (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  severity text not null,
  status text not null,
  title text not null,
  number text,
  campaign_id uuid,
  reply_id bigint,
  received_at timestamptz not null,
  due_at timestamptz not null,
  due_source text not null,
  assigned_to uuid,
  decision text,
  remedy text,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_by text,
  primary key (workspace_id, id),
  check (severity in ('low', 'medium', 'high', 'critical')),
  check (status in ('open', 'waiting', 'closed')),
  check (decision in ('upheld', 'partly_upheld', 'not_upheld', 'settled', 'withdrawn', 'answered')),
  check ((status = 'closed') = (closed_at is not null)),
  foreign key (workspace_id) references workspace(id),
  foreign key (assigned_to) references account(id),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
create index case_file_due on case_file (workspace_id, due_at, id);
create index case_file_number on case_file (workspace_id, number) where (number is not null);
create unique index case_file_reply on case_file (workspace_id, reply_id) where (reply_id is not null);
-- fenced
grant insert, select, update on case_file to tidings_app, tidings_worker;
grant select on case_file to tidings_readonly;

create table case_note (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  case_id uuid not null,
  at timestamptz not null,
  by text not null,
  kind text not null,
  body text not null,
  primary key (workspace_id, case_id, id),
  check (kind in ('opened', 'note', 'changed', 'reply', 'closed', 'reopened')),
  foreign key (workspace_id, case_id) references case_file(workspace_id, id)
);
-- fenced
grant insert, select, update on case_note to tidings_app, tidings_worker;
grant select on case_note to tidings_readonly;

create table policy_pack (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  version text not null,
  note text not null,
  rows jsonb not null,
  diff jsonb not null,
  content_hash bytea not null,
  imported_by text not null,
  imported_account uuid,
  imported_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  active_from date,
  revoked_by text,
  revoked_at timestamptz,
  revoke_reason text,
  primary key (workspace_id, id),
  unique (workspace_id, version),
  check ((length(version) >= 1) and (length(version) <= 80)),
  check ((approved_at is null) = (approved_by is null)),
  check ((active_from is null) = (approved_at is null)),
  check ((revoked_at is null) = (revoked_by is null)),
  check ((revoke_reason is null) = (revoked_at is null)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on policy_pack to tidings_app;
grant select on policy_pack to tidings_readonly, tidings_worker;

create table registration (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  status text not null,
  answers jsonb not null default '{}',
  forms_version text not null,
  parent_id uuid,
  provider text,
  reference text,
  hours_a_day smallint not null default 24,
  rejection_code text,
  rejection_reason text,
  mend text[] not null default '{}'[],
  created_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  expires_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (kind in ('brand', 'campaign', 'toll_free', 'short_code', 'alphanumeric')),
  check (name <> ''),
  check (status in ('draft', 'submitted', 'pending', 'approved', 'rejected', 'suspended', 'expired')),
  check (reference <> ''),
  check ((hours_a_day >= 1) and (hours_a_day <= 24)),
  check ((parent_id is null) or (kind = 'campaign')),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, parent_id) references registration(workspace_id, id)
);
-- fenced
grant insert, select, update on registration to tidings_app, tidings_worker;
grant select on registration to tidings_readonly;

create table registration_event (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  registration_id uuid not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  status text not null,
  detail jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, registration_id) references registration(workspace_id, id)
);
create index registration_event_of on registration_event (workspace_id, registration_id, id);
-- fenced
grant insert, select on registration_event to tidings_app, tidings_worker;
grant select on registration_event to tidings_readonly;

create table processing_addition (
  workspace_id uuid not null,
  body jsonb not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on processing_addition to tidings_app;
grant select on processing_addition to tidings_readonly, tidings_worker;

create table processing_version (
  workspace_id uuid not null,
  version integer not null,
  made_at timestamptz not null,
  made_by text not null,
  record text not null,
  sha256 bytea not null,
  primary key (workspace_id, version),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select on processing_version to tidings_app;
grant select on processing_version to tidings_readonly, tidings_worker;

create table processor (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  service text not null,
  gateway_id uuid,
  country text,
  contract_on date,
  dpa_on date,
  dpa_place text,
  sub_processors text[] not null default '{}'[],
  safeguard text,
  ended_on date,
  primary key (workspace_id, id),
  check (name <> ''),
  check (service <> ''),
  check (country ~ '^[A-Z]{2}$'),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, gateway_id) references gateway(workspace_id, id)
);
create unique index processor_gateway on processor (workspace_id, gateway_id) where ((gateway_id is not null) and (ended_on is null));
-- fenced
grant insert, select, update on processor to tidings_app;
grant select on processor to tidings_readonly, tidings_worker;

create table assessment (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (workspace_id, id),
  check (title <> ''),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on assessment to tidings_app;
grant select on assessment to tidings_readonly, tidings_worker;

create table assessment_version (
  workspace_id uuid not null,
  assessment_id uuid not null,
  version integer not null,
  body jsonb not null,
  written_at timestamptz not null,
  written_by text not null,
  verdict text,
  verdict_note text,
  signed_at timestamptz,
  signed_by uuid,
  primary key (workspace_id, assessment_id, version),
  check (verdict in ('accepted', 'rejected', 'ask_authority')),
  check ((verdict is null) = (signed_at is null)),
  foreign key (signed_by) references account(id),
  foreign key (workspace_id, assessment_id) references assessment(workspace_id, id)
);
-- fenced
grant insert, select, update on assessment_version to tidings_app;
grant select on assessment_version to tidings_readonly, tidings_worker;

create table breach (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  status text not null,
  risk text not null,
  aware_at timestamptz not null,
  due_at timestamptz not null,
  happened_at timestamptz,
  nature text,
  data_categories text[] not null default '{}'[],
  people_categories text[] not null default '{}'[],
  people integer,
  records integer,
  consequences text,
  measures text,
  case_id uuid,
  authority_told_at timestamptz,
  authority_name text,
  authority_reference text,
  delay_reason text,
  people_told_at timestamptz,
  people_told_how text,
  not_told_reason text,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_by text,
  primary key (workspace_id, id),
  check (title <> ''),
  check (status in ('open', 'closed')),
  check (risk in ('unknown', 'unlikely', 'risk', 'high')),
  check (people >= 0),
  check (records >= 0),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, case_id) references case_file(workspace_id, id)
);
create index breach_due on breach (workspace_id, due_at, id);
-- fenced
grant insert, select, update on breach to tidings_app;
grant select on breach to tidings_readonly, tidings_worker;

create table breach_note (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  breach_id uuid not null,
  at timestamptz not null,
  by text not null,
  kind text not null,
  body text not null,
  primary key (workspace_id, breach_id, id),
  foreign key (workspace_id, breach_id) references breach(workspace_id, id)
);
-- fenced
grant insert, select on breach_note to tidings_app;
grant select on breach_note to tidings_readonly;

create table training_setting (
  workspace_id uuid not null,
  is_enforced boolean not null default false,
  pass_mark smallint not null default 80,
  renew_months smallint not null default 12,
  needs jsonb not null default '{}',
  primary key (workspace_id),
  check ((pass_mark >= 50) and (pass_mark <= 100)),
  check ((renew_months >= 1) and (renew_months <= 36)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on training_setting to tidings_app;
grant select on training_setting to tidings_readonly, tidings_worker;

create table training_attempt (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  account_id uuid not null,
  module text not null,
  module_version text not null,
  score smallint not null,
  is_passed boolean not null,
  answers smallint[] not null,
  at timestamptz not null,
  expires_at timestamptz,
  primary key (workspace_id, account_id, id),
  check ((score >= 0) and (score <= 100)),
  foreign key (workspace_id) references workspace(id),
  foreign key (account_id) references account(id)
);
-- fenced
grant insert, select on training_attempt to tidings_app;
grant select on training_attempt to tidings_readonly, tidings_worker;

create table staff_policy (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null,
  title text not null,
  body text not null,
  sha256 bytea not null,
  roles text[],
  due_days smallint not null,
  published_at timestamptz not null,
  published_by text not null,
  retired_at timestamptz,
  primary key (workspace_id, id, version),
  check (title <> ''),
  check (body <> ''),
  check ((due_days >= 1) and (due_days <= 365)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on staff_policy to tidings_app;
grant select on staff_policy to tidings_readonly, tidings_worker;

create table staff_policy_acknowledgement (
  workspace_id uuid not null,
  policy_id uuid not null,
  version integer not null,
  account_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, policy_id, version, account_id),
  foreign key (account_id) references account(id),
  foreign key (workspace_id, policy_id, version) references staff_policy(workspace_id, id, version)
);
-- fenced
grant insert, select on staff_policy_acknowledgement to tidings_app;
grant select on staff_policy_acknowledgement to tidings_readonly, tidings_worker;

create table registration_drift (
  workspace_id uuid not null,
  registration_id uuid not null,
  compared_at timestamptz not null,
  since timestamptz not null,
  texts integer not null,
  unlike real not null,
  findings jsonb not null,
  primary key (workspace_id, registration_id),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, registration_id) references registration(workspace_id, id)
);
-- fenced
grant insert, select, update on registration_drift to tidings_app, tidings_worker;
grant select on registration_drift to tidings_readonly;

create table do_not_call_list (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  region text,
  name text not null,
  as_of date not null,
  state text not null,
  entries integer not null default 0,
  added_by text not null,
  added_at timestamptz not null,
  finished_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  primary key (workspace_id, id),
  check (kind in ('own', 'state', 'federal')),
  check ((region ~ '^US-[A-Z]{2}$') and ((region is not null) = (kind = 'state'))),
  check (state in ('loading', 'standing', 'replaced', 'ended')),
  check ((kind = 'state') = (region is not null)),
  foreign key (workspace_id) references workspace(id)
);
create index do_not_call_list_standing on do_not_call_list (workspace_id) where (state = 'standing');
-- fenced
grant insert, select, update on do_not_call_list to tidings_app, tidings_worker;
grant select on do_not_call_list to tidings_readonly;

create table do_not_call_number (
  workspace_id uuid not null,
  hash bytea not null,
  list_id uuid not null,
  primary key (workspace_id, hash, list_id),
  foreign key (workspace_id, list_id) references do_not_call_list(workspace_id, id)
);
create index do_not_call_number_of_list on do_not_call_number (workspace_id, list_id);
-- fenced
grant delete, insert, select on do_not_call_number to tidings_app, tidings_worker;
grant select on do_not_call_number to tidings_readonly;

create table number_check (
  workspace_id uuid not null,
  number text not null,
  line_type text,
  unreachable_reason text,
  unreachable_until timestamptz,
  disconnected_at timestamptz,
  verified_at timestamptz,
  source text not null,
  checked_at timestamptz not null,
  failures integer not null default 0,
  failed_at timestamptz,
  primary key (workspace_id, number),
  check (line_type in ('mobile', 'landline', 'voip', 'toll_free', 'other')),
  check (unreachable_reason in ('landline', 'invalid_number')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on number_check to tidings_app, tidings_worker;
grant select on number_check to tidings_readonly;

create table campaign_simulation (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  launch_at timestamptz not null,
  seed integer not null,
  profile text not null,
  carrier_parts_per_second integer,
  status text not null,
  attempt integer not null default 0,
  people integer,
  ended integer not null default 0,
  report jsonb,
  failure_code text,
  failure text,
  requested_by text not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  touched_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  check (carrier_parts_per_second > 0),
  check (status in ('waiting', 'copying', 'flying', 'finished', 'failed', 'cancelled')),
  check ((status = 'finished') = (report is not null)),
  check ((status = 'failed') = (failure is not null)),
  check ((status in ('finished', 'failed', 'cancelled')) = (finished_at is not null)),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
create index campaign_simulation_newest on campaign_simulation (workspace_id, campaign_id, requested_at desc, id desc);
create unique index campaign_simulation_open on campaign_simulation (workspace_id, campaign_id) where (status in ('waiting', 'copying', 'flying'));
-- fenced
grant insert, select, update on campaign_simulation to tidings_app;
grant select on campaign_simulation to tidings_readonly;
grant delete, select, update on campaign_simulation to tidings_worker;

create unlogged table simulation.chunk (
  workspace_id uuid not null,
  simulation_id uuid not null,
  attempt integer not null,
  place integer not null,
  people json not null,
  primary key (workspace_id, simulation_id, attempt, place)
);
-- fenced
grant delete, insert, select on simulation.chunk to tidings_worker;

create table word_ruling (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  kind text not null,
  program_id uuid,
  body text not null,
  body_sha256 bytea not null,
  note text not null,
  made_by text not null,
  made_account uuid,
  made_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  expires_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  is_without_consent boolean not null default false,
  primary key (workspace_id, id),
  check (kind in ('not_promotional', 'emergency')),
  check ((program_id is not null) = (kind = 'emergency')),
  check (body <> ''),
  check (length(body_sha256) = 32),
  check ((released_at is null) = (released_by is null)),
  check ((expires_at is null) = (released_at is null)),
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_reason is null) = (ended_at is null)),
  check ((kind = 'emergency') or (not is_without_consent)),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, program_id) references program(workspace_id, id)
);
create index word_ruling_standing on word_ruling (workspace_id) where (ended_at is null);
-- fenced
grant insert, select, update on word_ruling to tidings_app;
grant select on word_ruling to tidings_readonly, tidings_worker;

create table line_watermark (
  workspace_id uuid not null,
  up_to bigint not null,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on line_watermark to tidings_app, tidings_worker;
grant select on line_watermark to tidings_readonly;

create table own_answer (
  workspace_id uuid not null,
  language text not null,
  occasion text not null,
  body text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, language, occasion),
  check (language in ('en', 'es', 'fr', 'de', 'pt')),
  check (occasion in ('stop', 'start', 'help')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on own_answer to tidings_app;
grant select on own_answer to tidings_readonly, tidings_worker;

create table media (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  content_type text not null,
  bytes integer not null,
  width integer,
  height integer,
  is_animated boolean not null default false,
  source_sha256 bytea not null,
  content bytea not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, source_sha256),
  check (name <> ''),
  check (bytes > 0),
  foreign key (workspace_id) references workspace(id)
);
create index media_newest on media (workspace_id, created_at desc, id);
-- fenced
grant delete, insert, select on media to tidings_app, tidings_worker;
grant select on media to tidings_readonly;

create table media_fit (
  workspace_id uuid not null,
  media_id uuid not null,
  bytes_at_most integer not null,
  content_type text not null,
  content bytea not null,
  made_at timestamptz not null default now(),
  primary key (workspace_id, media_id, bytes_at_most),
  foreign key (workspace_id, media_id) references media(workspace_id, id) on delete cascade
);
-- fenced
grant delete, insert, select on media_fit to tidings_app, tidings_worker;
grant select on media_fit to tidings_readonly;

create table mms (
  workspace_id uuid not null,
  id uuid not null,
  media uuid[] not null,
  subject text,
  used_at timestamptz not null,
  primary key (workspace_id, id),
  check ((cardinality(media) >= 1) and (cardinality(media) <= 10)),
  check (subject <> ''),
  foreign key (workspace_id) references workspace(id)
);
create unique index mms_once on mms (workspace_id, media, subject) NULLS not DISTINCT;
create index mms_media on mms using gin (media);
-- fenced
grant delete, insert, select, update (used_at) on mms to tidings_app, tidings_worker;
grant select on mms to tidings_readonly;

create table route (
  workspace_id uuid not null,
  id uuid not null,
  gateway_id uuid not null,
  sender_id uuid,
  sender_kind text,
  countries text[],
  lanes text[],
  rank smallint not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (sender_kind in ('long_code', 'toll_free', 'short_code', 'alphanumeric')),
  check (cardinality(countries) > 0),
  check ((rank >= 1) and (rank <= 999)),
  check ((sender_id is null) <> (sender_kind is null)),
  check ((cardinality(lanes) > 0) and (lanes <@ ARRAY['emergency', 'otp', 'transactional', 'conversational', 'marketing'])),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, gateway_id) references gateway(workspace_id, id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id)
);
-- fenced
create policy lease_reads on route for select to tidings_lease using (true);
grant delete, insert, select, update on route to tidings_app;
grant select (workspace_id, gateway_id, sender_id, sender_kind) on route to tidings_lease;
grant select on route to tidings_readonly, tidings_worker;

create table route_avoided (
  workspace_id uuid not null,
  message_id bigint not null,
  gateway_id uuid not null,
  because text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, message_id, gateway_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant select on route_avoided to tidings_app, tidings_readonly;
grant delete, insert, select on route_avoided to tidings_worker;

create table route_rest (
  workspace_id uuid not null,
  sender_id uuid not null,
  gateway_id uuid not null,
  until timestamptz not null,
  because text not null,
  primary key (workspace_id, sender_id, gateway_id),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id),
  foreign key (workspace_id, gateway_id) references gateway(workspace_id, id)
);
-- fenced
grant select on route_rest to tidings_app, tidings_readonly;
grant delete, insert, select, update on route_rest to tidings_worker;

create table text_cost (
  workspace_id uuid not null,
  message_id bigint not null,
  source text not null,
  gateway_id uuid not null,
  campaign_id uuid,
  day date not null,
  parts smallint,
  amount numeric(20,10) not null,
  currency text not null,
  primary key (workspace_id, message_id, source),
  check (currency ~ '^[A-Z]{3}$'),
  check (source in ('answer', 'receipt', 'listing', 'invoice')),
  foreign key (workspace_id) references workspace(id)
);
create index text_cost_day on text_cost (workspace_id, day);
-- fenced
grant delete, insert, select, update on text_cost to tidings_app, tidings_worker;
grant select on text_cost to tidings_readonly;

create table invoice (
  workspace_id uuid not null,
  id uuid not null,
  gateway_id uuid not null,
  name text not null,
  form text not null,
  file_sha256 bytea not null,
  period_from timestamptz,
  period_until timestamptz,
  passed_over integer not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, gateway_id, file_sha256),
  check (name <> ''),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, gateway_id) references gateway(workspace_id, id)
);
-- fenced
grant insert, select on invoice to tidings_app;
grant select on invoice to tidings_readonly, tidings_worker;

create table invoice_line (
  workspace_id uuid not null,
  invoice_id uuid not null,
  line integer not null,
  provider_id text,
  number text,
  at timestamptz,
  parts integer,
  amount numeric(20,10),
  currency text,
  problem text,
  message_id bigint,
  finding text,
  our_parts integer,
  our_least numeric(20,10),
  our_most numeric(20,10),
  primary key (workspace_id, invoice_id, line),
  check (finding in ('unreadable', 'missing_here', 'repeated', 'parts_differ', 'price_differs', 'currency_differs', 'not_sent_here')),
  foreign key (workspace_id, invoice_id) references invoice(workspace_id, id) on delete cascade
);
create index invoice_line_finding on invoice_line (workspace_id, invoice_id, finding, line) where (finding is not null);
create index invoice_line_text on invoice_line (workspace_id, message_id) where (message_id is not null);
-- fenced
grant insert, select on invoice_line to tidings_app;
grant select on invoice_line to tidings_readonly, tidings_worker;

create table sender_health (
  workspace_id uuid not null,
  sender_id uuid not null,
  measured_at timestamptz not null,
  texts integer not null,
  delivered integer not null,
  undelivered integer not null,
  filtered integer not null,
  failed integer not null,
  silent integer not null,
  state text not null,
  since timestamptz not null,
  rests_until timestamptz,
  rested_by text,
  rest_reason text,
  primary key (workspace_id, sender_id),
  check (state in ('unknown', 'ok', 'warn', 'skip', 'rest')),
  check ((rested_by is null) = (rests_until is null)),
  check (rest_reason <> ''),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id)
);
-- fenced
grant insert, select, update on sender_health to tidings_app, tidings_worker;
grant select on sender_health to tidings_readonly;

create table segment (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null,
  rule jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  check (name <> ''),
  foreign key (workspace_id) references workspace(id)
);
create unique index segment_name on segment (workspace_id, name) where (archived_at is null);
-- fenced
grant insert, select, update on segment to tidings_app;
grant select on segment to tidings_readonly, tidings_worker;

create table segment_version (
  workspace_id uuid not null,
  segment_id uuid not null,
  version integer not null,
  name text not null,
  rule jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, segment_id, version),
  foreign key (workspace_id, segment_id) references segment(workspace_id, id)
);
-- fenced
grant insert, select on segment_version to tidings_app;
grant select on segment_version to tidings_readonly, tidings_worker;

create table event_name (
  workspace_id uuid not null,
  id integer not null generated always as identity,
  name text not null,
  properties jsonb not null default '{}',
  first_seen_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check ((name ~ '^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$') and (length(name) <= 100)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on event_name to tidings_app;
grant select on event_name to tidings_readonly, tidings_worker;

create table custom_event (
  workspace_id uuid not null,
  name_id integer not null,
  contact_id bigint not null,
  occurred_at timestamptz not null,
  key uuid not null,
  value numeric(18,4),
  properties jsonb,
  received_at timestamptz not null
) partition by range (occurred_at);
create index custom_event_person on custom_event (workspace_id, name_id, contact_id, occurred_at) INCLUDE (value);
create index custom_event_received on custom_event using brin (received_at);
-- fenced
grant delete, insert, select on custom_event to tidings_app;
grant select on custom_event to tidings_readonly;
grant delete, select on custom_event to tidings_worker;

create table custom_event_key (
  workspace_id uuid not null,
  key uuid not null,
  occurred_at timestamptz not null,
  primary key (workspace_id, key)
);
-- fenced
grant delete, insert, select on custom_event_key to tidings_app;
grant select on custom_event_key to tidings_readonly;
grant delete, select on custom_event_key to tidings_worker;

create table custom_event_total (
  workspace_id uuid not null,
  name_id integer not null,
  contact_id bigint not null,
  events integer not null,
  value numeric(20,4) not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (workspace_id, name_id, contact_id) INCLUDE (events, value, first_at, last_at)
) with (fillfactor=70);
-- fenced
grant delete, insert, select, update on custom_event_total to tidings_app;
grant select on custom_event_total to tidings_readonly;
grant delete, select on custom_event_total to tidings_worker;

create table link_setting (
  workspace_id uuid not null,
  domain text,
  tracking text not null default 'person',
  passes_token boolean not null default false,
  watch text not null default 'off',
  agreement_in text[],
  primary key (workspace_id),
  check (watch in ('off', 'tell', 'switch_off')),
  check (tracking in ('person', 'agreed', 'link')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on link_setting to tidings_app;
grant select on link_setting to tidings_readonly, tidings_worker;

create table link (
  workspace_id uuid not null,
  id uuid not null,
  url text not null,
  label text,
  campaign_id uuid,
  state text not null default 'on',
  expires_at timestamptz,
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  check (state in ('on', 'off')),
  foreign key (workspace_id) references workspace(id)
);
create index link_campaign on link (workspace_id, campaign_id) where (campaign_id is not null);
create index link_of_texts on link (workspace_id, md5(url)) where (made_by = 'texts');
-- fenced
grant insert, select, update on link to tidings_app;
grant select on link to tidings_readonly;
grant insert, select, update (url, label, state, expires_at, changed_at) on link to tidings_worker;

create table link_block (
  block bigint not null default nextval('link_block_number'::regclass),
  workspace_id uuid not null,
  link_id uuid not null,
  base_id bigint,
  key_id text not null,
  primary key (block),
  unique NULLS not DISTINCT (workspace_id, link_id, base_id),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, link_id) references link(workspace_id, id)
);
-- fenced
create policy lease_reads on link_block for select to tidings_lease using (true);
grant insert, select on link_block to tidings_app, tidings_worker;
grant select on link_block to tidings_lease, tidings_readonly;

create table click (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  link_id uuid not null,
  message_id bigint,
  at timestamptz not null,
  method text not null,
  agent text,
  purpose text not null default '',
  network text,
  robot_reason text,
  judged_by smallint,
  primary key (workspace_id, id),
  check (robot_reason in ('head', 'prefetch', 'agent', 'no_agent', 'too_soon', 'burst'))
) with (autovacuum_vacuum_insert_scale_factor=0.5, autovacuum_vacuum_cost_delay=0);
create index click_link on click (workspace_id, link_id, at);
create index click_message on click (message_id) where (message_id is not null);
create index click_unjudged on click (workspace_id, at) where (judged_by is null);
-- fenced
grant delete, insert, select, update on click to tidings_app, tidings_worker;
grant select on click to tidings_readonly;

create table attribution_setting (
  workspace_id uuid not null,
  model text not null,
  click_hours integer not null,
  delivery_hours integer,
  conversions text[] not null,
  reversals text[] not null,
  accepts_script boolean not null default false,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id),
  check (model in ('last', 'first', 'linear')),
  check ((click_hours >= 1) and (click_hours <= 2160)),
  check ((delivery_hours >= 1) and (delivery_hours <= 2160)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on attribution_setting to tidings_app;
grant select on attribution_setting to tidings_readonly, tidings_worker;

create table attribution_state (
  workspace_id uuid not null,
  until timestamptz,
  month date,
  place jsonb,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on attribution_state to tidings_app, tidings_worker;
grant select on attribution_state to tidings_readonly;

create table conversion_credit (
  workspace_id uuid not null,
  event_key uuid not null,
  message_id bigint not null,
  campaign_id uuid,
  contact_id bigint,
  link_id uuid,
  name_id integer not null,
  occurred_at timestamptz not null,
  touch text not null,
  touched_at timestamptz not null,
  conversions numeric(9,8) not null,
  revenue numeric(18,4) not null,
  primary key (workspace_id, event_key, message_id),
  check (touch in ('coupon', 'click', 'utm', 'delivery'))
);
create index conversion_credit_campaign on conversion_credit (workspace_id, campaign_id) INCLUDE (conversions, revenue);
create index conversion_credit_contact on conversion_credit (workspace_id, contact_id);
create index conversion_credit_time on conversion_credit (workspace_id, occurred_at);
-- fenced
grant delete, insert, select on conversion_credit to tidings_app;
grant select on conversion_credit to tidings_readonly;
grant delete, insert, select, update (contact_id) on conversion_credit to tidings_worker;

create table campaign_schedule (
  workspace_id uuid not null,
  campaign_id uuid not null,
  plan jsonb not null,
  told jsonb not null,
  starts_at timestamptz not null,
  most_people integer not null,
  state text not null default 'armed',
  sentence text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  check (most_people > 0),
  check (state in ('armed', 'started', 'failed', 'missed', 'withdrawn')),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
create index campaign_schedule_due on campaign_schedule (workspace_id, starts_at) where (state = 'armed');
create index campaign_schedule_by_time on campaign_schedule (workspace_id, starts_at);
-- fenced
grant insert, select, update on campaign_schedule to tidings_app, tidings_worker;
grant select on campaign_schedule to tidings_readonly;

create table campaign_brief (
  workspace_id uuid not null,
  campaign_id uuid not null,
  objective text not null,
  measure text not null,
  target numeric,
  owner text,
  budget numeric,
  notes text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  check (objective <> ''),
  check (measure in ('delivered', 'clicks', 'replies', 'opt_outs', 'conversions', 'revenue')),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
-- fenced
grant insert, select, update on campaign_brief to tidings_app;
grant select on campaign_brief to tidings_readonly, tidings_worker;

create table campaign_series (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  rule text not null,
  from_day date not null,
  minute smallint not null,
  zone text,
  past text not null default 'next_day',
  spread jsonb,
  most_people integer not null,
  state text not null default 'on',
  sentence text,
  made_by text not null,
  made_at timestamptz not null,
  primary key (workspace_id, id),
  check ((minute >= 0) and (minute <= 1439)),
  check (past in ('now', 'next_day', 'skip')),
  check (most_people > 0),
  check (state in ('on', 'off', 'ended')),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
create index campaign_series_on on campaign_series (workspace_id) where (state = 'on');
create index campaign_series_model on campaign_series (workspace_id, campaign_id);
-- fenced
grant insert, select, update on campaign_series to tidings_app, tidings_worker;
grant select on campaign_series to tidings_readonly;

create table campaign_occurrence (
  workspace_id uuid not null,
  series_id uuid not null,
  day date not null,
  campaign_id uuid not null,
  state text not null default 'made',
  sentence text,
  primary key (workspace_id, series_id, day),
  check (state in ('made', 'scheduled', 'failed')),
  foreign key (workspace_id, series_id) references campaign_series(workspace_id, id),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
-- fenced
grant insert, select, update on campaign_occurrence to tidings_app, tidings_worker;
grant select on campaign_occurrence to tidings_readonly;

create table hold_out (
  workspace_id uuid not null,
  salt uuid not null,
  share integer not null,
  since timestamptz not null,
  set_by text not null,
  primary key (workspace_id),
  check ((share >= 0) and (share <= 1000)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on hold_out to tidings_app;
grant select on hold_out to tidings_readonly, tidings_worker;

create table conversation_state (
  workspace_id uuid not null,
  conversation_id bigint not null,
  state text not null default 'open',
  assignee_id uuid,
  snoozed_until timestamptz,
  waits_since timestamptz,
  due_at timestamptz,
  is_overdue boolean not null default false,
  turn integer not null default 0,
  last_at timestamptz not null,
  closed_at timestamptz,
  away_told_at timestamptz,
  rating_asked_at timestamptz,
  rating smallint,
  rated_at timestamptz,
  touched_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, conversation_id),
  check (state in ('open', 'pending', 'snoozed', 'closed')),
  check ((rating >= 1) and (rating <= 5)),
  check ((state = 'snoozed') = (snoozed_until is not null)),
  foreign key (workspace_id, conversation_id) references conversation(workspace_id, id),
  foreign key (workspace_id, assignee_id) references member(workspace_id, account_id) on delete SET null (assignee_id)
);
create index conversation_state_standing on conversation_state (workspace_id, state, last_at, conversation_id);
create index conversation_state_mine on conversation_state (workspace_id, assignee_id, last_at, conversation_id) where (assignee_id is not null);
create index conversation_state_snoozed on conversation_state (workspace_id, snoozed_until) where (state = 'snoozed');
create index conversation_state_due on conversation_state (workspace_id, due_at) where (due_at is not null);
create index conversation_state_touched on conversation_state (workspace_id, touched_at);
create index conversation_state_newest on conversation_state (workspace_id, last_at, conversation_id);
-- fenced
create policy only_unnarrowed on conversation_state for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on conversation_state for select to tidings_app using (((( SELECT reach_senders() AS reach_senders) is null) and (( SELECT reach_lists() AS reach_lists) is null)) or (EXISTS ( SELECT
   FROM conversation c
  where ((c.workspace_id = conversation_state.workspace_id) and (c.id = conversation_state.conversation_id)))));
grant delete, insert, select, update on conversation_state to tidings_app, tidings_worker;
grant select on conversation_state to tidings_readonly;

create table conversation_reply (
  workspace_id uuid not null,
  reply_id bigint not null,
  conversation_id bigint not null,
  primary key (workspace_id, reply_id)
);
-- fenced
grant delete, insert, select, update on conversation_reply to tidings_app, tidings_worker;
grant select on conversation_reply to tidings_readonly;

create table conversation_answer (
  workspace_id uuid not null,
  message_id bigint not null,
  conversation_id bigint not null,
  kind text not null,
  actor text not null,
  is_unless_reply boolean not null default false,
  at timestamptz not null,
  send_at timestamptz,
  is_counted boolean not null default true,
  is_last boolean not null default false,
  primary key (workspace_id, message_id),
  check (kind in ('person', 'away', 'rating')),
  foreign key (workspace_id, conversation_id) references conversation(workspace_id, id)
);
create index conversation_answer_later on conversation_answer (workspace_id, send_at) where (not is_counted);
create index conversation_answer_of on conversation_answer (workspace_id, conversation_id, message_id);
-- fenced
create policy only_unnarrowed on conversation_answer for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on conversation_answer for select to tidings_app using (((( SELECT reach_senders() AS reach_senders) is null) and (( SELECT reach_lists() AS reach_lists) is null)) or (EXISTS ( SELECT
   FROM conversation c
  where ((c.workspace_id = conversation_answer.workspace_id) and (c.id = conversation_answer.conversation_id)))));
grant delete, insert, select, update on conversation_answer to tidings_app, tidings_worker;
grant select on conversation_answer to tidings_readonly;

create table conversation_wait (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  conversation_id bigint not null,
  began_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz not null,
  ended_by text not null,
  how text not null,
  seconds integer not null,
  primary key (workspace_id, id),
  check (how in ('answered', 'closed', 'opted_out'))
);
create index conversation_wait_ended on conversation_wait (workspace_id, ended_at);
-- fenced
grant delete, insert, select, update on conversation_wait to tidings_app, tidings_worker;
grant select on conversation_wait to tidings_readonly;

create table conversation_event (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  conversation_id bigint not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  body text,
  detail jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversation(workspace_id, id)
);
create index conversation_event_of on conversation_event (workspace_id, conversation_id, id);
-- fenced
create policy only_unnarrowed on conversation_event for select to tidings_readonly using (( SELECT reaches_everything() AS reaches_everything) is not null);
create policy within_reach on conversation_event for select to tidings_app using (((( SELECT reach_senders() AS reach_senders) is null) and (( SELECT reach_lists() AS reach_lists) is null)) or (EXISTS ( SELECT
   FROM conversation c
  where ((c.workspace_id = conversation_event.workspace_id) and (c.id = conversation_event.conversation_id)))));
grant delete, insert, select, update on conversation_event to tidings_app, tidings_worker;
grant select on conversation_event to tidings_readonly;

create table conversation_mention (
  workspace_id uuid not null,
  event_id bigint not null,
  account_id uuid not null,
  seen_at timestamptz,
  primary key (workspace_id, event_id, account_id),
  foreign key (workspace_id, event_id) references conversation_event(workspace_id, id),
  foreign key (workspace_id, account_id) references member(workspace_id, account_id) on delete cascade
);
create index conversation_mention_of on conversation_mention (workspace_id, account_id, event_id);
-- fenced
grant delete, insert, select, update on conversation_mention to tidings_app, tidings_worker;
grant select on conversation_mention to tidings_readonly;

create table conversation_seen (
  workspace_id uuid not null,
  conversation_id bigint not null,
  account_id uuid not null,
  turn integer not null,
  primary key (workspace_id, conversation_id, account_id),
  foreign key (workspace_id, account_id) references member(workspace_id, account_id) on delete cascade
);
-- fenced
grant delete, insert, select, update on conversation_seen to tidings_app, tidings_worker;
grant select on conversation_seen to tidings_readonly;

create table conversation_typing (
  workspace_id uuid not null,
  conversation_id bigint not null,
  account_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, conversation_id, account_id),
  foreign key (workspace_id, account_id) references member(workspace_id, account_id) on delete cascade
);
-- fenced
grant delete, insert, select, update on conversation_typing to tidings_app, tidings_worker;
grant select on conversation_typing to tidings_readonly;

create table inbox_agent (
  workspace_id uuid not null,
  account_id uuid not null,
  is_away boolean not null default false,
  most_open integer,
  last_given_at timestamptz,
  primary key (workspace_id, account_id),
  check (most_open > 0),
  foreign key (workspace_id, account_id) references member(workspace_id, account_id) on delete cascade
);
-- fenced
grant delete, insert, select, update on inbox_agent to tidings_app, tidings_worker;
grant select on inbox_agent to tidings_readonly;

create table inbox_setting (
  workspace_id uuid not null,
  hours jsonb,
  closed_days date[] not null default '{}'::date[],
  away_body text,
  answer_within_minutes integer,
  assigns text not null default 'by_hand',
  closes_after_days integer,
  rating_body text,
  updated_at timestamptz not null,
  primary key (workspace_id),
  check ((answer_within_minutes >= 1) and (answer_within_minutes <= 10080)),
  check (assigns in ('by_hand', 'round_robin', 'least_busy')),
  check ((closes_after_days >= 1) and (closes_after_days <= 365)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on inbox_setting to tidings_app, tidings_worker;
grant select on inbox_setting to tidings_readonly;

create table canned_reply (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  body text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
create unique index canned_reply_name on canned_reply (workspace_id, lower(name));
-- fenced
grant delete, insert, select, update on canned_reply to tidings_app, tidings_worker;
grant select on canned_reply to tidings_readonly;

create table inbox_rule (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  rank integer not null,
  is_on boolean not null default true,
  wants jsonb not null,
  does jsonb not null,
  sealed_secret bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on inbox_rule to tidings_app, tidings_worker;
grant select (workspace_id, id, name, rank, is_on, wants, does, created_at, updated_at) on inbox_rule to tidings_readonly;

create table inbox_call (
  workspace_id uuid not null,
  id uuid not null,
  rule_id uuid not null,
  conversation_id bigint not null,
  kind text not null,
  address text not null,
  body text not null,
  state text not null,
  tries smallint not null default 0,
  last_problem text,
  next_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id),
  check (kind in ('webhook', 'mail')),
  check (state in ('waiting', 'delivered', 'given_up')),
  foreign key (workspace_id) references workspace(id)
);
create index inbox_call_waiting on inbox_call (workspace_id, next_at) where (state = 'waiting');
create index inbox_call_of on inbox_call (workspace_id, conversation_id);
-- fenced
grant delete, insert, select, update on inbox_call to tidings_app, tidings_worker;
grant select on inbox_call to tidings_readonly;

create table text_hour (
  workspace_id uuid not null,
  hour timestamptz not null,
  campaign_id uuid,
  sender_id uuid not null,
  country text,
  carrier text,
  slot smallint not null,
  status text not null,
  reason text,
  texts integer not null,
  parts integer not null,
  clicked integer not null,
  replied integer not null,
  left_within_day integer not null,
  made_on integer not null
);
create index text_hour_hour on text_hour (workspace_id, hour);
create index text_hour_campaign on text_hour (workspace_id, campaign_id) where (campaign_id is not null);
-- fenced
grant select on text_hour to tidings_app, tidings_readonly;
grant delete, insert, select on text_hour to tidings_worker;

create table text_hour_state (
  workspace_id uuid not null,
  span text not null,
  folded_at timestamptz not null,
  took_ms integer not null,
  primary key (workspace_id, span),
  check (span in ('hot', 'warm', 'cold')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant select on text_hour_state to tidings_app, tidings_readonly;
grant insert, select, update on text_hour_state to tidings_worker;

create table alert_rule (
  workspace_id uuid not null,
  rule text not null,
  is_on boolean not null,
  threshold numeric(6,5) not null,
  primary key (workspace_id, rule),
  check ((threshold >= (0)::numeric) and (threshold <= (1)::numeric)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on alert_rule to tidings_app;
grant select on alert_rule to tidings_readonly, tidings_worker;

create table alert_setting (
  workspace_id uuid not null,
  emails text[] not null,
  webhook_url text,
  webhook_secret bytea,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on alert_setting to tidings_app;
grant select on alert_setting to tidings_readonly, tidings_worker;

create table alert (
  workspace_id uuid not null,
  id uuid not null,
  rule text not null,
  value double precision not null,
  low double precision not null,
  high double precision not null,
  threshold double precision not null,
  texts integer not null,
  raised_at timestamptz not null,
  ended_at timestamptz,
  seen_by text,
  seen_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
create unique index alert_open on alert (workspace_id, rule) where (ended_at is null);
-- fenced
grant select, update on alert to tidings_app;
grant select on alert to tidings_readonly;
grant insert, select, update on alert to tidings_worker;

create table alert_letter (
  workspace_id uuid not null,
  alert_id uuid not null,
  way text not null,
  address text not null,
  told_at timestamptz,
  tries smallint not null default 0,
  next_at timestamptz not null,
  trouble text,
  primary key (workspace_id, alert_id, way, address),
  check (way in ('email', 'webhook')),
  foreign key (workspace_id, alert_id) references alert(workspace_id, id)
);
create index alert_letter_due on alert_letter (workspace_id, next_at) where (told_at is null);
-- fenced
grant select on alert_letter to tidings_app, tidings_readonly;
grant insert, select, update on alert_letter to tidings_worker;

create table report_subscription (
  workspace_id uuid not null,
  id uuid not null,
  report text not null,
  every text not null,
  at_hour smallint not null,
  emails text[] not null,
  to_file boolean not null,
  created_by text not null,
  created_at timestamptz not null,
  next_at timestamptz not null,
  last_at timestamptz,
  last_trouble text,
  told text[] not null default '{}'[],
  primary key (workspace_id, id),
  check (every in ('day', 'week', 'month')),
  check ((at_hour >= 0) and (at_hour <= 23)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select on report_subscription to tidings_app;
grant select on report_subscription to tidings_readonly;
grant select, update on report_subscription to tidings_worker;

create table campaign_experiment (
  workspace_id uuid not null,
  campaign_id uuid not null,
  plan jsonb not null,
  state text not null default 'draft',
  started_at timestamptz,
  decides_at timestamptz,
  decided_at timestamptz,
  winner smallint,
  verdict jsonb,
  rest_id uuid,
  sentence text,
  set_by text not null,
  set_at timestamptz not null,
  round smallint not null default 0,
  primary key (workspace_id, campaign_id),
  check (state in ('draft', 'running', 'deciding', 'held', 'ended', 'stopped')),
  check (round >= 0),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id),
  foreign key (workspace_id, rest_id) references campaign(workspace_id, id)
);
create index campaign_experiment_open on campaign_experiment (workspace_id) where (state in ('running', 'deciding', 'held'));
-- fenced
grant insert, select, update on campaign_experiment to tidings_app, tidings_worker;
grant select on campaign_experiment to tidings_readonly;

create table campaign_arm (
  workspace_id uuid not null,
  campaign_id uuid not null,
  place smallint not null,
  name text not null,
  arm_id uuid not null,
  stopped_at timestamptz,
  sentence text,
  round smallint not null default 0,
  primary key (workspace_id, campaign_id, round, place),
  check (name <> ''),
  check (round >= 0),
  foreign key (workspace_id, campaign_id) references campaign_experiment(workspace_id, campaign_id),
  foreign key (workspace_id, arm_id) references campaign(workspace_id, id)
);
create index campaign_arm_of on campaign_arm (workspace_id, arm_id);
-- fenced
grant delete, insert, select, update on campaign_arm to tidings_app, tidings_worker;
grant select on campaign_arm to tidings_readonly;

create table campaign_guard (
  workspace_id uuid not null,
  campaign_id uuid not null,
  bounds jsonb not null,
  state text not null default 'watching',
  sentence text,
  since jsonb not null,
  counts jsonb,
  looked_at timestamptz,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  check (state in ('watching', 'tripped', 'over')),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
create index campaign_guard_open on campaign_guard (workspace_id) where (state <> 'over');
-- fenced
grant insert, select, update on campaign_guard to tidings_app, tidings_worker;
grant select on campaign_guard to tidings_readonly;

create table coupon_pool (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  label text,
  state text not null default 'on',
  ends_at timestamptz,
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  check (state in ('on', 'off')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on coupon_pool to tidings_app;
grant select on coupon_pool to tidings_readonly, tidings_worker;

create table coupon_code (
  workspace_id uuid not null,
  pool_id uuid not null,
  place bigint not null default nextval('coupon_code_place'::regclass),
  code text not null,
  given_at timestamptz,
  contact_id bigint,
  message_id bigint,
  redeemed_at timestamptz,
  primary key (workspace_id, pool_id, place),
  foreign key (workspace_id, pool_id) references coupon_pool(workspace_id, id)
) with (fillfactor=45);
create unique index coupon_code_word on coupon_code (workspace_id, upper(code));
-- fenced
grant insert, select, update on coupon_code to tidings_app;
grant select on coupon_code to tidings_readonly;
grant select, update on coupon_code to tidings_worker;

create table notification (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  kind text not null,
  key text not null,
  subject text,
  facts jsonb not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, key),
  check (kind <> ''),
  foreign key (workspace_id) references workspace(id)
);
create index notification_at on notification (workspace_id, at);
-- fenced
grant delete, insert, select, update on notification to tidings_app, tidings_worker;
grant select on notification to tidings_readonly;

create table notification_copy (
  workspace_id uuid not null,
  account_id uuid not null,
  notification_id bigint not null,
  ways text[] not null,
  read_at timestamptz,
  primary key (workspace_id, account_id, notification_id),
  foreign key (workspace_id, notification_id) references notification(workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references member(workspace_id, account_id) on delete cascade
);
create index notification_copy_unread on notification_copy (workspace_id, account_id, notification_id) where (read_at is null);
create index notification_copy_of on notification_copy (workspace_id, notification_id);
-- fenced
grant delete, insert, select, update on notification_copy to tidings_app, tidings_worker;
grant select on notification_copy to tidings_readonly;

create table notification_setting (
  workspace_id uuid not null,
  account_id uuid not null,
  choices jsonb not null default '{}',
  quiet_from smallint,
  quiet_until smallint,
  time_zone text,
  urgent_anyway boolean not null default true,
  digest text not null default 'none',
  digest_hour smallint not null default 8,
  webhook_url text,
  webhook_secret bytea,
  number text,
  number_since timestamptz,
  primary key (workspace_id, account_id),
  check ((quiet_from >= 0) and (quiet_from <= 1439)),
  check ((quiet_until >= 0) and (quiet_until <= 1439)),
  check (digest in ('none', 'hour', 'day')),
  check ((digest_hour >= 0) and (digest_hour <= 23)),
  check ((quiet_from is null) = (quiet_until is null)),
  check ((webhook_url is null) = (webhook_secret is null)),
  check ((number is null) = (number_since is null)),
  foreign key (workspace_id, account_id) references member(workspace_id, account_id) on delete cascade
);
-- fenced
grant delete, insert, select, update on notification_setting to tidings_app, tidings_worker;
grant select on notification_setting to tidings_readonly;

create table notification_code (
  workspace_id uuid not null,
  account_id uuid not null,
  number text not null,
  code_hash text not null,
  tries smallint not null default 0,
  sends smallint not null,
  sends_since timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references member(workspace_id, account_id) on delete cascade
);
-- fenced
grant delete, insert, select, update on notification_code to tidings_app, tidings_worker;

create table notification_letter (
  workspace_id uuid not null,
  account_id uuid not null,
  notification_id bigint not null,
  way text not null,
  next_at timestamptz not null,
  tries smallint not null default 0,
  told_at timestamptz,
  given_up_at timestamptz,
  trouble text,
  primary key (workspace_id, account_id, notification_id, way),
  check (way in ('email', 'webhook', 'sms')),
  foreign key (workspace_id, account_id, notification_id) references notification_copy(workspace_id, account_id, notification_id) on delete cascade
);
create index notification_letter_due on notification_letter (workspace_id, next_at) where ((told_at is null) and (given_up_at is null));
-- fenced
grant delete, insert, select, update on notification_letter to tidings_app, tidings_worker;
grant select on notification_letter to tidings_readonly;

create table notification_channel (
  workspace_id uuid not null,
  program_id uuid not null,
  sender_id uuid not null,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id),
  foreign key (workspace_id, program_id) references program(workspace_id, id),
  foreign key (workspace_id, sender_id) references sender(workspace_id, id)
);
-- fenced
grant delete, insert, select, update on notification_channel to tidings_app;
grant select on notification_channel to tidings_readonly, tidings_worker;

create table snippet (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  latest_version integer not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  check (latest_version > 0),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on snippet to tidings_app;
grant select on snippet to tidings_readonly, tidings_worker;

create table snippet_version (
  workspace_id uuid not null,
  snippet_id uuid not null,
  version integer not null,
  body text not null,
  texts jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, snippet_id, version),
  check (version > 0),
  check (body <> ''),
  check (jsonb_typeof(texts) = 'object'),
  foreign key (workspace_id, snippet_id) references snippet(workspace_id, id)
);
-- fenced
grant insert, select on snippet_version to tidings_app;
grant select on snippet_version to tidings_readonly, tidings_worker;

create table template_setting (
  workspace_id uuid not null,
  needs_approval boolean not null,
  primary key (workspace_id),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on template_setting to tidings_app;
grant select on template_setting to tidings_readonly, tidings_worker;

create table template_verdict (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  template_id uuid not null,
  version integer not null,
  verdict text not null,
  account_id uuid not null,
  note text,
  given_at timestamptz not null,
  snippets jsonb,
  primary key (workspace_id, template_id, version, id),
  check (verdict in ('approved', 'declined')),
  foreign key (workspace_id, template_id, version) references template_version(workspace_id, template_id, version)
);
-- fenced
grant insert, select on template_verdict to tidings_app;
grant select on template_verdict to tidings_readonly, tidings_worker;

create table answered_hour (
  workspace_id uuid not null,
  contact_id bigint not null,
  hours integer[] not null,
  best_hour smallint not null,
  primary key (workspace_id, contact_id),
  check (cardinality(hours) = 24),
  check ((best_hour >= 0) and (best_hour <= 23))
);
-- fenced
grant delete, insert, select, update on answered_hour to tidings_app, tidings_worker;
grant select on answered_hour to tidings_readonly;

create table answered_hour_state (
  workspace_id uuid not null,
  hours bigint[] not null,
  last_click bigint not null,
  last_reply bigint not null,
  primary key (workspace_id),
  check (cardinality(hours) = 24),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on answered_hour_state to tidings_app, tidings_worker;
grant select on answered_hour_state to tidings_readonly;

create table link_check (
  workspace_id uuid not null,
  link_id uuid not null,
  checked_at timestamptz not null,
  url text not null,
  host text,
  finding text,
  times smallint not null default 0,
  sentence text,
  primary key (workspace_id, link_id),
  check (finding in ('gone', 'failing', 'unreachable', 'moved'))
);
-- fenced
grant delete, insert, select, update on link_check to tidings_app, tidings_worker;
grant select on link_check to tidings_readonly;

create table emergency (
  workspace_id uuid not null,
  id uuid not null,
  reason text not null,
  note text not null,
  is_drill boolean not null,
  program_id uuid not null,
  sender_id uuid,
  include jsonb not null,
  exclude jsonb not null,
  body text not null,
  repeat_body text not null,
  is_asking boolean not null,
  safe_body text,
  help_body text,
  repeat_minutes integer not null,
  repeats smallint not null,
  state text not null default 'declared',
  round smallint not null default 0,
  next_round_at timestamptz,
  release_ids bigint[] not null default '{}'::bigint[],
  declared_by text not null,
  declared_account uuid,
  declared_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  reach text not null default 'joined',
  primary key (workspace_id, id),
  check (reason in ('severe_weather', 'fire', 'flood', 'earthquake', 'hazardous_material', 'violence', 'power_or_water', 'public_health', 'transport', 'evacuation', 'other_danger', 'end_of_danger')),
  check (note <> ''),
  check ((repeat_minutes >= 5) and (repeat_minutes <= 720)),
  check ((repeats >= 0) and (repeats <= 10)),
  check (state in ('declared', 'active', 'ended', 'withdrawn')),
  check (reach in ('joined', 'known')),
  check ((reach = 'joined') or (not is_drill)),
  foreign key (workspace_id) references workspace(id)
);
create index emergency_active on emergency (workspace_id) where (state = 'active');
-- fenced
grant insert, select, update on emergency to tidings_app, tidings_worker;
grant select on emergency to tidings_readonly;

create table emergency_person (
  workspace_id uuid not null,
  emergency_id uuid not null,
  number text not null,
  contact_id bigint,
  round smallint not null default 0,
  texts smallint not null default 0,
  message_id bigint,
  last_text_at timestamptz,
  is_reached boolean not null default false,
  refusal_code text,
  refusal text,
  answer text,
  answered_at timestamptz,
  words text,
  noted_by text,
  primary key (workspace_id, emergency_id, number),
  check (answer in ('safe', 'needs_help', 'unclear')),
  foreign key (workspace_id, emergency_id) references emergency(workspace_id, id)
);
create index emergency_person_number on emergency_person (workspace_id, number);
create index emergency_person_contact on emergency_person (workspace_id, contact_id) where (contact_id is not null);
-- fenced
grant insert, select, update on emergency_person to tidings_app, tidings_worker;
grant select on emergency_person to tidings_readonly;

create table survey (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  program_id uuid not null,
  sender_id uuid,
  keyword_id uuid,
  invitation text,
  questions jsonb not null,
  thanks text not null,
  tag text,
  expires_hours integer not null,
  remind_hours integer,
  reminders smallint not null,
  ends_at timestamptz,
  most integer,
  counts text not null,
  is_anonymous boolean not null,
  state text not null default 'draft',
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  check (kind in ('survey', 'poll', 'nps', 'review')),
  check (name <> ''),
  check ((expires_hours >= 1) and (expires_hours <= 720)),
  check ((remind_hours >= 1) and (remind_hours <= 168)),
  check ((reminders >= 0) and (reminders <= 2)),
  check (most > 0),
  check (counts in ('first', 'last')),
  check (state in ('draft', 'open', 'closed')),
  foreign key (workspace_id) references workspace(id)
);
create unique index survey_keyword on survey (workspace_id, keyword_id) where ((keyword_id is not null) and (state <> 'closed'));
-- fenced
grant insert, select, update on survey to tidings_app;
grant select on survey to tidings_readonly;
grant select, update on survey to tidings_worker;

create table survey_session (
  workspace_id uuid not null,
  id bigint not null default nextval('survey_session_id'::regclass),
  survey_id uuid not null,
  number text not null,
  contact_id bigint,
  way text not null,
  state text not null,
  question smallint not null default 0,
  tries smallint not null default 0,
  reminded smallint not null default 0,
  message_id bigint,
  refusal text,
  started_at timestamptz not null,
  last_asked_at timestamptz,
  due_at timestamptz,
  expires_at timestamptz,
  done_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, survey_id, number),
  check (way in ('sent', 'keyword')),
  check (state in ('queued', 'asked', 'done', 'expired', 'handed', 'refused')),
  foreign key (workspace_id, survey_id) references survey(workspace_id, id)
);
create index survey_session_open on survey_session (workspace_id, number) where (state = 'asked');
create index survey_session_due on survey_session (workspace_id, due_at) where (state = 'asked');
create index survey_session_queued on survey_session (workspace_id, survey_id, id) where (state = 'queued');
create index survey_session_contact on survey_session (workspace_id, contact_id) where (contact_id is not null);
create index survey_session_number on survey_session (workspace_id, number);
-- fenced
grant delete, insert, select, update on survey_session to tidings_app, tidings_worker;
grant select on survey_session to tidings_readonly;

create table survey_answer (
  workspace_id uuid not null,
  session_id bigint not null,
  survey_id uuid not null,
  question text not null,
  value text not null,
  score numeric,
  answered_at timestamptz not null,
  primary key (workspace_id, session_id, question),
  foreign key (workspace_id, session_id) references survey_session(workspace_id, id)
);
create index survey_answer_survey on survey_answer (workspace_id, survey_id, question);
-- fenced
grant delete, insert, select, update on survey_answer to tidings_app, tidings_worker;
grant select on survey_answer to tidings_readonly;

create table contest (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  program_id uuid not null,
  sender_id uuid,
  keyword_id uuid,
  prize text not null,
  rules text not null,
  entered_body text,
  won_body text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  entries text not null,
  least_age smallint,
  regions text[],
  winners smallint not null,
  alternates smallint not null,
  claim_hours integer not null,
  beacon_source text,
  state text not null default 'draft',
  seed_sealed bytea,
  seed_hash text,
  entries_hash text,
  seed text,
  beacon text,
  opened_at timestamptz,
  closed_at timestamptz,
  drawn_at timestamptz,
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  check (name <> ''),
  check (prize <> ''),
  check (rules <> ''),
  check (ends_at > starts_at),
  check (entries in ('once', 'daily')),
  check ((least_age >= 13) and (least_age <= 25)),
  check ((winners >= 1) and (winners <= 1000)),
  check ((alternates >= 0) and (alternates <= 1000)),
  check ((claim_hours >= 1) and (claim_hours <= 720)),
  check (state in ('draft', 'open', 'closed', 'drawn', 'cancelled')),
  foreign key (workspace_id) references workspace(id)
);
create unique index contest_keyword on contest (workspace_id, keyword_id) where ((keyword_id is not null) and (state in ('draft', 'open')));
-- fenced
grant insert, select, update on contest to tidings_app;
grant select on contest to tidings_readonly;
grant select, update on contest to tidings_worker;

create table contest_entry (
  workspace_id uuid not null,
  id bigint not null default nextval('contest_entry_id'::regclass),
  contest_id uuid not null,
  number text not null,
  contact_id bigint,
  period text not null,
  way text not null,
  person text not null,
  full_name text,
  email text,
  region text,
  state text not null,
  reason text,
  entered_at timestamptz not null,
  asked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, contest_id, number, period),
  check (way in ('keyword', 'form', 'hand')),
  check (state in ('asked', 'entered', 'refused')),
  foreign key (workspace_id, contest_id) references contest(workspace_id, id)
);
create index contest_entry_number on contest_entry (workspace_id, number);
create index contest_entry_contact on contest_entry (workspace_id, contact_id) where (contact_id is not null);
create index contest_entry_of on contest_entry (workspace_id, contest_id, id);
-- fenced
grant insert, select, update on contest_entry to tidings_app, tidings_worker;
grant select on contest_entry to tidings_readonly;

create table contest_place (
  workspace_id uuid not null,
  contest_id uuid not null,
  rank smallint not null,
  entry_id bigint not null,
  state text not null,
  message_id bigint,
  refusal text,
  told_at timestamptz,
  claim_by timestamptz,
  decided_by text,
  decided_at timestamptz,
  note text,
  primary key (workspace_id, contest_id, rank),
  check (state in ('alternate', 'won', 'claimed', 'forfeited')),
  foreign key (workspace_id, contest_id) references contest(workspace_id, id),
  foreign key (workspace_id, entry_id) references contest_entry(workspace_id, id)
);
-- fenced
grant insert, select, update on contest_place to tidings_app;
grant select on contest_place to tidings_readonly;
grant select, update (note) on contest_place to tidings_worker;

create table api_request (
  workspace_id uuid not null,
  id bigint not null generated always as identity,
  at timestamptz not null,
  method text not null,
  route text not null,
  status smallint not null,
  took_ms integer not null,
  key_id uuid not null,
  request_id text not null,
  code text,
  others integer not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspace(id)
);
create index api_request_at on api_request (workspace_id, at);
create index api_request_failed on api_request (workspace_id, id) where (status >= 400);
-- fenced
grant delete, insert, select on api_request to tidings_app, tidings_worker;
grant select on api_request to tidings_readonly;

create table referral_scheme (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  program_id uuid not null,
  ask_keyword_id uuid,
  join_keyword_id uuid not null,
  reward_pools text[] not null,
  reward_body text not null,
  state text not null default 'on',
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, join_keyword_id),
  check (name <> ''),
  check ((cardinality(reward_pools) >= 1) and (cardinality(reward_pools) <= 20)),
  check (state in ('on', 'off')),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on referral_scheme to tidings_app;
grant select on referral_scheme to tidings_readonly, tidings_worker;

create table referral_code (
  workspace_id uuid not null,
  code text not null,
  scheme_id uuid not null,
  contact_id bigint,
  made_at timestamptz not null,
  primary key (workspace_id, code),
  check (code ~ '^[A-Z2-9]{6}$'),
  foreign key (workspace_id, scheme_id) references referral_scheme(workspace_id, id)
);
create unique index referral_code_of on referral_code (workspace_id, scheme_id, contact_id) where (contact_id is not null);
-- fenced
grant insert, select, update on referral_code to tidings_app, tidings_worker;
grant select on referral_code to tidings_readonly;

create table referral (
  workspace_id uuid not null,
  id bigint not null default nextval('referral_id'::regclass),
  scheme_id uuid not null,
  code text not null,
  number text not null,
  contact_id bigint,
  state text not null,
  reason text,
  pool text,
  message_id bigint,
  written_at timestamptz not null,
  decided_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, scheme_id, number),
  check (state in ('waiting', 'rewarded', 'refused')),
  foreign key (workspace_id, scheme_id) references referral_scheme(workspace_id, id)
);
create index referral_waiting on referral (workspace_id, id) where (state = 'waiting');
create index referral_by_code on referral (workspace_id, code);
create index referral_number on referral (workspace_id, number);
create index referral_contact on referral (workspace_id, contact_id) where (contact_id is not null);
-- fenced
grant insert, select, update on referral to tidings_app, tidings_worker;
grant select on referral to tidings_readonly;

create table bulk_change (
  workspace_id uuid not null,
  id uuid not null,
  act text not null,
  details jsonb not null,
  whom jsonb,
  status text not null,
  begins_at_once boolean not null,
  found integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused jsonb not null default '{}',
  problem text,
  created_by text not null,
  created_at timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  primary key (workspace_id, id),
  check (act in ('add_tag', 'remove_tag', 'add_to_list', 'remove_from_list', 'suppress', 'erase')),
  check (jsonb_typeof(details) = 'object'),
  check (jsonb_typeof(whom) = 'object'),
  check (status in ('gathering', 'ready', 'working', 'done', 'stopped', 'failed')),
  foreign key (workspace_id) references workspace(id)
);
create index bulk_change_unfinished on bulk_change (workspace_id, created_at) where (status in ('gathering', 'ready', 'working'));
-- fenced
grant delete, insert, select, update on bulk_change to tidings_app, tidings_worker;
grant select on bulk_change to tidings_readonly;

create table bulk_change_person (
  workspace_id uuid not null,
  change_id uuid not null,
  contact_id bigint not null,
  primary key (workspace_id, change_id, contact_id),
  foreign key (workspace_id, change_id) references bulk_change(workspace_id, id) on delete cascade
);
-- fenced
grant delete, insert, select on bulk_change_person to tidings_app, tidings_worker;
grant select on bulk_change_person to tidings_readonly;

create table postcode_place (
  workspace_id uuid not null,
  country text not null,
  postcode text not null,
  latitude double precision not null,
  longitude double precision not null,
  changed_at timestamptz not null,
  primary key (workspace_id, country, postcode),
  check (country ~ '^[A-Z]{2}$'),
  check ((postcode <> '') and (length(postcode) <= 12)),
  check ((latitude >= ('-90'::integer)::double precision) and (latitude <= (90)::double precision)),
  check ((longitude >= ('-180'::integer)::double precision) and (longitude <= (180)::double precision)),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant delete, insert, select, update on postcode_place to tidings_app;
grant select on postcode_place to tidings_readonly, tidings_worker;

create table approval_request (
  workspace_id uuid not null,
  campaign_id uuid not null,
  content_hash bytea not null,
  note text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  check (note <> ''),
  foreign key (workspace_id, campaign_id) references campaign(workspace_id, id)
);
-- fenced
grant insert, select, update on approval_request to tidings_app;
grant select on approval_request to tidings_readonly, tidings_worker;

create table coupon_holder (
  workspace_id uuid not null,
  contact_id bigint not null,
  pool_id uuid not null,
  place bigint not null,
  primary key (workspace_id, contact_id, pool_id)
);
-- fenced
grant delete, insert, select on coupon_holder to tidings_app, tidings_worker;
grant select on coupon_holder to tidings_readonly;

create table coupon_till (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  pool_ids uuid[],
  made_by text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  check (name <> ''),
  check (cardinality(pool_ids) > 0),
  foreign key (workspace_id) references workspace(id)
);
-- fenced
grant insert, select, update on coupon_till to tidings_app;
grant select on coupon_till to tidings_readonly;

create table spend_limit (
  workspace_id uuid not null,
  campaign_id uuid not null,
  family_id uuid not null,
  most numeric(20,6) not null,
  primary key (workspace_id, campaign_id),
  check (most >= (0)::numeric),
  foreign key (workspace_id) references workspace(id)
);
create index spend_limit_family on spend_limit (workspace_id, family_id);
-- fenced
grant delete, insert, select, update on spend_limit to tidings_app, tidings_worker;
grant select on spend_limit to tidings_readonly;

create table saved_view (
  workspace_id uuid not null,
  id uuid not null,
  owner_id uuid,
  place text not null,
  name text not null,
  search text not null,
  is_shared boolean not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (name <> ''),
  check (is_shared or (owner_id is not null)),
  foreign key (workspace_id) references workspace(id),
  foreign key (owner_id) references account(id)
);
create unique index saved_view_name on saved_view (workspace_id, place, owner_id, lower(name)) NULLS not DISTINCT;
-- fenced
grant delete, insert, select, update on saved_view to tidings_app;
grant select on saved_view to tidings_readonly;
grant delete, select on saved_view to tidings_worker;

create sequence message_block_seq as bigint minvalue 0 maxvalue 67108863 start 0 cycle;
create sequence send_fence_seq as bigint minvalue 1 maxvalue 9223372036854775807 start 1;
create sequence link_block_number as bigint minvalue 0 maxvalue 9223372036854775807 start 0;
create sequence coupon_code_place as bigint minvalue 1 maxvalue 9223372036854775807 start 1;
create sequence survey_session_id as bigint minvalue 1 maxvalue 9223372036854775807 start 1;
create sequence contest_entry_id as bigint minvalue 1 maxvalue 9223372036854775807 start 1;
create sequence referral_id as bigint minvalue 1 maxvalue 9223372036854775807 start 1;

create or replace function current_workspace()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.workspace_id', true), '')::uuid $function$;
-- may be called by tidings_app, tidings_lease, tidings_readonly, tidings_worker

create or replace function fence_tenant_table(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_workspace on %s using (workspace_id = (select current_workspace()))
       with check (workspace_id = (select current_workspace()))', target);
  execute format('create policy backup_reads on %s for select to tidings_backup using (true)', target);
end $function$;
-- may be called by nobody but its owner

create or replace function list_workspace_ids()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select id from workspace $function$;
alter function list_workspace_ids() owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function workspaces_of_account(account uuid)
 RETURNS TABLE(workspace_id uuid, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select m.workspace_id, m.role from member m where m.account_id = account $function$;
alter function workspaces_of_account(uuid) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function find_api_key(hash bytea)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select k.workspace_id, k.id from api_key k
        where k.secret_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) $function$;
alter function find_api_key(bytea) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function enqueue_job(task text, payload json, run_at timestamp with time zone, job_key text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, max_attempts => 10, job_key => job_key);
end $function$;
alter function enqueue_job(text,json,timestamp with time zone,text) owner to tidings_worker;
-- may be called by tidings_app

create or replace function message_day_floor(day date)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$ select (day - date '2020-01-01')::bigint << 36 $function$;
-- may be called by tidings_app, tidings_lease, tidings_worker

create or replace function next_message_block()
 RETURNS bigint
 LANGUAGE sql
AS $function$
  select message_day_floor(greatest((clock_timestamp() at time zone 'utc')::date, (select ids_from from installation)))
    | (nextval('message_block_seq') << 10)
$function$;
-- may be called by tidings_app, tidings_worker

create or replace function ensure_message_partition(month date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  first date := date_trunc('month', month);
  part text := 'message_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(part) is null then
    execute format('create table %I partition of message for values from (%s) to (%s) with (fillfactor = 48)', part,
      message_day_floor(first), message_day_floor((first + interval '1 month')::date));
    perform fence_tenant_table(part::regclass);
  end if;
exception when check_violation then
  -- Texts of this month are in the default partition already; there the rest of the month follows them.
  raise warning 'message % stays in the default partition', to_char(first, 'YYYY-MM');
end $function$;
-- may be called by tidings_app, tidings_worker

create or replace function workspace_of_gateway(wanted uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select workspace_id from gateway where id = wanted $function$;
alter function workspace_of_gateway(uuid) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function next_send_at(after timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select min(c.not_before) from send_chunk c
        left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
        where c.state = 'ready' and c.not_before > after and c.held_reason is distinct from 'go_on' and (c.run_id is null or r.state = 'running') $function$;
alter function next_send_at(timestamp with time zone) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function gateways_of_kinds(kinds text[])
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select g.workspace_id, g.id from gateway g where g.kind = any(kinds) $function$;
alter function gateways_of_kinds(text[]) owner to tidings_lease;
-- may be called by tidings_worker

create or replace function empty_list()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from list_member where workspace_id = old.workspace_id and list_id = old.id;
  return null;
end $function$;

create or replace function forget_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from import_change where workspace_id = old.workspace_id and import_id = old.id;
  return null;
end $function$;

create or replace function list_jobs_to_keep()
 RETURNS TABLE(task text, payload json, run_at timestamp with time zone, job_key text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if to_regclass('graphile_worker._private_jobs') is null then return; end if;
  return query select t.identifier, j.payload, j.run_at, j.key
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.key is null or j.key not like 'schedule:%' order by j.id;
end $function$;
alter function list_jobs_to_keep() owner to tidings_worker;
-- may be called by tidings_backup

create or replace function cluster_identity()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (select system_identifier from pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
exception when others then return null;
end $function$;
-- may be called by nobody but its owner

create or replace function read_pulse()
 RETURNS TABLE(epoch integer, beats bigint, activity text, seen_to date, cluster text, known_cluster text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select i.epoch, p.beats, (select last_value || is_called::text from send_fence_seq) || (select last_value || is_called::text from message_block_seq),
    greatest((clock_timestamp() at time zone 'utc')::date, i.ids_from), cluster_identity(), p.cluster
  from installation i cross join pulse p
$function$;
-- may be called by tidings_app, tidings_worker

create or replace function beat()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update pulse set beats = beats + 1, cluster = coalesce(cluster_identity(), cluster) returning beats
$function$;
-- may be called by tidings_app, tidings_worker

create or replace function hold_installation(reason text, detail text, seen_to date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare today date := (clock_timestamp() at time zone 'utc')::date;
begin
  lock table installation in exclusive mode;
  update installation set held_reason = reason, held_detail = detail, held_at = clock_timestamp(), epoch = epoch + 1,
    ids_from = greatest(today, ids_from, hold_installation.seen_to) + 1
  where held_reason is null;
  if not found then return false; end if;
  perform setval('message_block_seq', floor(extract(epoch from (clock_timestamp() at time zone 'utc')::time) * 67108864 / 86400)::bigint);
  return true;
end $function$;
-- may be called by tidings_app, tidings_worker

create or replace function release_installation(of_epoch integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  lock table installation in exclusive mode;
  update installation set held_reason = null, held_detail = null, held_at = null
  where held_reason is not null and epoch = of_epoch;
  return found;
end $function$;
-- may be called by tidings_app

create or replace function list_never_made(ids bigint[])
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.id from unnest(ids) as r (id), installation i
  where r.id >= message_day_floor(greatest((clock_timestamp() at time zone 'utc')::date - 5, i.ids_from))
    and not exists (select from message m where m.id = r.id)
    and not exists (select from workspace w join send_chunk c on c.workspace_id = w.id
      and c.base_id between (r.id >> 10) << 10 and r.id and r.id < c.base_id + cardinality(c.recipients))
$function$;
alter function list_never_made(bigint[]) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function queue_by_lane(at timestamp with time zone)
 RETURNS TABLE(lane text, state text, chunks bigint, texts bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select q.lane, q.state, count(*), sum(q.texts)::bigint, min(q.not_before) from (
    select c.lane, cardinality(c.recipients) as texts, c.not_before,
      case when r.state = 'paused' then 'paused' when c.not_before > at then 'later' else 'due' end as state
    from send_chunk c left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id where c.state = 'ready'
    union all
    select c.lane, cardinality(c.recipients), c.not_before, 'leased' from send_chunk c where c.state = 'leased'
  ) q group by 1, 2
$function$;
alter function queue_by_lane(timestamp with time zone) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function resting_queues(at timestamp with time zone, rested_ms integer)
 RETURNS TABLE(workspace_id uuid, sender_id uuid, gateway_id uuid, lane text, reason text, chunks bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with installed as (select i.sending, i.held_reason is not null as is_held from installation i),
  due as (
    select c.workspace_id, c.sender_id, c.lane, c.crashes >= 10 as is_set_aside, count(*) as chunks, min(c.not_before) as oldest
    from send_chunk c left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
    where c.state = 'ready' and c.not_before <= at - make_interval(secs => rested_ms / 1000.0) and (c.run_id is null or r.state = 'running')
    group by 1, 2, 3, 4
  )
  select d.workspace_id, d.sender_id, s.gateway_id, d.lane,
    case when d.is_set_aside then 'set_aside' when i.is_held then 'held'
      when 'none' in (i.sending, w.sending) then 'stopped'
      when d.lane = 'marketing' and 'no_marketing' in (i.sending, w.sending) then 'stopped'
      when g.blocked_until > clock_timestamp() then 'gateway_' || g.state
      when s.blocked_until > clock_timestamp() then 'sender_' || s.state
      else 'nobody' end,
    d.chunks, d.oldest
  from due d
  cross join installed i
  join workspace w on w.id = d.workspace_id
  join sender s on s.workspace_id = d.workspace_id and s.id = d.sender_id
  join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
  join pace p on p.workspace_id = d.workspace_id and p.level = 'sender' and p.subject = d.sender_id::text
  where d.is_set_aside or case when d.lane = 'marketing' then p.free_at else p.urgent_at end
    < clock_timestamp() - make_interval(secs => rested_ms / 1000.0)
$function$;
alter function resting_queues(timestamp with time zone,integer) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function open_questions()
 RETURNS TABLE(name text, count bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case when u.is_final then 'unknown_left' else 'unknown_asked' end, count(*), min(u.settle_at) from unknown_text u group by 1
  union all
  select 'receipts_parked', count(*), min(p.parked_at) from receipt_parked p
$function$;
alter function open_questions() owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function drop_message_month(month date)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  first date := date_trunc('month', month);
  part text := 'message_' || to_char(first, 'YYYY_MM');
  from_id bigint := message_day_floor(first);
  to_id bigint := message_day_floor((first + interval '1 month')::date);
  own uuid;
  counted bigint := 0;
  waits boolean;
  more bigint;
begin
  if to_regclass(part) is null or first > date_trunc('month', now() at time zone 'utc') - interval '2 months' then return null; end if;
  for own in select list_workspace_ids() loop
    perform set_config('app.workspace_id', own::text, true);
    -- A chunk that is open, be it paused for months, knows by its texts whom it has sent to: without them it would send again.
    execute format('select exists (select from %1$I where status = ''queued'') or exists (select from send_chunk
      where workspace_id = $3 and state in (''ready'', ''leased'') and base_id >= $1 and base_id < $2)
      or exists (select from legal_hold h join %1$I m on m.workspace_id = h.workspace_id and m.number = h.number
        where h.workspace_id = $3 and h.lifted_at is null)', part)
      into waits using from_id, to_id, own;
    exit when waits;
  end loop;
  if waits then return null; end if;
  for own in select list_workspace_ids() loop
    perform set_config('app.workspace_id', own::text, true);
    execute format(
      'insert into message_count (workspace_id, campaign_id, status, reason, is_accepted, count)
         select workspace_id, campaign_id, status, reason, accepted_at is not null, count(*) from %I
         where campaign_id is not null group by 1, 2, 3, 4, 5', part);
    get diagnostics more = row_count;
    counted := counted + more;
    -- Of a chunk that was stopped half-way those count as stopped who have no text; the others are counted from now on.
    execute format(
      'update send_chunk c set recipients = (
         select array_agg(case when m.id is null then r.who else 0 end order by r.place)
         from unnest(c.recipients) with ordinality r (who, place) left join %I m on m.id = c.base_id + r.place - 1)
       where c.workspace_id = $3 and c.state = ''stopped'' and not c.is_recorded and c.base_id >= $1 and c.base_id < $2', part)
      using from_id, to_id, own;
    delete from unknown_text u where u.workspace_id = own and u.message_id >= from_id and u.message_id < to_id;
    delete from message_event e where e.workspace_id = own and e.message_id >= from_id and e.message_id < to_id;
  end loop;
  perform set_config('app.workspace_id', '', true);
  execute format('drop table %I', part);
  return counted;
end $function$;
-- may be called by tidings_worker

create or replace function list_sending_switches()
 RETURNS TABLE(workspace_id uuid, sending text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select w.id, w.sending from workspace w where w.sending <> 'all'
$function$;
alter function list_sending_switches() owner to tidings_lease;
-- may be called by tidings_worker

create or replace function find_public_address(wanted text)
 RETURNS TABLE(workspace_id uuid, kind text, object_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select a.workspace_id, a.kind, a.object_id from public_address a where a.address = wanted $function$;
alter function find_public_address(text) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function only_forget()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.erased_at is not null or new.erased_at is null or new.number not like '#%' or new.contact_id is not null
    or new.evidence <> '{}' or new.salt is not null or (old.salt is null) <> (new.personal is null) then
    raise exception 'an event of the ledger can be emptied once, and not be changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;

create or replace function membership_of(account uuid, workspace uuid)
 RETURNS TABLE(role text, permissions text[], sender_ids uuid[], list_ids uuid[], needs_second_factor boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select m.role, c.permissions, m.sender_ids, m.list_ids, w.needs_second_factor
        from member m join workspace w on w.id = m.workspace_id
          left join custom_role c on c.workspace_id = m.workspace_id and c.id = m.custom_role_id
        where m.account_id = account and m.workspace_id = workspace $function$;
alter function membership_of(uuid,uuid) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function find_invitation(hash bytea)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select i.workspace_id, i.id from invitation i
        where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() $function$;
alter function find_invitation(bytea) owner to tidings_lease;
-- may be called by tidings_app

create or replace function invitations_of(address text)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select i.workspace_id, i.id from invitation i
        where lower(i.email) = lower(address) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now() $function$;
alter function invitations_of(text) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function reach_lists()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.reach_lists', true), '')::uuid[] $function$;

create or replace function reach_senders()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.reach_senders', true), '')::uuid[] $function$;

create or replace function list_growing_audits(checkpoint_after_ms integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct e.workspace_id from audit_entry e where e.sequence is null
  union
  select t.workspace_id from audit_tree t where t.size > t.checkpoint_size
    and coalesce(t.checkpoint_at, '-infinity') <= clock_timestamp() - make_interval(secs => checkpoint_after_ms / 1000.0)
$function$;
alter function list_growing_audits(integer) owner to tidings_lease;
-- may be called by tidings_worker

create or replace function lease_unknown_texts(most integer, retry_ms integer)
 RETURNS TABLE(workspace_id uuid, message_id bigint, run_id uuid, policy text, tries integer, resends smallint, fence bigint, gateway_id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with due as (
    select u.workspace_id, u.message_id from unknown_text u
    where not u.is_final and u.settle_at <= clock_timestamp()
      and not exists (select from installation i where i.held_reason is not null)
    order by u.settle_at limit most for update skip locked
  )
  update unknown_text u set tries = u.tries + 1, fence = nextval('send_fence_seq'),
    settle_at = clock_timestamp() + make_interval(secs => retry_ms / 1000.0 * 2 ^ least(u.tries, 8))
  from due where u.workspace_id = due.workspace_id and u.message_id = due.message_id
  returning u.workspace_id, u.message_id, u.run_id, u.policy, u.tries, u.resends, u.fence, u.gateway_id
$function$;
alter function lease_unknown_texts(integer,integer) owner to tidings_lease;
-- may be called by tidings_worker

create or replace function ensure_event_month(month date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  first date := date_trunc('month', month);
  part text := 'custom_event_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(part) is not null or first not between date '2000-01-01' and date '2199-12-01' then return; end if;
  perform pg_advisory_xact_lock(hashtext('ensure_event_month'));
  if to_regclass(part) is not null then return; end if;
  execute format('create table %I (like custom_event including defaults)', part);
  perform fence_tenant_table(part::regclass);
  execute format('alter table custom_event attach partition %I for values from (%L) to (%L)', part,
    first::timestamp at time zone 'utc', (first + interval '1 month')::timestamp at time zone 'utc');
end $function$;
-- may be called by tidings_app, tidings_worker

create or replace function drop_event_month(month date)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  first date := date_trunc('month', month);
  part text := 'custom_event_' || to_char(first, 'YYYY_MM');
  from_at timestamptz := first::timestamp at time zone 'utc';
  until_at timestamptz := (first + interval '1 month')::timestamp at time zone 'utc';
  own uuid;
  counted bigint := 0;
  more bigint;
begin
  if to_regclass(part) is null or first > date_trunc('month', now() at time zone 'utc') - interval '2 months' then return null; end if;
  for own in select list_workspace_ids() loop
    perform set_config('app.workspace_id', own::text, true);
    execute format('select count(*) from %I', part) into more;
    counted := counted + more;
    execute format(
      'update custom_event_total t set events = t.events - g.events, value = t.value - g.value,
         first_at = coalesce((select min(e.occurred_at) from custom_event e where e.workspace_id = t.workspace_id
           and e.name_id = t.name_id and e.contact_id = t.contact_id and (e.occurred_at < $1 or e.occurred_at >= $2)), t.first_at)
       from (select workspace_id, name_id, contact_id, count(*)::integer as events, coalesce(sum(value), 0) as value
         from %I group by 1, 2, 3) g
       where t.workspace_id = g.workspace_id and t.name_id = g.name_id and t.contact_id = g.contact_id', part)
      using from_at, until_at;
    delete from custom_event_total t where t.workspace_id = own and t.events <= 0;
    delete from custom_event_key k where k.workspace_id = own and k.occurred_at >= from_at and k.occurred_at < until_at;
  end loop;
  perform set_config('app.workspace_id', '', true);
  execute format('drop table %I', part);
  return counted;
end $function$;
-- may be called by tidings_worker

create or replace function find_link_block(wanted bigint)
 RETURNS TABLE(workspace_id uuid, link_id uuid, base_id bigint, key_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select b.workspace_id, b.link_id, b.base_id, b.key_id from link_block b where b.block = wanted $function$;
alter function find_link_block(bigint) owner to tidings_lease;
-- may be called by tidings_app, tidings_worker

create or replace function reaches_everything()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(reach_lists() is null and reach_senders() is null, false) $function$;

create or replace function only_text_of(workspace uuid, run uuid, text_id bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select jsonb_build_object('runId', r.id, 'programId', r.program_id, 'brandId', r.brand_id, 'number', m.number, 'purpose', m.purpose,
      'parts', m.parts)
    from message m join send_run r on r.workspace_id = m.workspace_id and r.id = run and r.kind <> 'answer'
    where m.id = text_id and m.workspace_id = workspace);
end $function$;
-- may be called by tidings_lease

create or replace function lease_send_chunks(worker text, at timestamp with time zone, lanes text[], most integer, lease_ms integer, deaf uuid[])
 RETURNS TABLE(workspace_id uuid, id bigint, fence bigint, sender_id uuid, lane text, base_id bigint, recipients bigint[], only_text jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
begin
  -- Nothing to do is the usual answer, and found in a twentieth of the time. With `most` 0 the rest is planned all the same.
  if most > 0 and not exists (select from send_chunk c where c.state = 'ready' and c.lane = any(lanes))
    and not exists (select from send_chunk c where c.state = 'leased' and c.lease_until < clock_timestamp() and c.lane = any(lanes))
  then return; end if;
  perform set_config('synchronous_commit', 'off', true);
  return query
  with recursive installed as (
    select i.sending from installation i where i.held_reason is null
  ), overdue as materialized (
    select c.workspace_id, c.id from send_chunk c
    where c.state = 'leased' and c.lease_until < clock_timestamp() and c.lane = any(lanes) and exists (select from installed)
    order by c.lease_until limit most for update skip locked
  ), flow as (
    -- Every (lane, flow) that has ready chunks, by hopping over the index: as many steps as flows, however many chunks.
    (select c.lane, c.flow_id from send_chunk c, installed where c.state = 'ready' and c.lane = any(lanes)
     order by c.lane, c.flow_id limit 1)
    union all
    select n.lane, n.flow_id from flow f cross join lateral (
      select c.lane, c.flow_id from send_chunk c
      where c.state = 'ready' and c.lane = any(lanes) and (c.lane, c.flow_id) > (f.lane, f.flow_id)
      order by c.lane, c.flow_id limit 1) n
  ), busy as materialized (
    -- Urgent chunks and campaigns' do not take each other's places.
    select c.workspace_id, c.flow_id, c.sender_id from send_chunk c
    where c.state = 'leased' and c.lease_until >= clock_timestamp() and c.lane = any(lanes)
  ), waiting as (
    select n.workspace_id, n.id, n.lane, n.flow_id, n.sender_id, n.not_before, n.place,
      array_position(array['emergency', 'otp', 'transactional', 'conversational', 'marketing'], n.lane) as urgency,
      2 + least(62, floor(p.parts_per_second / 200))::integer as slots,
      (select count(*) from busy b where b.sender_id = n.sender_id) as sender_busy,
      (select count(*) from busy b where b.flow_id = n.flow_id) as flow_busy,
      (select count(*) from busy b where b.workspace_id = n.workspace_id) as workspace_busy
    from flow f
    cross join lateral (
      select c.*, row_number() over (order by c.not_before, c.id) as place from send_chunk c
      where c.state = 'ready' and c.lane = f.lane and c.flow_id = f.flow_id and c.not_before <= at and c.crashes < 10
      order by c.not_before, c.id limit most) n
    join workspace w on w.id = n.workspace_id
    join installed i on not 'none' in (i.sending, w.sending) and (n.lane <> 'marketing' or not 'no_marketing' in (i.sending, w.sending))
    join sender s on s.workspace_id = n.workspace_id and s.id = n.sender_id
      and (s.blocked_until is null or s.blocked_until <= clock_timestamp())
    join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
    join pace p on p.workspace_id = n.workspace_id and p.level = 'sender' and p.subject = n.sender_id::text
      and (n.lane <> 'marketing' or p.free_at < clock_timestamp() + interval '1 second')
    left join send_run r on r.workspace_id = n.workspace_id and r.id = n.run_id
    where (n.run_id is null or r.state = 'running')
      -- Its own account takes texts now, or one of its routes' does: which of them, and for whom, is decided text by text.
      and ((g.drained_since is null and g.id <> all(deaf) and (g.blocked_until is null or g.blocked_until <= clock_timestamp()))
        or exists (select from route t join gateway o on o.workspace_id = t.workspace_id and o.id = t.gateway_id
          where t.workspace_id = n.workspace_id and (t.sender_id = n.sender_id or t.sender_kind = s.kind)
            and o.drained_since is null and o.id <> all(deaf) and (o.blocked_until is null or o.blocked_until <= clock_timestamp())))
  ), fair as (
    select n.*, row_number() over (partition by n.sender_id order by n.urgency, n.flow_busy + n.place, n.not_before, n.id) as sender_place,
      row_number() over (partition by n.workspace_id order by n.urgency, n.flow_busy + n.place, ft.served_at nulls first, n.not_before, n.id) as workspace_place,
      ft.served_at as flow_served_at, wt.served_at as workspace_served_at
    from waiting n
    left join send_turn ft on ft.id = n.flow_id
    left join send_turn wt on wt.id = n.workspace_id
  ), chosen as (
    select c.workspace_id, c.id, c.flow_id from (
      select f.* from fair f where f.sender_busy + f.sender_place <= f.slots
      order by f.urgency, f.workspace_busy + f.workspace_place, f.workspace_served_at nulls first,
        f.flow_busy + f.place, f.flow_served_at nulls first, f.not_before, f.id
      limit most - (select count(*) from overdue)) f
    join send_chunk c on c.workspace_id = f.workspace_id and c.id = f.id and c.state = 'ready'
    for update of c skip locked
  ), served as (
    insert into send_turn (id, served_at)
    select t.id, clock_timestamp() from (select flow_id from chosen union select workspace_id from chosen) t (id) order by t.id
    on conflict (id) do update set served_at = excluded.served_at
  )
  update send_chunk c
  set state = 'leased', owner = worker, fence = nextval('send_fence_seq'),
      crashes = c.crashes + (c.state = 'leased')::integer,
      lease_until = clock_timestamp() + make_interval(secs => lease_ms / 1000.0)
  from (select overdue.workspace_id, overdue.id from overdue union all select chosen.workspace_id, chosen.id from chosen) due
  where c.workspace_id = due.workspace_id and c.id = due.id
  returning c.workspace_id, c.id, c.fence, c.sender_id, c.lane,
    case when c.is_recorded and c.lane <> 'marketing' then c.base_id end, case when c.is_recorded and c.lane <> 'marketing' then c.recipients end,
    case when c.is_recorded and c.lane <> 'marketing' and cardinality(c.recipients) = 1 then only_text_of(c.workspace_id, c.run_id, c.base_id) end;
end $function$;
alter function lease_send_chunks(text,timestamp with time zone,text[],integer,integer,uuid[]) owner to tidings_lease;
-- may be called by tidings_worker
