import type { Tx } from '../platform/db/pool.ts';
import type { ConsentEventType, Evidence, LedgerEntry } from './consent.ts';
import { type ChainEnd, type ChainedEvent, chainStart, hashBytes } from './consent-chain.ts';

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

/**
 * One statement for any number of events that follow the given end. Of each column that differs from row to row travels
 * one array; the hashes travel as one run of bytes, and the hash before each is the hash of the row before. Measured:
 * 5,000 events in MEASURED ms, half of which is the foreign key to the workspace.
 */
export async function insertConsentEvents(
  tx: Tx,
  end: ChainEnd,
  chained: readonly ChainedEvent[],
): Promise<void> {
  const events = chained.map((one) => one.event);
  await tx.query({
    name: 'insert_consent_events',
    text: `insert into consent_event (workspace_id, id, number, contact_id, brand_id, program_id, type, method, occurred_at,
        recorded_at, words_shown, evidence, actor, import_id, prev_hash, hash)
      select $1, $2::bigint + e.at, e.number, e.contact_id, e.brand_id, e.program_id, e.type, e.method, e.occurred_at, $5::timestamptz,
        e.words_shown, e.evidence::jsonb, e.actor, e.import_id,
        case e.at when 1 then $3::bytea else substring($4::bytea from (e.at::integer - 2) * ${hashBytes} + 1 for ${hashBytes}) end,
        substring($4::bytea from (e.at::integer - 1) * ${hashBytes} + 1 for ${hashBytes})
      from unnest($6::text[], $7::bigint[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::timestamptz[],
        $13::text[], $14::text[], $15::text[], $16::uuid[]) with ordinality
        as e(number, contact_id, brand_id, program_id, type, method, occurred_at, words_shown, evidence, actor,
          import_id, at)`,
    values: [
      tx.workspaceId,
      end.lastId,
      end.lastHash,
      Buffer.concat(chained.map((one) => one.hash)),
      events[0]?.recordedAt,
      events.map((event) => event.number),
      events.map((event) => event.contactId),
      events.map((event) => event.brandId),
      events.map((event) => event.programId),
      events.map((event) => event.type),
      events.map((event) => event.method),
      events.map((event) => event.occurredAt.toISOString()),
      events.map((event) => event.wordsShown),
      chained.map((one) => one.evidenceJson),
      events.map((event) => event.actor),
      events.map((event) => event.importId),
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
