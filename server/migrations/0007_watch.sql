-- What the service finds when it looks at itself, once a minute. One row a check; it belongs to the installation.
create table watch_reading (
  name text primary key,
  status text not null check (status in ('ok', 'warning', 'failed')),
  sentence text not null,
  -- What the next round goes on from, and what is shown as figures: ids and counts, nothing of people.
  figures jsonb not null default '{}',
  checked_at timestamptz not null default clock_timestamp(),
  -- When it came to be as it is.
  since timestamptz not null default clock_timestamp()
);
grant select, insert, update on watch_reading to tidings_worker;
grant select on watch_reading to tidings_app, tidings_readonly;

grant select on receipt_parked to tidings_lease;
create policy lease_reads on receipt_parked for select to tidings_lease using (true);
grant select (state) on sender to tidings_lease;
grant select (state) on gateway to tidings_lease;
grant select (urgent_at) on pace to tidings_lease;

grant create on schema public to tidings_lease;

-- What waits, by lane: due now, later (an hour that has not come), paused, or in a worker's hands. Two partial indexes
-- and no look at closed chunks. `at` is the business clock.
create function queue_by_lane(at timestamptz)
  returns table (lane text, state text, chunks bigint, texts bigint, oldest timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select q.lane, q.state, count(*), sum(q.texts)::bigint, min(q.not_before) from (
    select c.lane, cardinality(c.recipients) as texts, c.not_before,
      case when r.state = 'paused' then 'paused' when c.not_before > at then 'later' else 'due' end as state
    from send_chunk c left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id where c.state = 'ready'
    union all
    select c.lane, cardinality(c.recipients), c.not_before, 'leased' from send_chunk c where c.state = 'leased'
  ) q group by 1, 2
$$;
alter function queue_by_lane(timestamptz) owner to tidings_lease;

-- Numbers with texts that are due for longer than `rested_ms` although nobody has booked their pace for as long, and why:
-- sending books pace with every wave, so one that rests is one on which nobody works. Chunks whose work has ended ten
-- workers are set aside for a person, whatever else goes on.
create function resting_queues(at timestamptz, rested_ms integer)
  returns table (workspace_id uuid, sender_id uuid, gateway_id uuid, lane text, reason text, chunks bigint, oldest timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
alter function resting_queues(timestamptz, integer) owner to tidings_lease;

-- What is not settled: texts whose fate is unknown, still asked for or left so, and receipts for texts not on record.
create function open_questions()
  returns table (name text, count bigint, oldest timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when u.is_final then 'unknown_left' else 'unknown_asked' end, count(*), min(u.settle_at) from unknown_text u group by 1
  union all
  select 'receipts_parked', count(*), min(p.parked_at) from receipt_parked p
$$;
alter function open_questions() owner to tidings_lease;
revoke create on schema public from tidings_lease;

revoke execute on function queue_by_lane(timestamptz), resting_queues(timestamptz, integer), open_questions() from public;
grant execute on function queue_by_lane(timestamptz), resting_queues(timestamptz, integer), open_questions() to tidings_app, tidings_worker;

-- What is left of texts whose month is no longer kept: how many of a campaign came to what, so that reports still add up.
create table message_count (
  workspace_id uuid not null,
  campaign_id uuid not null,
  status text not null,
  reason text,
  is_accepted boolean not null,
  count bigint not null
);
create index message_count_campaign on message_count (workspace_id, campaign_id);
select fence_tenant_table('message_count'::regclass);
grant select on message_count to tidings_app, tidings_worker, tidings_readonly;

/*
 * Drops the texts of a month with its partition, once they are counted; returns how many counts that made. Null where there is no such
 * month, it is not two months old, or somebody in it still waits to be texted. Nothing is left behind for vacuum, as a deletion row by row would. The lock on `message` comes last and is held for the drop alone.
 */
create function drop_message_month(month date) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
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
    execute format('select exists (select from %I where status = ''queued'') or exists (select from send_chunk
      where workspace_id = $3 and state in (''ready'', ''leased'') and base_id >= $1 and base_id < $2)', part)
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
end $$;
revoke execute on function drop_message_month(date) from public;
grant execute on function drop_message_month(date) to tidings_worker;
