-- Dispatch at full speed: lanes that do not wait for one another, fairness between workspaces and campaigns, a pace at
-- every level that a carrier counts at, single texts by the thousand, and switches that stop all of it.

-- Direct texts (one by one, from programs or people) travel in a run of their own for each program and sender: it says
-- whose consent is asked, and it is what they take turns by. It never ends.
alter table send_run add column kind text not null default 'campaign' check (kind in ('campaign', 'direct'));
alter table send_run alter column body drop not null;
create unique index send_run_direct on send_run (workspace_id, program_id, sender_id) where kind = 'direct';

-- A recorded chunk holds texts that are on record already, queued, with their words and numbers: direct texts, answers to
-- replies, and texts that are sent again. `flow_id` is what takes turns: the run, or the sender where there is no run.
alter table send_chunk add column is_recorded boolean not null default false;
alter table send_chunk add column flow_id uuid;
update send_chunk set is_recorded = payload is not null, flow_id = coalesce(run_id, sender_id);
alter table send_chunk alter column flow_id set not null;
alter table send_chunk drop column payload;
drop index send_chunk_ready;
create index send_chunk_ready on send_chunk (lane, flow_id, not_before, id) where state = 'ready';
create index send_chunk_texts on send_chunk (workspace_id, base_id);
-- A queue's rows die young. Left to the usual fifth of the table, the dead ones would be what a worker looks for work among.
alter table send_chunk set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
alter table send_intent set (autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_vacuum_cost_delay = 0);

-- Whose turn was when, across all workers. Losing it in a crash costs nothing but one unfair moment.
create unlogged table send_turn (
  id uuid primary key,
  served_at timestamptz not null
) with (fillfactor = 50);

-- A pace in parts a second, for all workers of all machines: `free_at` is the instant at which the next part may leave.
-- Urgent texts (OTP, transactional, answers) keep a queue of their own in `urgent_at`, which runs at nine tenths of the
-- rate, and push `free_at` on as they go: they do not wait for a campaign, and cannot starve it either.
create table pace (
  workspace_id uuid not null,
  level text not null check (level in ('sender', 'registration', 'gateway', 'workspace', 'campaign')),
  subject text not null,
  parts_per_second double precision not null check (parts_per_second > 0),
  free_at timestamptz not null default '-infinity',
  urgent_at timestamptz not null default '-infinity',
  primary key (workspace_id, level, subject)
) with (fillfactor = 50);
insert into pace (workspace_id, level, subject, parts_per_second, free_at)
  select workspace_id, 'sender', id::text, parts_per_second, next_free_at from sender;
alter table sender drop column next_free_at;
alter table sender drop column parts_per_second;

-- What a carrier counts together beyond one number: the campaign under which a brand's numbers are registered, counted by
-- each carrier for itself. A number whose carrier nobody knows counts with all of them.
alter table sender add column registration text check (registration <> '');
alter table contact add column carrier text check (carrier <> '');

-- The breaker of one number: a carrier that does not know it refuses its texts, and no others.
alter table sender add column state text not null default 'ok' check (state in ('ok', 'misconfigured'));
alter table sender add column state_detail text;
alter table sender add column state_since timestamptz not null default now();
alter table sender add column blocked_until timestamptz;

-- Switches. `no_marketing` lets what people asked for go on; `none` stops everything, texts that are leased included.
alter table workspace add column sending text not null default 'all' check (sending in ('all', 'no_marketing', 'none'));
update workspace set sending = 'none' where is_sending_stopped;
revoke select (is_sending_stopped) on workspace from tidings_lease;
alter table workspace add column countries text[];
alter table installation add column sending text not null default 'all' check (sending in ('all', 'no_marketing', 'none'));
-- Set when the database may be older than what the carriers have seen (a restored backup, a copied folder): nothing leaves
-- until a person has decided what becomes of the texts whose fate nobody here can know.
alter table installation add column held_reason text;
alter table installation add column held_at timestamptz;

-- When the carrier said "sent"; what the sender of a direct text wants to find again; until when it is of use.
alter table message add column sent_at timestamptz;
alter table message add column metadata jsonb;

-- Ids of campaigns and of people are unique by themselves, and row security stands before every look: shorter keys, a
-- tenth less written for each text.
drop index message_campaign;
create index message_campaign on message (campaign_id, id) where campaign_id is not null;
drop index message_contact;
create index message_contact on message (contact_id, id) where contact_id is not null;

-- What is out of the ordinary in the life of a text. An ordinary one is told by its own row and has none of these.
create table message_event (
  workspace_id uuid not null,
  message_id bigint not null,
  at timestamptz not null,
  kind text not null check (kind in ('returned', 'unknown', 'asked', 'resent', 'closed', 'receipt', 'cancelled')),
  reason text,
  detail text
);
create index message_event_text on message_event (workspace_id, message_id);

-- What becomes of a text whose fate the carrier cannot tell, fixed when it became unknown: left as it is, or, where
-- arriving twice harms less than not at all (a password, an alarm), sent once more.
alter table unknown_text add column policy text not null default 'leave' check (policy in ('leave', 'resend'));
alter table unknown_text add column run_id uuid;

select fence_tenant_table('pace'::regclass), fence_tenant_table('message_event'::regclass);
grant select, insert, update, delete on pace to tidings_app, tidings_worker;
grant select, insert on message_event to tidings_app, tidings_worker;
grant select on pace, message_event to tidings_readonly;
grant select, insert, update on send_turn to tidings_lease;
grant select (sending, held_reason) on installation to tidings_lease;
grant select (id, sending) on workspace to tidings_lease;
grant select (blocked_until) on sender to tidings_lease;
grant select (workspace_id, level, subject, parts_per_second, free_at) on pace to tidings_lease;
create policy lease_reads on pace for select to tidings_lease using (true);

grant create on schema public to tidings_lease;
drop function lease_send_chunks(text, timestamptz, integer, integer);

/*
 * Takes up to `most` chunks of these lanes. Overdue leases come first (their owner died or stood still), whatever has been
 * stopped since: what their worker announced must be asked for by name. Then the flows with work take turns: fewest chunks
 * in work first, and of equals the one that was served longest ago, by workspace and within it by flow. A slow number gets
 * two chunks at a time, so that the third does not wait in somebody's hands; a number whose queue at the carrier is full
 * for the next second gets none. `deaf` are gateways to which this worker has no line. Chunks whose work has ended ten
 * workers are left alone, for a person to look at. `at` is the business clock; leases run on the database's own.
 *
 * In plpgsql because that keeps the plan: as a plain SQL function it was planned at each call, which took 15 ms of its 22.
 */
create function lease_send_chunks(worker text, at timestamptz, lanes text[], most integer, lease_ms integer, deaf uuid[])
  returns table (workspace_id uuid, id bigint, fence bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
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
      array_position(array['otp', 'transactional', 'conversational', 'marketing'], n.lane) as urgency,
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
    join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id and g.id <> all(deaf)
      and (g.blocked_until is null or g.blocked_until <= clock_timestamp())
    join pace p on p.workspace_id = n.workspace_id and p.level = 'sender' and p.subject = n.sender_id::text
      and (n.lane <> 'marketing' or p.free_at < clock_timestamp() + interval '1 second')
    left join send_run r on r.workspace_id = n.workspace_id and r.id = n.run_id
    where n.run_id is null or r.state = 'running'
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
  returning c.workspace_id, c.id, c.fence;
end $$;
alter function lease_send_chunks(text, timestamptz, text[], integer, integer, uuid[]) owner to tidings_lease;

-- Accounts whose carriers report over the line that texts leave on: a worker keeps those lines open, whether or not it sends.
create function gateways_of_kinds(kinds text[]) returns table (workspace_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select g.workspace_id, g.id from gateway g where g.kind = any(kinds) $$;
alter function gateways_of_kinds(text[]) owner to tidings_lease;
revoke execute on function gateways_of_kinds(text[]) from public;
grant execute on function gateways_of_kinds(text[]) to tidings_worker;

-- Each question leaves twice as much time for the next, up to 256 times: a carrier may be away for an hour.
drop function lease_unknown_texts(integer, integer);
create function lease_unknown_texts(most integer, retry_ms integer)
  returns table (workspace_id uuid, message_id bigint, run_id uuid, policy text, tries integer, resends smallint, fence bigint)
  language sql volatile security definer set search_path = public, pg_temp as $$
  with due as (
    select u.workspace_id, u.message_id from unknown_text u
    where not u.is_final and u.settle_at <= clock_timestamp()
    order by u.settle_at limit most for update skip locked
  )
  update unknown_text u set tries = u.tries + 1, fence = nextval('send_fence_seq'),
    settle_at = clock_timestamp() + make_interval(secs => retry_ms / 1000.0 * 2 ^ least(u.tries, 8))
  from due where u.workspace_id = due.workspace_id and u.message_id = due.message_id
  returning u.workspace_id, u.message_id, u.run_id, u.policy, u.tries, u.resends, u.fence
$$;
alter function lease_unknown_texts(integer, integer) owner to tidings_lease;
revoke execute on function lease_unknown_texts(integer, integer) from public, tidings_app;
grant execute on function lease_unknown_texts(integer, integer) to tidings_worker;
revoke create on schema public from tidings_lease;
revoke execute on function lease_send_chunks(text, timestamptz, text[], integer, integer, uuid[]) from public, tidings_app;
grant execute on function lease_send_chunks(text, timestamptz, text[], integer, integer, uuid[]) to tidings_worker;

alter table workspace drop column is_sending_stopped;
