import type { SwitchState } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { type Lane, mayLeave } from './lane.ts';
import type { SendStore } from './store.ts';

/**
 * What this worker has heard of the switches. The intent asks the database and is never wrong; this is for the second in
 * which the texts of a wave leave one after the other: whoever says stop means those that have not left, too.
 */
export type Switchboard = {
  /** Asked before each text leaves, so it looks at nothing but memory. */
  isStopped(workspaceId: string, lane: Lane): boolean;
  /** Reads the switches anew. Called when one was turned, and from time to time because such news may be lost. */
  look(): Promise<number>;
  readonly everyMs: number;
};

type Needs = { ctx: Pick<Context, 'db'>; store: Pick<SendStore, 'listSendingSwitches'> };

// How late a worker is whose notifying connection is away.
const lookEveryMs = 500;

export function openSwitchboard({ ctx, store }: Needs): Switchboard {
  let known: SwitchState = { installation: 'all', workspaces: new Map() };
  let looks = 0;
  let newest = 0;
  return {
    everyMs: lookEveryMs,
    isStopped: (workspaceId, lane) =>
      !mayLeave(lane, known.installation) || !mayLeave(lane, known.workspaces.get(workspaceId) ?? 'all'),
    async look() {
      looks += 1;
      const own = looks;
      const found = await ctx.db.system((tx) => store.listSendingSwitches(tx));
      // Of two at once the earlier may answer last, and would bring back what was before the news.
      if (own > newest) [known, newest] = [found, own];
      return 0;
    },
  };
}
