-- Texts of a number on which a legal hold stands are evidence: their month stays until the hold is lifted, however long texts are kept.
-- The function is that of 0007 but for this question.
create or replace function drop_message_month(month date) returns bigint
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
end $$;
