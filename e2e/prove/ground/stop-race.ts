import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { optOut } from '../../../server/src/contacts/index.ts';
import { stopQueuedFor } from '../../../server/src/dispatch/index.ts';
import type { SendStore } from '../../../server/src/dispatch/store.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import type { Tx } from '../../../server/src/platform/db/pool.ts';
import type { Cast } from '../../stage/stage.ts';

export type Person = { id: number; number: string };

/**
 * When somebody says STOP, by what the worker has done with the chunk in which their text waits: nothing; it has read the consents;
 * it has taken the chunk and written all but its word; it has handed the text over. Or at any time, which may be between these.
 */
export type Moment = 'before' | 'decided' | 'taken' | 'handed over' | 'any';

const gaps: ReadonlySet<Moment> = new Set(['decided', 'taken']);

export const drawMoment = (random: () => number): Moment =>
  (['before', 'decided', 'taken', 'handed over'] as const)[Math.floor(random() * 4)] ?? 'any';

/** A store that stands still at two moments of its transaction until `at` lets it go on. */
export const stoppingAt = (
  store: SendStore,
  at: (moment: Moment, tx: Tx) => Promise<void>,
): Pick<SendStore, 'lockConsents' | 'bookPace'> => ({
  async lockConsents(tx, asked) {
    const found = await store.lockConsents(tx, asked);
    await at('decided', tx);
    return found;
  },
  // The pace is booked when the chunk is locked and what was decided is written down; the word comes next.
  async bookPace(tx, ...booked) {
    await at('taken', tx);
    return store.bookPace(tx, ...booked);
  },
});

type Saying = { person: Person; moment: Moment; done: Promise<void> | null; isSaved: boolean; pid: number };

/** The people of one chunk, each with the moment at which they say STOP. */
export function openVoices(
  speech: { ctx: Context; cast: Cast; watch: pg.Client },
  group: readonly Person[],
  draw: () => Moment,
) {
  const sayings = group.map(
    (person): Saying => ({ person, moment: draw(), done: null, isSaved: false, pid: 0 }),
  );
  const start = (one: Saying): Promise<void> => {
    one.done ??= sayStop(speech.ctx, speech.cast, one).then(() => {
      one.isSaved = true;
    });
    return one.done;
  };
  const of = (moment: Moment) => sayings.filter((one) => one.moment === moment && one.done === null);
  let inGaps = 0;
  return {
    /** How many have begun between decision and word. */
    inGaps: () => inGaps,
    /** Those whose moment it is say STOP; in a gap the worker goes on when each of them has been saved or waits for it. */
    async at(moment: Moment, tx: Tx): Promise<void> {
      const now = of(moment);
      if (now.length === 0) return;
      if (gaps.has(moment)) inGaps += now.length;
      const [worker] = (await tx.query<{ pid: number }>(whoAmI)).rows;
      // A STOP that fails ends the wait as well.
      const met = untilSavedOrWaiting(speech.watch, now, worker?.pid ?? 0);
      await Promise.race([met, Promise.all(now.map(start))]);
    },
    sayBefore: () => Promise.all(of('before').map(start)),
    heardOf(numbers: readonly string[]): void {
      for (const one of of('handed over')) if (numbers.includes(one.person.number)) void start(one);
    },
    sayAnyTime: (momentMs: () => number) =>
      Promise.all(of('any').map((one) => sleep(momentMs()).then(() => start(one)))),
    /** Whoever's moment never came, because nothing was to be sent any more, says it now. */
    sayRest: () => Promise.all(sayings.map(start)),
  };
}

const whoAmI = 'select pg_backend_pid() as pid';

/** The opt-out and the end of all that waits, in one transaction, as a reply is taken in. */
async function sayStop(
  ctx: Context,
  { workspaceId, program: { brandId } }: Cast,
  one: Saying,
): Promise<void> {
  const { id: contactId, number } = one.person;
  await ctx.db.tx(workspaceId, async (tx) => {
    one.pid = (await tx.query<{ pid: number }>(whoAmI)).rows[0]?.pid ?? 0;
    await optOut(tx, ctx, {
      ...{ number, brandId, method: 'reply', actor: 'system:inbound', evidence: {} },
      occurredAt: ctx.clock.now(),
    });
    await stopQueuedFor(tx, ctx, { contactId, brandId });
  });
}

const givesUpAfterMs = 60_000;

/** No clock says when a STOP has met the worker: PostgreSQL says who waits for whom, however many stand between. */
async function untilSavedOrWaiting(watch: pg.Client, sayings: readonly Saying[], worker: number) {
  const giveUpAt = performance.now() + givesUpAfterMs;
  while (performance.now() < giveUpAt) {
    const open = sayings.filter((one) => !one.isSaved);
    if (open.length === 0) return;
    const { rows } = await watch.query<{ pid: number }>(
      `with recursive waits as (
         select s as pid, b as for_pid from unnest($1::integer[]) s cross join unnest(pg_blocking_pids(s)) b
         union select w.pid, b from waits w cross join unnest(pg_blocking_pids(w.for_pid)) b
       ) select distinct pid from waits where for_pid = $2`,
      [open.map(({ pid }) => pid), worker],
    );
    const waiting = new Set(rows.map(({ pid }) => pid));
    if (open.every((one) => one.isSaved || waiting.has(one.pid))) return;
    await sleep(2);
  }
  throw new Error('A STOP was neither saved nor waited for the worker.');
}
