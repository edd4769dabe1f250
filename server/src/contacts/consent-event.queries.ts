import { bigintArray, giveColumnsBack, textArray, timeArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import { together } from '../platform/db/together.ts';
import type { ConsentEventDraft, ConsentEventType, Evidence, LedgerEntry } from './consent.ts';
import { type ChainEnd, type ChainedEvents, chainStart } from './consent-chain.ts';
import { ensureOrigin, findOrigin } from './consent-origin.queries.ts';
import { hashBytes, type StoredEvent, saltBytes } from './event-hash.ts';

/** Takes the chain for this transaction. The first one in a workspace makes it; two first ones wait for one another. */
export async function lockConsentChain(tx: Tx): Promise<ChainEnd> {
  const found = await selectEndForUpdate(tx);
  if (found) return found;
  await tx.query(
    'insert into consent_chain (workspace_id, last_id, last_hash) values ($1, $2, $3) on conflict (workspace_id) do nothing',
    [tx.workspaceId, chainStart.lastId, chainStart.lastHash],
  );
  return (await selectEndForUpdate(tx)) ?? chainStart;
}

/**
 * The same, and what `read` asks about behind the lock, in one round trip. Where there was no chain yet to be locked it has been
 * read too soon, and is read again.
 */
export async function readBehindChain<T>(tx: Tx, read: () => Promise<T>): Promise<[ChainEnd, T]> {
  const [end, found] = await together([selectEndForUpdate(tx), read()]);
  return end ? [end, found] : [await lockConsentChain(tx), await read()];
}

async function selectEndForUpdate(tx: Tx): Promise<ChainEnd | undefined> {
  const { rows } = await tx.query<ChainEnd>({
    name: 'lock_consent_chain',
    text: `select last_id as "lastId", last_hash as "lastHash" from consent_chain where workspace_id = $1 for update`,
    values: [tx.workspaceId],
  });
  return rows[0];
}

/** The end of the chain, locked, where it has grown since the audit named it last. */
export async function findAnchorDue(tx: Tx): Promise<ChainEnd | null> {
  const { rows } = await tx.query<ChainEnd>(
    `select last_id as "lastId", last_hash as "lastHash" from consent_chain
     where workspace_id = $1 and last_id > anchored_id for update`,
    [tx.workspaceId],
  );
  return rows[0] ?? null;
}

export async function saveAnchored(tx: Tx, lastId: number): Promise<void> {
  await tx.query('update consent_chain set anchored_id = $2 where workspace_id = $1', [
    tx.workspaceId,
    lastId,
  ]);
}

/** Hashes of events by id; those that are gone are missing. */
export async function loadEventHashes(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await tx.query<{ id: number; hash: Buffer }>(
    'select id, hash from consent_event where workspace_id = $1 and id = any($2::bigint[])',
    [tx.workspaceId, ids],
  );
  return new Map(rows.map(({ id, hash }) => [id, hash.toString('hex')]));
}

/** The end of the chain and the newest event, as of one moment: they are equal unless somebody meddled. */
export async function findChainEnd(tx: Tx): Promise<ChainEnd & { newestId: number }> {
  const { rows } = await tx.query<{ lastId: number | null; lastHash: Buffer | null; newestId: number }>(
    `select c.last_id as "lastId", c.last_hash as "lastHash", e.newest as "newestId"
     from (select coalesce(max(id), 0) as newest from consent_event where workspace_id = $1) e
     left join consent_chain c on c.workspace_id = $1`,
    [tx.workspaceId],
  );
  const row = rows[0];
  return {
    lastId: row?.lastId ?? chainStart.lastId,
    lastHash: row?.lastHash ?? chainStart.lastHash,
    newestId: row?.newestId ?? 0,
  };
}

export async function saveConsentChain(tx: Tx, end: ChainEnd): Promise<void> {
  await tx.query({
    name: 'save_consent_chain',
    text: 'update consent_chain set last_id = $2, last_hash = $3 where workspace_id = $1',
    values: [tx.workspaceId, end.lastId, end.lastHash],
  });
}

/**
 * One statement for any number of events that follow the given end. What differs from event to event travels as one array
 * a column; what a batch has in common (program, words shown …) travels once for each combination, and is looked up by its
 * place there (a join with it took 1 µs of the 9 that an event takes). The hashes travel as
 * one run of bytes: the hash before each is the hash of the event before.
 */
export async function insertConsentEvents(
  tx: Tx,
  end: ChainEnd,
  chained: ChainedEvents,
  originIds: OriginIds,
): Promise<void> {
  const kinds = chained.kinds.map((kind) => kind.columns);
  const columns = [
    bigintArray(chained.kindOfEvent),
    textArray(chained.numbers),
    bigintArray(chained.contactIds),
    timeArray(chained.occurredAt),
    textArray(chained.evidence),
  ];
  const inserted = tx.query({
    name: 'insert_consent_events',
    text: `insert into consent_event (workspace_id, id, number, contact_id, brand_id, program_id, type, method, occurred_at,
        recorded_at, words_shown, evidence, origin_id, actor, import_id, prev_hash, hash, salt)
      select $1, $2::bigint + e.at, e.number, e.contact_id, ($11::uuid[])[e.kind], ($12::uuid[])[e.kind], ($13::text[])[e.kind],
        ($14::text[])[e.kind], e.occurred_at, $5::timestamptz, ($15::text[])[e.kind], e.evidence::jsonb, ($18::bigint[])[e.kind],
        ($16::text[])[e.kind], ($17::uuid[])[e.kind],
        case e.at when 1 then $3::bytea
          else substring($4::bytea from (e.at - 2) * ${hashBytes} + 1 for ${hashBytes}) end,
        substring($4::bytea from (e.at - 1) * ${hashBytes} + 1 for ${hashBytes}),
        substring($19::bytea from (e.at - 1) * ${saltBytes} + 1 for ${saltBytes})
      from (
        select unnest($6::bigint[])::integer + 1 as kind, unnest($7::text[]) as number, unnest($8::bigint[]) as contact_id,
          unnest($9::timestamptz[]) as occurred_at, unnest($10::text[]) as evidence, generate_series(1, $20::integer) as at
      ) e`,
    values: [
      tx.workspaceId,
      end.lastId,
      end.lastHash,
      chained.hashes,
      chained.recordedAt,
      ...columns,
      kinds.map((kind) => kind.brandId),
      kinds.map((kind) => kind.programId),
      kinds.map((kind) => kind.type),
      kinds.map((kind) => kind.method),
      kinds.map((kind) => kind.wordsShown),
      kinds.map((kind) => kind.actor),
      kinds.map((kind) => kind.importId),
      kinds.map(({ origin }) => (origin ? originIds.get(origin) : null)),
      chained.salts,
      chained.numbers.length,
    ],
  });
  await inserted.finally(() => giveColumnsBack(columns));
}

export type OriginIds = ReadonlyMap<Evidence, number>;

type WithOrigin = Pick<ConsentEventDraft, 'origin'>;

/** The ids of all that these events have in common with others; what is new is kept first. `known`: those that were found already. */
export async function keepOrigins(
  tx: Tx,
  drafts: readonly WithOrigin[],
  known: OriginIds = new Map(),
): Promise<OriginIds> {
  const ids = new Map(known);
  for (const origin of originsOf(drafts))
    if (!ids.has(origin)) ids.set(origin, await ensureOrigin(tx, origin));
  return ids;
}

/** Of those that are kept already, the ids. */
export async function findOrigins(tx: Tx, drafts: readonly WithOrigin[]): Promise<OriginIds> {
  const found = [...originsOf(drafts)].map(async (origin) => [origin, await findOrigin(tx, origin)] as const);
  return new Map(
    (await Promise.all(found)).flatMap(([origin, id]) => (id === undefined ? [] : [[origin, id]])),
  );
}

function originsOf(drafts: readonly WithOrigin[]): ReadonlySet<Evidence> {
  const origins = new Set<Evidence>();
  for (const { origin } of drafts) if (origin) origins.add(origin);
  return origins;
}

export type ConsentEventRow = {
  id: number;
  number: string;
  contactId: number | null;
  brandId: string;
  programId: string | null;
  type: ConsentEventType;
  method: string;
  occurredAt: Date;
  recordedAt: Date;
  wordsShown: string | null;
  /** The whole of it, with that of its origin. */
  evidence: Evidence;
  actor: string;
  importId: string | null;
  prevHash: Buffer;
  hash: Buffer;
} & Pick<StoredEvent, 'salt' | 'personal' | 'erasedAt'>;

export const eventColumns = `e.id, e.number, e.contact_id as "contactId", e.brand_id as "brandId", e.program_id as "programId", e.type,
  e.method, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.words_shown as "wordsShown",
  coalesce(o.evidence, '{}') || e.evidence as evidence, e.actor, e.import_id as "importId", e.prev_hash as "prevHash", e.hash, e.salt,
  e.personal, e.erased_at as "erasedAt"`;
export const events = `consent_event e
  left join consent_origin o on o.workspace_id = e.workspace_id and o.id = e.origin_id`;

/** The chain in order, a page at a time, so that verifying needs the memory of one page. */
export async function listChainPage(
  tx: Tx,
  afterId: number,
  lastId: number,
  limit: number,
): Promise<ConsentEventRow[]> {
  const { rows } = await tx.query<ConsentEventRow>({
    name: 'list_consent_chain_page',
    text: `select ${eventColumns} from ${events}
      where e.workspace_id = $1 and e.id > $2 and e.id <= $3 order by e.id limit $4`,
    values: [tx.workspaceId, afterId, lastId, limit],
  });
  return rows;
}

/** Everything on record for one number, newest first. */
export async function listEventsOfNumber(tx: Tx, number: string, limit: number): Promise<ConsentEventRow[]> {
  const { rows } = await tx.query<ConsentEventRow>(
    `select ${eventColumns} from ${events} where e.workspace_id = $1 and e.number = $2 order by e.id desc limit $3`,
    [tx.workspaceId, number, limit],
  );
  return rows;
}

/** Everything there is about one number, oldest first, for those who hand it over whole. */
export async function listAllEventsOfNumber(tx: Tx, number: string): Promise<ConsentEventRow[]> {
  const { rows } = await tx.query<ConsentEventRow>(
    `select ${eventColumns} from ${events} where e.workspace_id = $1 and e.number = $2 order by e.id`,
    [tx.workspaceId, number],
  );
  return rows;
}

/** The ledger of one number with one brand, oldest first, for the decision what START gives back. */
export async function listLedger(
  tx: Tx,
  number: string,
  brandId: string,
  after: Date | null,
): Promise<LedgerEntry[]> {
  const { rows } = await tx.query<LedgerEntry>(
    `select id, type, program_id as "programId", method, occurred_at as "occurredAt" from consent_event
     where workspace_id = $1 and number = $2 and brand_id = $3 and ($4::timestamptz is null or recorded_at > $4) order by id`,
    [tx.workspaceId, number, brandId, after],
  );
  return rows;
}

/** Which of these events were written for the reply that is named with each, by the id that the carrier gave it. */
export async function eventsOfReplies(
  tx: Tx,
  asked: readonly { eventId: number; providerId: string }[],
): Promise<Set<number>> {
  if (asked.length === 0) return new Set();
  const { rows } = await tx.query<{ id: number }>({
    name: 'consent_events_of_replies',
    text: `select e.id from unnest($1::bigint[], $2::text[]) as asked (event_id, provider_id)
      join consent_event e on e.workspace_id = current_workspace() and e.id = asked.event_id
        and e.evidence->>'provider_id' = asked.provider_id`,
    values: [bigintArray(asked.map((one) => one.eventId)), textArray(asked.map((one) => one.providerId))],
  });
  return new Set(rows.map((row) => row.id));
}
