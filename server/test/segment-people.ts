import type { Tx } from '../src/platform/db/pool.ts';
import { readUuidId } from '../src/platform/ids.ts';
import { ids } from './segment-trees.ts';
import { addBrand } from './shop.ts';

/** What one person of the test's workspace is like. Days are counted back from noon of 24 November 2026 in New York. */
export type Person = {
  readonly number?: string;
  readonly region?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly addedDaysAgo?: number;
  readonly tags?: readonly string[];
  readonly lists?: readonly string[];
  readonly consent?: { readonly status: string; readonly level?: string; readonly daysAgo: number };
  readonly events?: readonly {
    readonly name: string;
    readonly daysAgo: number;
    readonly value?: number;
    readonly properties?: object;
  }[];
  readonly texts?: readonly {
    readonly status: string;
    readonly daysAgo: number;
    readonly campaign?: string;
    /** Who opened a link in it, and how long ago. */
    readonly clicks?: readonly { readonly daysAgo: number; readonly robot?: string }[];
  }[];
  readonly replies?: readonly { readonly daysAgo: number; readonly intent?: string }[];
};

const uuid = (id: string) => readUuidId(id.slice(0, 3), id) ?? '';
const noon = Date.parse('2026-11-24T17:00:00Z');
const ago = (days: number) => new Date(noon - days * 86_400_000);

/** Puts lists, a program, campaigns, fields and these people there, under the ids of the trees. Ids of the people, in their order. */
export async function settlePeople(tx: Tx, people: readonly Person[]): Promise<number[]> {
  const mine = tx.workspaceId;
  await tx.query(
    `insert into contact_field (workspace_id, name, label, kind) select $1, n, initcap(n), k
     from unnest(array['city', 'points', 'birth_date', 'newsletter', 'age', 'zip'], array['text', 'number', 'date', 'boolean', 'text', 'text']) f (n, k)`,
    [mine],
  );
  await tx.query(
    `insert into contact_list (workspace_id, id, name) values ($1, $2, 'Guests'), ($1, $3, 'Staff')`,
    [mine, uuid(ids.list), uuid(ids.otherList)],
  );
  await tx.query(
    `insert into event_name (workspace_id, name, first_seen_at) values ($1, 'order.placed', now()), ($1, 'visit', now())`,
    [mine],
  );
  await tx.query(
    `select ensure_event_month(m::date) from generate_series(date '2025-11-01', date '2026-11-01', '1 month') m`,
  );
  await addBrand(tx, {
    ...{ brandId: uuid(ids.program), programId: uuid(ids.program) },
    ...{ brandName: 'Harbor', programName: 'Offers' },
  });
  const settled: number[] = [];
  for (const [place, person] of people.entries()) settled.push(await settle(tx, place, person));
  return settled;
}

async function settle(tx: Tx, place: number, person: Person): Promise<number> {
  const mine = tx.workspaceId;
  const number = person.number ?? `+1202555${String(100 + place).padStart(4, '0')}`;
  const { rows } = await tx.query<{ id: number }>(
    'insert into contact (workspace_id, number, region, fields, created_at) values ($1, $2, $3, $4, $5) returning id',
    [
      mine,
      number,
      person.region ?? null,
      JSON.stringify(person.fields ?? {}),
      ago(person.addedDaysAgo ?? 400),
    ],
  );
  const id = rows[0]?.id ?? 0;
  for (const tag of person.tags ?? [])
    await tx.query('insert into contact_tag values ($1, $2, $3)', [mine, tag, id]);
  for (const list of person.lists ?? [])
    await tx.query('insert into list_member (workspace_id, list_id, contact_id) values ($1, $2, $3)', [
      mine,
      uuid(list),
      id,
    ]);
  if (person.consent) {
    const { status, level, daysAgo } = person.consent;
    await tx.query(
      `insert into consent_event (workspace_id, id, number, contact_id, brand_id, program_id, type, method, occurred_at, recorded_at, actor, prev_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, 'api', $8, $8, 'test', '', '')`,
      [
        mine,
        place + 1,
        number,
        id,
        uuid(ids.program),
        uuid(ids.program),
        status === 'opted_out' ? 'opt_out' : 'opt_in',
        ago(daysAgo),
      ],
    );
    await tx.query(
      'insert into consent (workspace_id, program_id, number, contact_id, status, event_id, event_at, level) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [mine, uuid(ids.program), number, id, status, place + 1, ago(daysAgo), level ?? null],
    );
  }
  for (const [at, text] of (person.texts ?? []).entries())
    await tx.query(
      `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at, accepted_at, final_at)
       values ($1, $2, $3, $4, $2, $5, 'marketing', 'campaign', 'x', 1, $6, $7, $7, $7)`,
      [
        place * 100 + at + 1,
        mine,
        text.campaign ? uuid(text.campaign) : null,
        id,
        number,
        text.status,
        ago(text.daysAgo),
      ],
    );
  for (const [at, text] of (person.texts ?? []).entries())
    for (const click of text.clicks ?? [])
      await tx.query(
        `insert into click (workspace_id, link_id, message_id, at, method, robot_reason) values ($1, $1, $2, $3, 'GET', $4)`,
        [mine, place * 100 + at + 1, ago(click.daysAgo), click.robot ?? null],
      );
  for (const [at, reply] of (person.replies ?? []).entries())
    await tx.query(
      `insert into inbound_message (workspace_id, gateway_id, provider_id, contact_id, number, body, intent, received_at)
       values ($1, $1, $2, $3, $4, 'x', $5, $6)`,
      [mine, `${place}-${at}`, id, number, reply.intent ?? 'other', ago(reply.daysAgo)],
    );
  for (const event of person.events ?? [])
    await tx.query(
      `with e as (insert into custom_event (workspace_id, name_id, contact_id, occurred_at, key, value, properties, received_at)
         select $1, n.id, $2, $4, gen_random_uuid(), $5, $6, $4 from event_name n where n.workspace_id = $1 and n.name = $3 returning name_id)
       insert into custom_event_total as t (workspace_id, name_id, contact_id, events, value, first_at, last_at)
       select $1, name_id, $2, 1, coalesce($5::numeric, 0), $4, $4 from e on conflict (workspace_id, name_id, contact_id) do update
         set events = t.events + 1, value = t.value + excluded.value, first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at)`,
      [
        mine,
        id,
        event.name,
        ago(event.daysAgo),
        event.value ?? null,
        event.properties ? JSON.stringify(event.properties) : null,
      ],
    );
  return id;
}
