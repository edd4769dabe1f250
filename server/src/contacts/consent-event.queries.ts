import type { Tx } from '../platform/db/pool.ts';
import type { ConsentEventType, Evidence, LedgerEntry } from './consent.ts';
import { type ChainEnd, type ChainedEvent, chainStart } from './consent-chain.ts';

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

async function selectEndForUpdate(tx: Tx): Promise<ChainEnd | undefined> {
  const { rows } = await tx.query<ChainEnd>({
    name: 'lock_consent_chain',
    text: `select last_id as "lastId", last_hash as "lastHash" from consent_chain where workspace_id = $1 for update`,
    values: [tx.workspaceId],
  });
  return rows[0];
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

/** One statement for any number of events: each column travels as one array. Hashes travel as hex. */
export async function insertConsentEvents(tx: Tx, events: readonly ChainedEvent[]): Promise<void> {
  await tx.query({
    name: 'insert_consent_events',
    text: `insert into consent_event (workspace_id, id, number, contact_id, brand_id, program_id, type, method, occurred_at,
        recorded_at, words_shown, evidence, actor, import_id, prev_hash, hash)
      select $1, e.id, e.number, e.contact_id, e.brand_id, e.program_id, e.type, e.method, e.occurred_at, e.recorded_at,
        e.words_shown, e.evidence::jsonb, e.actor, e.import_id, decode(e.prev_hash, 'hex'), decode(e.hash, 'hex')
      from unnest($2::bigint[], $3::text[], $4::bigint[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
        $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::uuid[], $15::text[], $16::text[])
        as e(id, number, contact_id, brand_id, program_id, type, method, occurred_at, recorded_at, words_shown, evidence,
          actor, import_id, prev_hash, hash)`,
    values: [
      tx.workspaceId,
      events.map((event) => event.id),
      events.map((event) => event.number),
      events.map((event) => event.contactId),
      events.map((event) => event.brandId),
      events.map((event) => event.programId),
      events.map((event) => event.type),
      events.map((event) => event.method),
      events.map((event) => event.occurredAt.toISOString()),
      events.map((event) => event.recordedAt.toISOString()),
      events.map((event) => event.wordsShown),
      events.map((event) => event.evidenceJson),
      events.map((event) => event.actor),
      events.map((event) => event.importId),
      events.map((event) => event.prevHash.toString('hex')),
      events.map((event) => event.hash.toString('hex')),
    ],
  });
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
  evidence: Evidence;
  actor: string;
  importId: string | null;
  prevHash: Buffer;
  hash: Buffer;
};

const eventColumns = `id, number, contact_id as "contactId", brand_id as "brandId", program_id as "programId", type, method,
  occurred_at as "occurredAt", recorded_at as "recordedAt", words_shown as "wordsShown", evidence, actor,
  import_id as "importId", prev_hash as "prevHash", hash`;

/** The chain in order, a page at a time, so that verifying needs the memory of one page. */
export async function listChainPage(
  tx: Tx,
  afterId: number,
  lastId: number,
  limit: number,
): Promise<ConsentEventRow[]> {
  const { rows } = await tx.query<ConsentEventRow>({
    name: 'list_consent_chain_page',
    text: `select ${eventColumns} from consent_event
      where workspace_id = $1 and id > $2 and id <= $3 order by id limit $4`,
    values: [tx.workspaceId, afterId, lastId, limit],
  });
  return rows;
}

/** Everything on record for one number, newest first. */
export async function listEventsOfNumber(tx: Tx, number: string, limit: number): Promise<ConsentEventRow[]> {
  const { rows } = await tx.query<ConsentEventRow>(
    `select ${eventColumns} from consent_event where workspace_id = $1 and number = $2 order by id desc limit $3`,
    [tx.workspaceId, number, limit],
  );
  return rows;
}

/** The ledger of one number with one brand, oldest first, for the decision what START gives back. */
export async function listLedger(tx: Tx, number: string, brandId: string): Promise<LedgerEntry[]> {
  const { rows } = await tx.query<LedgerEntry>(
    `select id, type, program_id as "programId" from consent_event
     where workspace_id = $1 and number = $2 and brand_id = $3 order by id`,
    [tx.workspaceId, number, brandId],
  );
  return rows;
}
