import type { SendStore } from '../../../server/src/dispatch/store.ts';
import { canBeAsked } from '../../../server/src/dispatch/unknown-policy.ts';
import { rowOf, rowsSeen, tryHold, write } from '../rows.ts';
import { type Ground, nextOf, type UnknownRow, workspaceId } from '../tables.ts';
import { insertRow, lockRows, updateRows } from './change.ts';

const hourMs = 3_600_000;

/** Texts whose answer was lost, as unknown.queries.ts and lease_unknown_texts have them. */
export function unknownStore({ tables, statement, nowMs }: Ground) {
  const { unknowns } = tables;
  const rowsOf = (ids: readonly number[]) => ids.map((id) => unknowns.rows.get(id));
  const change = (tx: Parameters<typeof statement>[0], what: string, ids: readonly number[], to: Change) =>
    ids.length === 0
      ? Promise.resolve()
      : statement(tx, what, async (txn) => {
          await updateRows(txn, rowsOf(ids), to);
        });

  return {
    insertUnknown: (tx, of, news, settleMs, gateway) =>
      statement(tx, 'insert unknown', async (txn) => {
        const settleAtMs = nowMs() + settleMs + gateway.listingLagMs;
        const notAfterMs = of.usefulForMs === null ? null : nowMs() + of.usefulForMs;
        for (const { messageId, policy } of news) {
          const isFinal = !canBeAsked(gateway.capability) && policy === 'leave';
          await insertRow(
            txn,
            rowOf(unknowns, messageId),
            {
              ...{ messageId, runId: of.runId, gatewayId: of.gatewayId, policy, settleAtMs },
              ...{ tries: 0, resends: 0, fence: 0, isFinal, notAfterMs },
            },
            (existing) => ({
              ...existing,
              ...{ gatewayId: of.gatewayId, settleAtMs, tries: 0, fence: 0, isFinal },
              notAfterMs: earlier(existing.notAfterMs, notAfterMs),
            }),
          );
        }
      }),

    leaseUnknown: (tx, most, retryMs) =>
      statement(tx, 'lease unknown', (txn) => {
        const due = [...rowsSeen(unknowns, txn)]
          .filter(([, one]) => !one.isFinal && one.settleAtMs <= nowMs())
          .sort(([, one], [, other]) => one.settleAtMs - other.settleAtMs);
        const leased: UnknownRow[] = [];
        for (const [, one, row] of due) {
          // Skip locked.
          if (leased.length >= most || !tryHold(row, txn, 'write')) continue;
          const next: UnknownRow = {
            ...one,
            tries: one.tries + 1,
            fence: nextOf(tables, 'fence'),
            settleAtMs: nowMs() + retryMs * 2 ** Math.min(one.tries, 8),
          };
          write(row, txn, next);
          leased.push(next);
        }
        return leased.map(({ settleAtMs: _, isFinal: __, notAfterMs: ___, ...question }) => ({
          workspaceId,
          ...question,
        }));
      }),

    lockOwnUnknown: (tx, due) =>
      statement(tx, 'lock own unknown', async (txn) => {
        const own = new Map<number, number | null>();
        for (const { messageId, fence } of [...due].sort((one, other) => one.messageId - other.messageId)) {
          const isOwn = (row: UnknownRow) => row.fence === fence;
          const [locked] = await lockRows(txn, [unknowns.rows.get(messageId)], 'write', isOwn);
          if (locked) own.set(messageId, locked.notAfterMs === null ? null : locked.notAfterMs - nowMs());
        }
        return own;
      }),

    deleteUnknown: (tx, ids) =>
      ids.length === 0
        ? Promise.resolve()
        : statement(tx, 'delete unknown', async (txn) => {
            await lockRows(txn, rowsOf(ids), 'write');
            for (const row of rowsOf(ids)) if (row?.writer === txn) write(row, txn, undefined);
          }),

    noteResent: (tx, ids) =>
      change(tx, 'note resent', ids, (one) => ({
        ...one,
        resends: one.resends + 1,
        tries: 0,
        fence: 0,
        settleAtMs: nowMs() + hourMs,
      })),

    closeUnknown: (tx, ids) => change(tx, 'close unknown', ids, (one) => ({ ...one, isFinal: true })),
  } satisfies Partial<SendStore>;
}

type Change = (one: UnknownRow) => UnknownRow;

const earlier = (one: number | null, other: number | null) =>
  one === null ? other : other === null ? one : Math.min(one, other);
