import { actorNameSql } from '../accounts/index.ts';
import { waitingForCodes } from '../dispatch/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { News } from './notification.queries.ts';

/**
 * What there is to tell, read from the tables of those whose it is. Each statement leaves out what was told already, so a
 * minute in which nothing happened finds nothing; a service that was off for hours tells what is still news when it is back. What
 * happened at an hour is told of that hour, and not of the one at which it was found.
 */
const statements: readonly string[] = [
  `select 'campaign.finished' as kind, c.id::text as key, 'cmp_' || replace(c.id::text, '-', '') as subject,
     jsonb_build_object('name', c.name) as facts, null::uuid[] as "to", c.finished_at as at
   from campaign c where c.workspace_id = $1 and c.status = 'finished' and c.finished_at > $2::timestamptz - interval '1 day'
     and not exists (select from notification n where n.workspace_id = $1 and n.kind = 'campaign.finished' and n.key = c.id::text)
   limit 100`,

  // A guard that trips again after somebody has let the campaign go on begins to count anew, so it is another time.
  `select 'campaign.paused' as kind, g.campaign_id || ':' || md5(g.since::text) as key, 'cmp_' || replace(g.campaign_id::text, '-', '') as subject,
     jsonb_build_object('name', c.name, 'why', regexp_replace(coalesce(g.sentence, ''), '^Paused by itself: ', '')) as facts,
     null::uuid[] as "to", g.looked_at as at
   from campaign_guard g join campaign c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
   where g.workspace_id = $1 and g.state = 'tripped' and c.status = 'paused'
     and not exists (select from notification n where n.workspace_id = $1 and n.kind = 'campaign.paused'
       and n.key = g.campaign_id || ':' || md5(g.since::text))
   limit 100`,

  // Told once for each time that a pool runs dry: codes that are added move its last place on. Whoever waits without a reason of
  // their own waits for the same, their turn has not come yet.
  `select 'coupons.empty' as kind, d.id || ':' || d.last_code as key, 'cmp_' || replace(d.id::text, '-', '') as subject,
     jsonb_build_object('name', d.name, 'waiting', d.waiting, 'got', (select count(*) from message m
       where m.workspace_id = $1 and m.campaign_id = d.id and m.accepted_at is not null)) as facts, null::uuid[] as "to"
   from (
     select c.id, c.name, w.waiting, (select coalesce(max(l.place), 0) from coupon_pool p cross join lateral (
         select max(k.place) as place from coupon_code k where k.workspace_id = $1 and k.pool_id = p.id) l
       where p.workspace_id = $1 and r.body || coalesce(r.texts::text, '') ~ ('\\{\\{\\s*coupon\\.' || p.name || '\\s*\\}\\}')) as last_code
     from campaign c join send_run r on r.workspace_id = c.workspace_id and r.id = c.id
     cross join lateral (
       select sum(cardinality(array_remove(k.recipients, 0)))::int as waiting, bool_or(k.held_reason = '${waitingForCodes}' and k.not_before > $2::timestamptz) as is_dry
       from send_chunk k where k.workspace_id = $1 and k.run_id = c.id and k.state = 'ready') w
     where c.workspace_id = $1 and c.status in ('sending', 'testing') and w.is_dry) d
   where not exists (select from notification n where n.workspace_id = $1 and n.kind = 'coupons.empty' and n.key = d.id || ':' || d.last_code)
   limit 100`,

  // To everybody who wrote any of it, or made the key that did; whoever said it knows.
  `select 'approval.answered' as kind, a.campaign_id || ':' || a.id as key, 'cmp_' || replace(a.campaign_id::text, '-', '') as subject,
     jsonb_build_object('name', c.name, 'by', coalesce(n.name, 'Somebody'), 'state', a.verdict, 'note', coalesce(a.note, '')) as facts,
     array(select coalesce(k.created_by, case when w.actor like 'member:%' then substr(w.actor, 8)::uuid end)
       from unnest(c.authors || c.created_by) as w (actor)
       left join api_key k on k.workspace_id = $1 and w.actor = 'key:' || k.id
       where w.actor like 'member:%' or k.created_by is not null) as "to", a.given_at as at
   from campaign_approval a join campaign c on c.workspace_id = a.workspace_id and c.id = a.campaign_id
     left join account n on n.id = a.account_id
   where a.workspace_id = $1 and a.given_at > $2::timestamptz - interval '1 day'
     and not exists (select from notification n where n.workspace_id = $1 and n.kind = 'approval.answered'
       and n.key = a.campaign_id || ':' || a.id)
   limit 100`,

  // Where nothing is promised, half an hour is what people wait before they call.
  `select 'reply.waiting' as kind, s.conversation_id || ':' || extract(epoch from s.waits_since)::bigint as key,
     'cnv_' || s.conversation_id as subject,
     jsonb_build_object('minutes', greatest(1, floor(extract(epoch from $2::timestamptz - s.waits_since) / 60))::int) as facts,
     case when s.assignee_id is null then null else array[s.assignee_id] end as "to"
   from conversation_state s
   where s.workspace_id = $1 and s.state = 'open' and s.waits_since is not null
     and s.waits_since > $2::timestamptz - interval '7 days'
     and (s.is_overdue or (s.due_at is null and s.waits_since < $2::timestamptz - interval '30 minutes'))
     and not exists (select from notification n where n.workspace_id = $1 and n.kind = 'reply.waiting'
       and n.key = s.conversation_id || ':' || extract(epoch from s.waits_since)::bigint)
   limit 100`,

  `select 'reply.mention' as kind, m.event_id || ':' || m.account_id as key, 'cnv_' || e.conversation_id as subject,
     jsonb_build_object('by', ${actorNameSql('e.actor')}) as facts, array[m.account_id] as "to", e.at
   from conversation_mention m join conversation_event e on e.workspace_id = m.workspace_id and e.id = m.event_id
   where m.workspace_id = $1 and m.seen_at is null and e.at > $2::timestamptz - interval '1 day'
     and not exists (select from notification n where n.workspace_id = $1 and n.kind = 'reply.mention'
       and n.key = m.event_id || ':' || m.account_id)
   limit 100`,

  `select case i.status when 'failed' then 'import.failed' else 'import.finished' end as kind, i.id::text as key,
     'imp_' || replace(i.id::text, '-', '') as subject, jsonb_build_object('file', i.file_name, 'rows', i.rows_done) as facts,
     (select array[m.account_id] from member m where m.workspace_id = $1 and i.created_by = 'member:' || m.account_id) as "to",
     coalesce(i.imported_at, i.checked_at) as at
   from import i where i.workspace_id = $1 and i.status in ('imported', 'failed')
     and coalesce(i.imported_at, i.checked_at, i.created_at) > $2::timestamptz - interval '1 day'
     and not exists (select from notification n where n.workspace_id = $1 and n.key = i.id::text
       and n.kind = case i.status when 'failed' then 'import.failed' else 'import.finished' end)
   limit 100`,

  // By the clock of the database, as states are kept. A carrier that was away for seconds is nobody's news.
  `select 'gateway.down' as kind, g.id || ':' || extract(epoch from g.state_since)::bigint as key,
     'gtw_' || replace(g.id::text, '-', '') as subject, jsonb_build_object('name', g.name, 'state', g.state) as facts,
     null::uuid[] as "to"
   from gateway g where g.workspace_id = $1 and g.state <> 'ok'
     and (g.state <> 'unreachable' or g.state_since < clock_timestamp() - interval '1 minute')
     and not exists (select from notification n where n.workspace_id = $1 and n.kind = 'gateway.down'
       and n.key = g.id || ':' || extract(epoch from g.state_since)::bigint)
   limit 100`,

  // A week before, and once more on the last day.
  `select 'request.due' as kind, r.id || ':' || r.days as key, 'drq_' || replace(r.id::text, '-', '') as subject,
     jsonb_build_object('day', to_char(r.due_at at time zone w.time_zone, 'YYYY-MM-DD')) as facts, null::uuid[] as "to"
   from (select *, case when due_at < $2::timestamptz + interval '1 day' then 1 else 7 end as days from data_request
     where workspace_id = $1 and status in ('received', 'verified') and due_at < $2::timestamptz + interval '7 days') r
     join workspace w on w.id = $1
   where not exists (select from notification n where n.workspace_id = $1 and n.kind = 'request.due' and n.key = r.id || ':' || r.days)
   limit 100`,

  // Two weeks before, and once more on the last two days. One that has been exchanged for another may end.
  `select 'key.expiring' as kind, k.id || ':' || k.days as key, 'key_' || replace(k.id::text, '-', '') as subject,
     jsonb_build_object('name', k.name, 'day', to_char(k.expires_at at time zone w.time_zone, 'YYYY-MM-DD')) as facts,
     null::uuid[] as "to"
   from (select workspace_id, id, name, expires_at, case when expires_at < $2::timestamptz + interval '2 days' then 2 else 14 end as days
     from api_key where workspace_id = $1 and revoked_at is null and replaced_by is null
       and expires_at > $2::timestamptz and expires_at < $2::timestamptz + interval '14 days') k join workspace w on w.id = $1
   where not exists (select from notification n where n.workspace_id = $1 and n.kind = 'key.expiring' and n.key = k.id || ':' || k.days)
   limit 100`,
];

export async function gatherNews(tx: Tx, now: Date): Promise<News[]> {
  const found: News[] = [];
  for (const statement of statements) {
    // Those that go by the clock of the database, or by none, take no hour.
    const values = statement.includes('$2') ? [tx.workspaceId, now] : [tx.workspaceId];
    found.push(...(await tx.query<News & Record<string, unknown>>(statement, values)).rows);
  }
  return found;
}

/** What was told before, of these keys. */
export async function listTold(tx: Tx, kind: string, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ key: string }>(
    'select key from notification where workspace_id = $1 and kind = $2 and key = any($3::text[])',
    [tx.workspaceId, kind, keys],
  );
  return new Set(rows.map(({ key }) => key));
}
