import { replaceAddresses } from '@tidings/policy/content';
import { loadContacts } from '../contacts/index.ts';
import { tokensFor } from '../links/index.ts';
import { type NewDirectText, queueDirectTexts } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Run, RunLinks } from './chunk.ts';
import { type Lane, laneOf } from './lane.ts';
import { insertChunkOfProgram, nextMessageBlock } from './recorded-chunk.queries.ts';

/** Texts that share everything but their words and their people: one chunk, one place in the queue. */
export type DirectGroup = Pick<Run, 'programId' | 'brandId' | 'purpose' | 'senderId'> & {
  /** What a person of the business answers to what somebody wrote: it asks for no consent and ends with an opt-out. */
  readonly isAnswer?: boolean;
  /** What goes to those of the house who look at a text before others do; counted nowhere but on bills. */
  readonly isTest?: boolean;
  /** Of its purpose, where it is not said. */
  readonly lane?: Lane;
  readonly notBefore: Date;
  /** After so many real milliseconds they are of no use any more; null for as long as it takes. */
  readonly withinMs: number | null;
  readonly texts: readonly (Omit<NewDirectText, 'id' | 'senderId' | 'programId' | 'purpose' | 'kind'> & {
    /** Addresses in the words that become short links of the person's own. */
    readonly links?: RunLinks | null;
  })[];
};

/** A chunk holds no more: ids are given in blocks of 1,024, and this is what one worker decides about at once. */
export const directChunkSize = 500;

/**
 * Queues texts in the caller's transaction, and returns the id of each in the order of the groups. They go through the
 * same pipeline as a campaign's: whoever leaves meanwhile is not texted.
 */
export async function queueDirect(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids' | 'secrets'>,
  groups: readonly DirectGroup[],
): Promise<number[][]> {
  const { written, saved } = await writeDirect(tx, ctx, groups);
  await saved;
  return written.map((texts) => texts.map(({ id }) => id));
}

export type WrittenDirect = {
  readonly id: number;
  /** With short links where they were wanted. */
  readonly body: string;
};

export type DirectWriting = {
  readonly written: WrittenDirect[][];
  /** They are on their way into the queue; what is asked for before this is waited for shares their round trip. */
  readonly saved: Promise<unknown>;
};

/** The same, with the words as they will be queued. */
export async function writeDirect(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids' | 'secrets'>,
  groups: readonly DirectGroup[],
  /** What `askForBlock` was answered; left out by those who have not asked. */
  ahead?: Promise<number>,
): Promise<DirectWriting> {
  const now = ctx.clock.now();
  const shares = groups.flatMap((group) => sharesOf(group));
  const baseIds = await Promise.all(
    shares.map((_, at) => (at === 0 && ahead ? ahead : nextMessageBlock(tx))),
  );
  const rows: NewDirectText[] = [];
  const written = new Map<DirectGroup, WrittenDirect[]>(groups.map((group) => [group, []]));
  for (const [at, { group, texts }] of shares.entries()) {
    const baseId = baseIds[at] ?? 0;
    const { senderId, programId, purpose } = group;
    const bodies = await bodiesWithLinks(tx, ctx, baseId, texts);
    texts.forEach(({ links: _, ...text }, n) => {
      const shared = { id: baseId + n, body: bodies[n] ?? text.body };
      written.get(group)?.push(shared);
      rows.push({ ...text, ...shared, senderId, programId, purpose, kind: kindOf(group) });
    });
  }
  const saved = Promise.all([
    ...shares.map((share, at) => queueShare(tx, ctx, share, baseIds[at] ?? 0)),
    queueDirectTexts(tx, rows, now),
  ]);
  saved.catch(() => {});
  return { written: groups.map((group) => written.get(group) ?? []), saved };
}

/** A number to count texts from, for whoever has something else to ask first and then writes what mostly is one group. */
export function askForBlock(tx: Tx): Promise<number> {
  const block = nextMessageBlock(tx);
  block.catch(() => {});
  return block;
}

/** So many texts of a group as share a chunk. */
type Share = { readonly group: DirectGroup; readonly texts: DirectGroup['texts'] };

const sharesOf = (group: DirectGroup): Share[] =>
  Array.from({ length: Math.ceil(group.texts.length / directChunkSize) }, (_, at) => ({
    group,
    texts: group.texts.slice(at * directChunkSize, (at + 1) * directChunkSize),
  }));

const kindOf = ({ isAnswer, isTest }: DirectGroup) => (isAnswer ? 'answer' : isTest ? 'test' : 'direct');

function queueShare(
  tx: Tx,
  { ids, clock }: Pick<Context, 'ids' | 'clock'>,
  { group, texts }: Share,
  baseId: number,
): Promise<void> {
  const { programId, brandId, purpose, senderId, notBefore, withinMs } = group;
  const run = { id: ids.uuid(), programId, brandId, purpose, senderId };
  const [only, ...others] = texts;
  return insertChunkOfProgram(tx, group.isAnswer ? 'answer' : 'direct', run, {
    lane: group.lane ?? laneOf(purpose),
    baseId,
    recipients: texts.map((text) => text.contactId ?? -1),
    notBefore,
    withinMs,
    only: others.length === 0 && !group.isAnswer && notBefore <= clock.now() ? (only ?? null) : null,
  });
}

/** The words with each person's own short links where addresses stand. */
async function bodiesWithLinks(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  baseId: number,
  texts: readonly Pick<DirectGroup['texts'][number], 'body' | 'links' | 'number' | 'contactId'>[],
): Promise<string[]> {
  const tokens = new Map<string, Map<number, string>>();
  const placesOf = new Map<string, number[]>();
  for (const [at, { links }] of texts.entries())
    for (const { id } of links?.each ?? []) placesOf.set(id, [...(placesOf.get(id) ?? []), at]);
  if (placesOf.size === 0) return texts.map(({ body }) => body);
  const known = await loadContacts(
    tx,
    texts.flatMap(({ contactId }) => contactId ?? []),
  );
  const people = texts.map(({ number, contactId }, position) => {
    const contact = contactId === null ? undefined : known.get(contactId);
    return { position, number, country: contact?.country ?? null, tracking: contact?.tracking ?? null };
  });
  for (const [id, places] of placesOf) {
    const readers = places.flatMap((place) => people[place] ?? []);
    const written = (await tokensFor(tx, ctx, [id], baseId, readers)).get(id) ?? [];
    tokens.set(id, new Map(places.map((place, at) => [place, written[at] ?? ''])));
  }
  return texts.map(({ body, links }, at) =>
    links
      ? replaceAddresses(body, links.each, ({ id }) => links.begins + (tokens.get(id)?.get(at) ?? ''))
      : body,
  );
}
