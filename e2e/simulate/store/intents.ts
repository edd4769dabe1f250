import type { Intent } from '../../../server/src/dispatch/chunk.ts';
import type { SendStore } from '../../../server/src/dispatch/store.ts';
import { rowOf, rowsSeen } from '../rows.ts';
import type { Ground } from '../tables.ts';
import { insertRow, lockRows, updateRows } from './change.ts';

/** The words before the first byte, as intent.queries.ts has them. */
export function intentStore({ tables, statement }: Ground) {
  const { intents, chunks } = tables;
  const keyOf = (chunk: { id: number; fence: number }, batch: number) =>
    `${chunk.id} ${chunk.fence} ${batch}`;
  return {
    insertIntent: (tx, { id, fence }, batch, positions, gatewayId) =>
      statement(tx, 'insert intent', (txn) =>
        insertRow(txn, rowOf(intents, keyOf({ id, fence }, batch)), {
          ...{ chunkId: id, fence, batch, positions, gatewayId },
        }),
      ),

    withdrawIntent: (tx, { id, fence }, batch, positions) =>
      statement(tx, 'withdraw intent', async (txn) => {
        const isOwn = (chunk: { fence: number; state: string }) =>
          chunk.fence === fence && chunk.state === 'leased';
        const owned = await lockRows(txn, [chunks.rows.get(id)], 'share', isOwn);
        if (owned.length === 0) return false;
        const withdrawn = await updateRows(
          txn,
          [intents.rows.get(keyOf({ id, fence }, batch))],
          (intent) => ({
            ...intent,
            positions: intent.positions.filter((position) => !positions.includes(position)),
          }),
        );
        return withdrawn.length > 0;
      }),

    listIntendedPositions: (tx, chunkId) =>
      statement(tx, 'list intended', (txn) => {
        const positions = new Map<number, Intent>();
        for (const [, intent] of rowsSeen(intents, txn))
          if (intent.chunkId === chunkId)
            for (const position of intent.positions)
              positions.set(position, { by: 'worker', gatewayId: intent.gatewayId });
        return positions;
      }),
  } satisfies Partial<SendStore>;
}
