-- A lease of a single urgent text says in which program it goes to which number, so that a worker asks for its consent, and for all
-- else that could keep it, together with the chunk and not after it. Who asks must still find the same when the chunk is there.
grant select (workspace_id, number, purpose, parts) on message to tidings_lease;
grant select (program_id, brand_id, kind) on send_run to tidings_lease;

-- Apart from the statement that leases, which campaigns run too: theirs have nothing to do with texts on record.
create function only_text_of(workspace uuid, run uuid, text_id bigint) returns jsonb language plpgsql stable as $function$
begin
  return (
    select jsonb_build_object('runId', r.id, 'programId', r.program_id, 'brandId', r.brand_id, 'number', m.number, 'purpose', m.purpose,
      'parts', m.parts)
    from message m join send_run r on r.workspace_id = m.workspace_id and r.id = run and r.kind <> 'answer'
    where m.id = text_id and m.workspace_id = workspace);
end $function$;
revoke execute on function only_text_of(uuid, uuid, bigint) from public, tidings_app;
grant execute on function only_text_of(uuid, uuid, bigint) to tidings_lease;

drop function lease_send_chunks(text, timestamptz, text[], integer, integer, uuid[]);

create function lease_send_chunks(worker text, at timestamp with time zone, lanes text[], most integer, lease_ms integer, deaf uuid[])
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
grant create on schema public to tidings_lease;
alter function lease_send_chunks(text, timestamptz, text[], integer, integer, uuid[]) owner to tidings_lease;
revoke create on schema public from tidings_lease;
revoke execute on function lease_send_chunks(text, timestamptz, text[], integer, integer, uuid[]) from public, tidings_app;
grant execute on function lease_send_chunks(text, timestamptz, text[], integer, integer, uuid[]) to tidings_worker;
