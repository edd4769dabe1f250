import { areaCodes, areaOfCode } from '@tidings/policy/places';
import { countryOfNumber } from '@tidings/sms/countries';
import pg from 'pg';
import { enrol, type Stage } from '../../e2e/stage/stage.ts';
import { systemScope } from '../../server/src/accounts/index.ts';
import { createList, createProgram, ensureContactFields } from '../../server/src/contacts/index.ts';

const atOnce = 250_000;

/** A workspace with so many people, five times as many events over a year, a text for each of half of them, and some replies. */
export async function settleSegmentPeople(
  stage: Stage,
  people: number,
  say: (sentence: string) => void,
): Promise<string> {
  const { ctx } = stage;
  const { workspaceId, sender } = await enrol(ctx, 0);
  const scope = systemScope(workspaceId, 'bench');
  const program = await createProgram(ctx, scope, {
    ...{ name: 'Offers', purpose: 'marketing', brandName: 'Harbor', helpContact: 'help@example.com' },
    ...{ textsPerMonth: 4, disclosure: 'You agree to 4 texts a month from Harbor.' },
  });
  const list = await createList(ctx, scope, { name: 'Guests' });
  await ctx.db.tx(workspaceId, (tx) =>
    ensureContactFields(tx, [
      { name: 'city', label: 'City', kind: 'text' },
      { name: 'points', label: 'Points', kind: 'number' },
      { name: 'newsletter', label: 'Newsletter', kind: 'boolean' },
      { name: 'birth_date', label: 'Birth date', kind: 'date' },
    ]),
  );
  const codes = areaCodes.filter((code) => countryOfNumber(`+1${code}5550100`) === 'US');
  const states = codes.map((code) => areaOfCode(code)?.region ?? 'NY');
  const client = new pg.Client({ connectionString: stage.embedded.superuserUrl });
  await client.connect();
  try {
    await client.query(
      `insert into event_name (workspace_id, name, first_seen_at) select $1, n, now() from unnest(array['visit', 'order.placed', 'cart.left']) n`,
      [workspaceId],
    );
    await client.query(
      `select ensure_event_month((now() - make_interval(months => m))::date) from generate_series(0, 13) m`,
    );
    for (let first = 0; first < people; first += atOnce) {
      say(`people ${first} to ${Math.min(first + atOnce, people)}, and what they did`);
      const last = Math.min(first + atOnce, people) - 1;
      const { rows } = await client.query<{ least: string }>(insertPeople, [
        workspaceId,
        first,
        last,
        codes,
        states,
        program.id,
        list.id,
      ]);
      const base = Number(rows[0]?.least ?? 0);
      await client.query(insertEvents, [workspaceId, base, last - first + 1]);
      await client.query(insertTexts, [workspaceId, sender.id, base, last - first + 1]);
    }
    say('totals and statistics');
    await client.query(insertTotals, [workspaceId]);
    for (const table of [
      'contact',
      'contact_tag',
      'list_member',
      'consent',
      'consent_event',
      'custom_event',
      'custom_event_total',
      'message',
      'inbound_message',
    ])
      await client.query(`vacuum analyze ${table}`);
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
  return workspaceId;
}

const insertPeople = `with made as (
    insert into contact (workspace_id, number, first_name, country, region, fields, created_at)
    select $1, '+1' || ($4::text[])[n % cardinality($4) + 1] || '555' || lpad((n / cardinality($4))::text, 4, '0'),
      (array['Ana', 'José', 'Zoë', 'Ben', '李', 'Dana', 'Ines', 'Kofi'])[n % 8 + 1], 'US', case when n % 3 > 0 then ($5::text[])[n % cardinality($5) + 1] end,
      jsonb_build_object('city', (array['Austin', 'Dallas', 'Miami', 'Boston', 'Reno', 'Salem', 'Utica', 'Provo', 'Macon', 'Tulsa'])[(hashint4(n) & 7) + 1],
        'points', ((n::bigint * 7919) % 1000)::text, 'newsletter', (n % 2 = 0)::text, 'birth_date', (date '1950-01-01' + (hashint4(n) & 16383))::text),
      now() - make_interval(days => n % 700)
    from generate_series($2::int, $3::int) n returning id, number),
  numbered as materialized (select id, number, row_number() over (order by id) as n from made),
  tags as (insert into contact_tag (workspace_id, tag, contact_id) select $1, 'vip', id from numbered where n % 10 = 0
    union all select $1, 'staff', id from numbered where n % 200 = 0),
  listed as (insert into list_member (workspace_id, list_id, contact_id) select $1, $7::uuid, id from numbered where n % 10 < 3),
  events as (
    insert into consent_event (workspace_id, id, number, contact_id, brand_id, program_id, type, method, occurred_at, recorded_at, actor, prev_hash, hash)
    select $1, id, number, id, $6, $6, 'opt_in', 'api', now() - make_interval(days => (n % 600)::int), now(), 'bench', '', '' from numbered),
  agreed as (
    insert into consent (workspace_id, program_id, number, contact_id, status, event_id, event_at, level)
    select $1, $6::uuid, number, id, case when n % 20 = 0 then 'opted_out' else 'opted_in' end, id, now() - make_interval(days => (n % 600)::int), case when n % 3 = 0 then 'pewc' else 'pewc_attested' end from numbered)
  select min(id)::text as least from made`;

// Five for each on average, and for some many more: the square of an even draw.
const insertEvents = `insert into custom_event (workspace_id, name_id, contact_id, occurred_at, key, value, properties, received_at)
  select $1, n.id, $2::bigint + floor($3::int * random() * random())::bigint, e.at, gen_random_uuid(), case when e.kind = 2 then round((random() * 90)::numeric, 2) end,
    jsonb_build_object('sku', 'SKU-' || floor(random() * 500)::int, 'channel', 'web'), now()
  from (select 1 + (g % 20 >= 11)::int + (g % 20 >= 17)::int as kind, now() - random() * interval '365 days' as at from generate_series(1, $3::int * 5) g) e
  join (select id, row_number() over (order by id) as kind from event_name where workspace_id = $1) n using (kind)`;

const insertTexts = `with texts as (
    insert into message (id, workspace_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at, accepted_at, final_at)
    select (next_message_block() | (g % 1000)), $1, $3::bigint + (g * 2) % $4::int, $2::uuid, '+15125550100', 'marketing', 'campaign', 'Harbor: the winter sale opens on Saturday. Reply STOP to opt out', 1,
      case when g % 30 = 0 then 'undelivered' else 'delivered' end, at, at, at
    from (select g, now() - (g % 60) * interval '1 day' as at from generate_series(1, $4::int / 2) g) t)
  insert into inbound_message (workspace_id, gateway_id, provider_id, contact_id, number, body, intent, received_at)
  select $1, $1, 'bench ' || id, id, number, 'Thanks', 'other', now() - (id % 200) * interval '1 day'
  from contact where workspace_id = $1 and id >= $3::bigint and id < $3::bigint + $4::int and id % 20 = 0`;

const insertTotals = `insert into custom_event_total (workspace_id, name_id, contact_id, events, value, first_at, last_at)
  select workspace_id, name_id, contact_id, count(*), coalesce(sum(value), 0), min(occurred_at), max(occurred_at)
  from custom_event where workspace_id = $1 group by 1, 2, 3`;
