import type { MessageRow, MessageStatus, Receipt, ReceiptStore } from '../../../server/src/messages/index.ts';
import type { OddReceipt } from '../../../server/src/messages/receipt.queries.ts';
import { rowOf, rowsSeen, type Txn, tryHold, write } from '../rows.ts';
import { type Ground, nextOf } from '../tables.ts';
import { insertRow, updateRows } from './change.ts';

const dayMs = 86_400_000;

/** What carriers report, as the statements in receipt.queries.ts have it. */
export function receiptStore(on: Ground): ReceiptStore {
  const { tables, statement, nowMs } = on;
  const { messages, parked } = tables;
  return {
    moveOnByReceipts: (tx, receipts, occurredAt) =>
      statement(tx, 'move on by receipts', (txn) => moveOn(txn, receipts, occurredAt)),

    // Where one has moved nothing all come back, as they may: whoever asks must bear those that have been moved.
    moveOnAtOnce: (tx, receipts, occurredAt) =>
      statement(tx, 'move on at once', async (txn) => {
        const named = receipts.filter(({ messageId }) => messageId !== null);
        let moved = 0;
        for (const receipt of named) {
          const row = messages.rows.get(receipt.messageId ?? 0);
          moved += (await updateRows(txn, [row], (message) => movedOn(message, receipt, occurredAt))).length;
        }
        return moved === named.length ? receipts.filter((one) => !named.includes(one)) : receipts;
      }),

    parkReceipts: (tx, receipts, parkedAt) =>
      statement(tx, 'park receipts', async (txn) => {
        for (const [index, receipt] of receipts.entries()) {
          const id = nextOf(tables, 'parked');
          const parkedAtMs = parkedAt?.[index]?.getTime() ?? nowMs();
          await insertRow(txn, rowOf(parked, id), rowOfParked(id, receipt, parkedAtMs, nowMs()));
        }
      }),

    takeParkedReceipts: (tx, most) =>
      statement(tx, 'take parked receipts', (txn) => {
        const taken: { receipt: Receipt; parkedAt: Date; isTooOld: boolean }[] = [];
        for (const [, { receipt, parkedAtMs, retryAtMs }, row] of rowsSeen(parked, txn)) {
          if (retryAtMs > nowMs() || taken.length >= most || !tryHold(row, txn, 'write')) continue;
          write(row, txn, undefined);
          taken.push({
            receipt,
            parkedAt: new Date(parkedAtMs),
            isTooOld: parkedAtMs < nowMs() - dayMs,
          });
        }
        return taken;
      }),

    noteMessageEvents: (tx, events) =>
      events.length === 0 ? Promise.resolve() : statement(tx, 'note events', () => {}),
  };

  function rowOfParked(id: number, receipt: Receipt, parkedAtMs: number, now: number) {
    return { id, receipt, parkedAtMs, retryAtMs: now + (now - parkedAtMs) };
  }

  async function moveOn(txn: Txn, receipts: readonly Receipt[], occurredAt: Date): Promise<OddReceipt[]> {
    const found: { receipt: Receipt; messageId: number; was: MessageStatus }[] = [];
    for (const receipt of receipts) {
      for (const [id, { provider_id, status }] of rowsSeen(messages, txn))
        if (receipt.messageId === null ? provider_id === receipt.providerId : id === receipt.messageId)
          found.push({ receipt, messageId: id, was: status });
    }
    for (const [id, ones] of Map.groupBy(found, ({ messageId }) => messageId)) {
      const receipt = (ones.find((one) => one.receipt.status !== 'sent') ?? ones[0])?.receipt;
      if (receipt)
        await updateRows(txn, [messages.rows.get(id)], (message) => movedOn(message, receipt, occurredAt));
    }
    const missing = receipts.filter((receipt) => !found.some((one) => one.receipt === receipt));
    return [
      ...found.filter(({ was }) => !mayMoveOn.has(was)),
      ...missing.map((receipt) => ({ receipt, messageId: null, was: null })),
    ];
  }
}

const mayMoveOn: ReadonlySet<MessageStatus> = new Set(['queued', 'unknown', 'accepted', 'sent']);

function movedOn(message: MessageRow, { status, providerId }: Receipt, at: Date): MessageRow | null {
  if (!mayMoveOn.has(message.status) || (message.status === 'sent' && status === 'sent')) return null;
  return {
    ...message,
    status,
    provider_id: message.provider_id ?? providerId,
    submitted_at: message.submitted_at ?? at,
    final_at: status === 'sent' ? message.final_at : at,
  };
}
