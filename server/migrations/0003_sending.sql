-- From a launched campaign to a phone, and back.

create table gateway (
  workspace_id uuid not null references workspace,
  id uuid not null unique,
  kind text not null,
  name text not null,
  settings jsonb not null default '{}',
  sealed_secret bytea,
  state text not null default 'ok' check (state in ('ok', 'unreachable', 'misconfigured', 'no_funds')),
  state_detail text,
  state_since timestamptz not null default now(),
  blocked_until timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- next_free_at is the pace: the instant at which the number may send its next part (a virtual-scheduling bucket).
create table sender (
  workspace_id uuid not null,
  id uuid not null,
  gateway_id uuid not null,
  number text not null,
  kind text not null check (kind in ('long_code', 'toll_free', 'short_code', 'alphanumeric')),
  parts_per_second double precision not null check (parts_per_second > 0),
  next_free_at timestamptz not null default '-infinity',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, gateway_id) references gateway
);

create table campaign (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  program_id uuid not null,
  sender_id uuid not null,
  body text not null,
  include jsonb not null,
  exclude jsonb not null default '{"lists":[],"tags":[]}',
  status text not null default 'draft' check (status in ('draft', 'checked', 'sending', 'paused', 'stopped', 'finished')),
  content_hash bytea,
  estimate jsonb,
  audience jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  launched_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, program_id) references program,
  foreign key (workspace_id, sender_id) references sender
);
create index campaign_newest on campaign (workspace_id, created_at desc, id);

-- Who was in the audience and was left out at launch, and why. Everybody else is in a chunk.
create table campaign_exclusion (
  workspace_id uuid not null,
  campaign_id uuid not null,
  contact_id bigint not null,
  reason text not null,
  primary key (workspace_id, campaign_id, contact_id)
);

-- What dispatch needs to know of a launch. Its state is read FOR SHARE with every intent: pause acts at once.
create table send_run (
  workspace_id uuid not null references workspace,
  id uuid not null,
  program_id uuid not null,
  brand_id uuid not null,
  purpose text not null,
  sender_id uuid not null,
  body text not null,
  state text not null check (state in ('running', 'paused', 'stopped', 'done')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- A message id is day << 36 | block << 10 | position: one column orders, partitions and tells the day, and a chunk of
-- up to 1,024 texts reserves one block with one nextval. 17 bits of days since 2020 keep it inside 2^53.
create sequence message_block_seq as bigint minvalue 0 start 0 maxvalue 67108863 cycle;

create function message_day_floor(day date) returns bigint language sql immutable
  as $$ select (day - date '2020-01-01')::bigint << 36 $$;

create function next_message_block() returns bigint language sql volatile
  as $$ select message_day_floor((clock_timestamp() at time zone 'utc')::date) | (nextval('message_block_seq') << 10) $$;

-- Up to 1,024 contacts that go out together. `recipients` never changes its order: position + base_id is the id of the
-- text. A position set to 0 has moved to a later chunk (held) and has no text here. A single text outside of any run has
-- its words and its number in `payload`; its recipient is -1 when the number is nobody's contact. After `not_after`, by the
-- database's own clock, a single text is dropped: the confirmation of a STOP is presumed wanted for five minutes only.
create table send_chunk (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  run_id uuid,
  lane text not null check (lane in ('otp', 'transactional', 'conversational', 'marketing')),
  sender_id uuid not null,
  payload jsonb,
  base_id bigint not null,
  recipients bigint[] not null,
  not_before timestamptz not null,
  not_after timestamptz,
  held_reason text,
  state text not null default 'ready' check (state in ('ready', 'leased', 'done', 'stopped')),
  owner text,
  fence bigint not null default 0,
  lease_until timestamptz,
  crashes integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
) with (fillfactor = 70);
create index send_chunk_ready on send_chunk (lane, not_before) where state = 'ready';
create index send_chunk_leased on send_chunk (lease_until) where state = 'leased';
create index send_chunk_run on send_chunk (workspace_id, run_id);
create sequence send_fence_seq;

-- The durable word before the first byte: these positions may be on the wire from now on. A position with an intent
-- and no text after its worker died is exactly what is unknown.
create table send_intent (
  workspace_id uuid not null,
  chunk_id bigint not null,
  fence bigint not null,
  batch integer not null,
  positions smallint[] not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, chunk_id, fence, batch)
);

-- One text. Written once, with its outcome; receipts move it on. Status stands in no index, so receipts stay HOT.
create table message (
  id bigint not null,
  workspace_id uuid not null,
  campaign_id uuid,
  contact_id bigint,
  sender_id uuid not null,
  number text not null,
  purpose text not null,
  kind text not null check (kind in ('campaign', 'auto', 'direct', 'test')),
  body text not null,
  parts smallint not null,
  status text not null check (status in ('queued', 'accepted', 'sent', 'delivered', 'undelivered', 'failed', 'rejected',
    'expired', 'suppressed', 'unknown')),
  reason text,
  reason_detail text,
  held_reason text,
  provider_id text,
  consent_event_id bigint,
  queued_at timestamptz not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  final_at timestamptz,
  primary key (id)
) partition by range (id);
create index message_provider on message using hash (provider_id);
create index message_campaign on message (workspace_id, campaign_id, id) where campaign_id is not null;
create index message_contact on message (workspace_id, contact_id, id) where contact_id is not null;

create table message_default partition of message default with (fillfactor = 85);

-- Months are made ahead by the service; whatever has none lands in the default partition and nothing is refused.
create function ensure_message_partition(month date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date := date_trunc('month', month);
  part text := 'message_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(part) is null then
    execute format('create table %I partition of message for values from (%s) to (%s) with (fillfactor = 85)', part,
      message_day_floor(first), message_day_floor((first + interval '1 month')::date));
    perform fence_tenant_table(part::regclass);
  end if;
exception when check_violation then
  -- Texts of this month are in the default partition already; there the rest of the month follows them.
  raise warning 'message % stays in the default partition', to_char(first, 'YYYY-MM');
end $$;
select ensure_message_partition((now() + make_interval(months => m))::date) from generate_series(0, 2) m;

-- Texts whose answer was lost, until the carrier has been asked or cannot be. The fence tells whose question is the last:
-- an answer that was overtaken by another's decides nothing. `resends` bounds what a carrier with a broken list can cause.
create table unknown_text (
  workspace_id uuid not null references workspace,
  message_id bigint not null,
  sender_id uuid not null,
  settle_at timestamptz not null,
  tries integer not null default 0,
  resends smallint not null default 0,
  fence bigint not null default 0,
  is_final boolean not null default false,
  primary key (workspace_id, message_id)
);
create index unknown_text_due on unknown_text (settle_at) where not is_final;

-- Receipts that came before the answer to the submission had been recorded. Each is tried again after as long as it has
-- waited already, so that one for nobody's text costs a score of tries in its day and not one every half second.
create table receipt_parked (
  workspace_id uuid not null,
  message_id bigint,
  provider_id text not null,
  status text not null,
  reason text,
  reason_detail text,
  occurred_at timestamptz not null,
  parked_at timestamptz not null default clock_timestamp(),
  retry_at timestamptz not null default clock_timestamp()
);
create index receipt_parked_due on receipt_parked (workspace_id, retry_at);

create table inbound_message (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  gateway_id uuid not null,
  provider_id text not null,
  sender_id uuid,
  contact_id bigint,
  number text not null,
  body text not null,
  intent text not null check (intent in ('stop', 'start', 'help', 'confirm', 'other')),
  matched_by text,
  campaign_id uuid,
  -- The one automatic answer this reply got (a message id); none where the rules allow none.
  answer_id bigint,
  received_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, gateway_id, provider_id)
);
-- By number and not by contact: people who are nobody's contact write too, and ask twice.
create index inbound_message_number on inbound_message (workspace_id, number, id);
create index inbound_message_campaign on inbound_message (workspace_id, campaign_id, id) where campaign_id is not null;

select fence_tenant_table(t) from unnest(array['gateway', 'sender', 'campaign', 'campaign_exclusion', 'send_run',
  'send_chunk', 'send_intent', 'message', 'message_default', 'unknown_text', 'receipt_parked', 'inbound_message']::regclass[]) t;

-- What was sent, to whom it was not and what came back is evidence: it is moved on and never removed.
grant select, insert, update on gateway, sender, campaign, campaign_exclusion, send_run, send_chunk, send_intent, message,
  inbound_message to tidings_app, tidings_worker;
grant select, insert, update, delete on unknown_text, receipt_parked to tidings_app, tidings_worker;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
grant select on all tables in schema public to tidings_readonly;
revoke select on session, api_key, account, installation from tidings_readonly;

-- Work is found across workspaces by these functions alone; they return ids, and the worker then enters one workspace.
grant select (workspace_id, id), select (kind), select (blocked_until) on gateway to tidings_lease;
grant select (workspace_id, id, gateway_id) on sender to tidings_lease;
grant select (workspace_id, id, state) on send_run to tidings_lease;
grant select (id, is_sending_stopped) on workspace to tidings_lease;
grant select, update on send_chunk, unknown_text to tidings_lease;
grant usage on sequence send_fence_seq to tidings_lease;
create policy lease_reads on gateway for select to tidings_lease using (true);
create policy lease_reads on sender for select to tidings_lease using (true);
create policy lease_reads on send_run for select to tidings_lease using (true);
create policy lease_works on send_chunk for all to tidings_lease using (true);
create policy lease_works on unknown_text for all to tidings_lease using (true);

create function workspace_of_gateway(wanted uuid) returns uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select workspace_id from gateway where id = wanted $$;

-- Overdue leases go back first (their owner died or stood still), then the next chunks are taken, OTP before marketing
-- and, within a lane, the oldest hour first. `at` is the business clock, leases run on the database's own.
create function lease_send_chunks(worker text, at timestamptz, most integer, lease_ms integer)
  returns table (workspace_id uuid, id bigint, fence bigint)
  language sql volatile security definer set search_path = public, pg_temp as $$
  with due as (
    select c.workspace_id, c.id
    from send_chunk c
    join workspace w on w.id = c.workspace_id
    join sender s on s.workspace_id = c.workspace_id and s.id = c.sender_id
    join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
      and (g.blocked_until is null or g.blocked_until <= clock_timestamp())
    left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
    -- An overdue lease is taken up whatever has been stopped since: what its worker announced must be asked for by name.
    where (c.state = 'leased' and c.lease_until < clock_timestamp())
       or (c.state = 'ready' and c.not_before <= at and not w.is_sending_stopped and (c.run_id is null or r.state = 'running'))
    order by array_position(array['otp', 'transactional', 'conversational', 'marketing'], c.lane), c.not_before, c.id
    limit most
    for update of c skip locked
  )
  update send_chunk c
  set state = 'leased', owner = worker, fence = nextval('send_fence_seq'),
      crashes = c.crashes + (c.state = 'leased')::integer,
      lease_until = clock_timestamp() + make_interval(secs => lease_ms / 1000.0)
  from due where c.workspace_id = due.workspace_id and c.id = due.id
  returning c.workspace_id, c.id, c.fence
$$;

-- The next moment at which a held chunk may go; a rehearsal clock jumps there.
create function next_send_at(after timestamptz) returns timestamptz
  language sql stable security definer set search_path = public, pg_temp
  as $$ select min(c.not_before) from send_chunk c
        left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
        where c.state = 'ready' and c.not_before > after and (c.run_id is null or r.state = 'running') $$;

-- Each question leaves twice as much time for the next, up to 256 times: a carrier may be away for an hour.
create function lease_unknown_texts(most integer, retry_ms integer)
  returns table (workspace_id uuid, message_id bigint, tries integer, resends smallint, fence bigint)
  language sql volatile security definer set search_path = public, pg_temp as $$
  with due as (
    select u.workspace_id, u.message_id from unknown_text u
    where not u.is_final and u.settle_at <= clock_timestamp()
    order by u.settle_at limit most for update skip locked
  )
  update unknown_text u set tries = u.tries + 1, fence = nextval('send_fence_seq'),
    settle_at = clock_timestamp() + make_interval(secs => retry_ms / 1000.0 * 2 ^ least(u.tries, 8))
  from due where u.workspace_id = due.workspace_id and u.message_id = due.message_id
  returning u.workspace_id, u.message_id, u.tries, u.resends, u.fence
$$;

revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to tidings_app, tidings_worker;
revoke execute on function fence_tenant_table(regclass) from tidings_app, tidings_worker;
-- Who answers people and programs has no business taking work that is to be sent.
revoke execute on function lease_send_chunks(text, timestamptz, integer, integer), lease_unknown_texts(integer, integer)
  from tidings_app;
grant execute on function current_workspace() to tidings_readonly, tidings_lease;

-- Functions that see across workspaces belong to the role that may, and to no other.
grant create on schema public to tidings_lease;
alter function list_workspace_ids() owner to tidings_lease;
alter function workspaces_of_account(uuid) owner to tidings_lease;
alter function find_api_key(bytea) owner to tidings_lease;
alter function workspace_of_gateway(uuid) owner to tidings_lease;
alter function lease_send_chunks(text, timestamptz, integer, integer) owner to tidings_lease;
alter function next_send_at(timestamptz) owner to tidings_lease;
alter function lease_unknown_texts(integer, integer) owner to tidings_lease;
revoke create on schema public from tidings_lease;
