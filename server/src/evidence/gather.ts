import { type AuditProof, listAuditOfObject, proveEntries } from '../accounts/index.ts';
import { type ChainVerdict, pseudonymsOf, verifyConsentChain } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import * as queries from './evidence.queries.ts';

/** Everything on record about one number. */
export type Gathered = {
  readonly number: string;
  readonly person: queries.PersonRow | null;
  readonly standings: readonly queries.StandingRow[];
  readonly suppressions: readonly queries.SuppressionRow[];
  readonly events: readonly queries.EventRow[];
  readonly texts: readonly queries.TextRow[];
  readonly textsInAll: number;
  readonly steps: ReadonlyMap<number, readonly queries.StepRow[]>;
  readonly replies: readonly queries.ReplyRow[];
  readonly leftOut: readonly queries.LeftOutRow[];
  readonly words: readonly queries.WordsRow[];
  readonly pages: ReadonlyMap<string, string>;
  readonly chain: ChainVerdict;
  readonly audit: Awaited<ReturnType<typeof proveEntries>>;
  /** More stood there than is told of these. */
  readonly cut: readonly string[];
};

const mostAuditEntries = 200;

/** Null for a number of which nothing is on record. */
export async function gather(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  number: string,
): Promise<Gathered | null> {
  const names = [number, ...pseudonymsOf(ctx, tx.workspaceId, number)];
  const person = await queries.findPerson(tx, number);
  const events = await queries.listEvents(tx, names);
  const suppressions = await queries.listSuppressions(tx, names);
  const replies = await queries.listReplies(tx, number);
  const contactIds = contactIdsOf(person, events);
  const texts = await queries.listTexts(tx, contactIds, number);
  const found = [person === null ? [] : [person], events, suppressions, replies, texts];
  if (found.every((rows) => rows.length === 0)) return null;
  const about = await Promise.all(contactIds.map((id) => auditOf(tx, id)));
  const leftOut = await queries.listLeftOut(tx, contactIds);
  const full = { 'consent events': events, replies, 'campaigns that left the person out': leftOut };
  return {
    number,
    ...{ person, events, suppressions, replies, texts, leftOut },
    standings: await queries.listStandings(tx, number),
    textsInAll:
      texts.length < queries.mostTexts ? texts.length : await queries.countTexts(tx, contactIds, number),
    steps: await stepsOf(tx, texts),
    words: await queries.listWords(tx, [...new Set(events.map(({ brandId }) => brandId))]),
    pages: await queries.loadPages(
      tx,
      events.flatMap((event) => pageHashOf(event) ?? []),
    ),
    chain: await verifyConsentChain(tx),
    audit: await proveEntries(tx, about.flat()),
    cut: Object.entries(full).flatMap(([name, rows]) => (rows.length >= queries.mostOfEach ? [name] : [])),
  };
}

const auditOf = (tx: Tx, contactId: number) =>
  listAuditOfObject(tx, publicId('con', contactId), { limit: mostAuditEntries });

// Somebody who came back after having been deleted has had several.
function contactIdsOf(person: queries.PersonRow | null, events: readonly queries.EventRow[]): number[] {
  const ids = [person?.id ?? null, ...events.map(({ contactId }) => contactId)];
  return [...new Set(ids.filter((id) => id !== null))];
}

/** The hash of the page that somebody joined at, in hex, where the event names one. */
export function pageHashOf({ evidence }: queries.EventRow): string | null {
  const hash = evidence.page_sha256 ?? evidence.page_snapshot;
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? hash : null;
}

async function stepsOf(tx: Tx, texts: readonly queries.TextRow[]): Promise<Map<number, queries.StepRow[]>> {
  const steps = await queries.listSteps(
    tx,
    texts.map(({ id }) => id),
  );
  return Map.groupBy(steps, ({ messageId }) => messageId);
}

export type { AuditProof };
