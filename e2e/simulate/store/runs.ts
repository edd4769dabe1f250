import type { Run } from '../../../server/src/dispatch/chunk.ts';
import type { SendStore } from '../../../server/src/dispatch/store.ts';
import { rowsSeen, seen, type Txn } from '../rows.ts';
import type { ChunkRow, Ground } from '../tables.ts';
import { lockRows, updateRows } from './change.ts';

/** FOR SHARE, so that a pause waits for intents in flight and they for it. */
export async function shareState({ tables }: Ground, txn: Txn, id: string): Promise<Run['state'] | null> {
  const [run] = await lockRows(txn, [tables.runs.rows.get(id)], 'share');
  return run?.state ?? null;
}

/** Runs and switches, as run.queries.ts has them. */
export function runStore(on: Ground, onDrained: (runId: string) => void) {
  const { tables, statement } = on;
  return {
    // No hold begins in a simulation; what one leaves behind is proved by `prove -- restore`.
    isBeforeHold: async () => false,

    findRun: (tx, id) => statement(tx, 'find run', (txn) => seen(tables.runs.rows.get(id), txn) ?? null),

    shareRunState: (tx, id) => statement(tx, 'share run', (txn) => shareState(on, txn, id)),

    async updateRunState(tx, id, state) {
      await statement(tx, `run ${state}`, async (txn) => {
        await updateRows(txn, [tables.runs.rows.get(id)], (run) =>
          run.state === 'stopped' || run.state === 'done' ? null : { ...run, state },
        );
      });
      if (state !== 'stopped') return;
      await statement(tx, 'stop ready chunks', async (txn) => {
        await updateRows<ChunkRow>(txn, tables.chunks.rows.values(), (chunk) =>
          chunk.runId === id && chunk.state === 'ready' ? { ...chunk, state: 'stopped' } : null,
        );
      });
    },

    shareSendingAllowed: (tx, lane) =>
      statement(tx, 'share switches', async (txn) => {
        const [workspace] = await lockRows(txn, [tables.workspace], 'share');
        const [installation] = await lockRows(txn, [tables.installation], 'share');
        if (!workspace || !installation || installation.isHeld) return false;
        const switches = [workspace.sending, installation.sending];
        if (switches.includes('none')) return false;
        return lane !== 'marketing' || !switches.includes('no_marketing');
      }),

    announceIfDrained: (ctx, workspaceId, runId) =>
      ctx.db.tx(workspaceId, (tx) =>
        statement(tx, 'is drained', (txn) => {
          if (isDrained(on, txn, runId)) onDrained(runId);
        }),
      ),
  } satisfies Partial<SendStore>;
}

function isDrained({ tables }: Ground, txn: Txn, runId: string): boolean {
  for (const [, chunk] of rowsSeen(tables.chunks, txn))
    if (chunk.runId === runId && (chunk.state === 'ready' || chunk.state === 'leased')) return false;
  for (const [id, unknown] of rowsSeen(tables.unknowns, txn)) {
    const message = seen(tables.messages.rows.get(id), txn);
    if (!unknown.isFinal && message?.campaign_id === runId && message.status === 'unknown') return false;
  }
  return true;
}
