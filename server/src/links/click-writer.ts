import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../platform/context.ts';
import { isDatabaseAway } from '../platform/db/trouble.ts';
import { NotNow, OutcomeUnknown } from '../platform/errors.ts';
import type { insertClicks, NewClick } from './click.queries.ts';

// A person does not wait for a database that is down; the click is kept and tried again.
const patienceMs = 1_000;
const mostAtOnce = 1_000;
const mostWaiting = 100_000;
const tryAgainMs = 250;

type Waiting = { workspaceId: string; click: NewClick; done(isStored: boolean): void };

export type ClickWriter = {
  /** Comes back with true once the click is durable, with false when a second has passed without that or too many wait. */
  keep(workspaceId: string, click: NewClick): Promise<boolean>;
  /** Writes what is waiting to be written. */
  close(): Promise<void>;
};

/**
 * Clicks of the same moment are written together: the one that finds nobody writing begins, and those that come meanwhile
 * are the next batch.
 */
export function openClickWriter(
  ctx: Context,
  { store, waitFor }: { store: typeof insertClicks; waitFor: 'storage' | 'nothing' },
): ClickWriter {
  const waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let mostTogether = mostAtOnce;
  let isClosing = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostTogether);
      mostTogether = mostAtOnce;
      for (const [workspaceId, group] of Map.groupBy(batch, (one) => one.workspaceId)) {
        try {
          await ctx.db.tx(workspaceId, (tx) =>
            store(
              tx,
              group.map((one) => one.click),
            ),
          );
          for (const one of group) one.done(true);
        } catch (error) {
          await putBack(group, error);
        }
      }
    }
  }

  /** What could not be written is tried again; a click that the database refuses by itself does not hold up the others. */
  async function putBack(group: readonly Waiting[], error: unknown): Promise<void> {
    ctx.log.error({ err: error, clicks: group.length }, 'Clicks could not be written.');
    const isAway = error instanceof NotNow || error instanceof OutcomeUnknown || isDatabaseAway(error);
    if (group.length === 1 && !isAway) return group[0]?.done(false);
    waiting.unshift(...group);
    if (isClosing && isAway) return void waiting.splice(0);
    if (isAway) await sleep(tryAgainMs);
    else mostTogether = 1;
  }

  function begin(): void {
    writing ??= writeAll().finally(() => {
      writing = null;
      if (waiting.length > 0) begin();
    });
  }

  function keep(workspaceId: string, click: NewClick): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    if (waiting.length >= mostWaiting) return Promise.resolve(false);
    const impatient = setTimeout(() => resolve(false), patienceMs);
    waiting.push({
      workspaceId,
      click,
      done: (isStored) => {
        clearTimeout(impatient);
        resolve(isStored);
      },
    });
    begin();
    return waitFor === 'storage' ? promise : Promise.resolve(true);
  }

  return {
    keep,
    async close() {
      isClosing = true;
      while (writing) await writing;
    },
  };
}
