import { type NewDirectText, queueDirectTexts } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Run } from './chunk.ts';
import { type Lane, laneOf } from './lane.ts';
import { insertRecordedChunk, nextMessageBlock, type RecordedChunk } from './recorded-chunk.queries.ts';
import { ensureAnswerRun, ensureDirectRun } from './run.queries.ts';

/** Texts that share everything but their words and their people: one chunk, one place in the queue. */
export type DirectGroup = Pick<Run, 'programId' | 'brandId' | 'purpose' | 'senderId'> & {
  /** What a person of the business answers to what somebody wrote: it asks for no consent and ends with an opt-out. */
  readonly isAnswer?: boolean;
  /** What goes to those who look at a text before others do; counted nowhere but on bills. */
  readonly isTest?: boolean;
  /** Of its purpose, where it is not said. */
  readonly lane?: Lane;
  readonly notBefore: Date;
  /** After so many real milliseconds they are of no use any more; null for as long as it takes. */
  readonly withinMs: number | null;
  readonly texts: readonly Omit<NewDirectText, 'id' | 'senderId' | 'programId' | 'purpose' | 'kind'>[];
};

/** A chunk holds no more: ids are given in blocks of 1,024, and this is what one worker decides about at once. */
export const directChunkSize = 500;

/**
 * Queues texts in the caller's transaction, and returns the id of each in the order of the groups. They go through the
 * same pipeline as a campaign's: whoever leaves meanwhile is not texted.
 */
export async function queueDirect(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  groups: readonly DirectGroup[],
): Promise<number[][]> {
  const now = ctx.clock.now();
  const rows: NewDirectText[] = [];
  const ids: number[][] = [];
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
    const ofGroup: number[] = [];
    firstTexts.forEach((from, chunk) => {
      const texts = group.texts.slice(from, from + directChunkSize);
      const baseId = baseIds[chunk] ?? 0;
      texts.forEach((text, at) => {
        ofGroup.push(baseId + at);
        rows.push({ ...text, id: baseId + at, senderId, programId, purpose, kind });
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
    });
    ids.push(ofGroup);
  }
  await Promise.all([
    ...chunks.map((chunk) => insertRecordedChunk(tx, chunk)),
    queueDirectTexts(tx, rows, now),
  ]);
  return ids;
}
