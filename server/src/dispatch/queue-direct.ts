import { replaceAddresses } from '@tidings/policy/content';
import { loadContacts } from '../contacts/index.ts';
import { tokensFor } from '../links/index.ts';
import { type NewDirectText, queueDirectTexts } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Run, RunLinks } from './chunk.ts';
import { type Lane, laneOf } from './lane.ts';
import { insertRecordedChunk, nextMessageBlock, type RecordedChunk } from './recorded-chunk.queries.ts';
import { ensureAnswerRun, ensureDirectRun } from './run.queries.ts';

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
): Promise<DirectWriting> {
  const now = ctx.clock.now();
  const rows: NewDirectText[] = [];
  const written: WrittenDirect[][] = [];
  const chunks: RecordedChunk[] = [];
  for (const group of groups) {
    const { programId, brandId, purpose, senderId, notBefore, withinMs } = group;
    const kind = group.isAnswer ? 'answer' : group.isTest ? 'test' : 'direct';
    const firstTexts = Array.from(
      { length: Math.ceil(group.texts.length / directChunkSize) },
      (_, at) => at * directChunkSize,
    );
    const [runId, baseIds] = await Promise.all([
      (group.isAnswer ? ensureAnswerRun : ensureDirectRun)(tx, {
        ...{ id: ctx.ids.uuid(), programId, brandId, purpose, senderId },
      }),
      Promise.all(firstTexts.map(() => nextMessageBlock(tx))),
    ]);
    const ofGroup: WrittenDirect[] = [];
    for (const [chunk, from] of firstTexts.entries()) {
      const texts = group.texts.slice(from, from + directChunkSize);
      const baseId = baseIds[chunk] ?? 0;
      const bodies = await bodiesWithLinks(tx, ctx, baseId, texts);
      texts.forEach(({ links: _, ...text }, at) => {
        const body = bodies[at] ?? text.body;
        ofGroup.push({ id: baseId + at, body });
        rows.push({
          ...text,
          body,
          id: baseId + at,
          senderId,
          programId,
          purpose,
          kind,
        });
      });
      chunks.push({
        runId,
        lane: group.lane ?? laneOf(purpose),
        senderId,
        baseId,
        recipients: texts.map((text) => text.contactId ?? -1),
        notBefore,
        withinMs: withinMs ?? undefined,
      });
    }
    written.push(ofGroup);
  }
  const saved = Promise.all([
    ...chunks.map((chunk) => insertRecordedChunk(tx, chunk)),
    queueDirectTexts(tx, rows, now),
  ]);
  saved.catch(() => {});
  return { written, saved };
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
