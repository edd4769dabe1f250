import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import type { WorkspaceId } from '../platform/ids.ts';
import {
  afterReceipt,
  applyNewReceipts,
  applyReceipts,
  listMessageEvents,
  listMessages,
  type MessageStatus,
  type Outcome,
  type Receipt,
  type ReceiptStatus,
  recordOutcomes,
  retryParkedReceipts,
} from './index.ts';

let database: TestDatabase;
let workspaceId: WorkspaceId;
beforeAll(async () => {
  database = await cloneDatabase();
  workspaceId = await newWorkspace(database.db);
  lastId = await inside(
    async (tx) => (await tx.query<{ id: number }>('select next_message_block() as id')).rows[0]?.id ?? 0,
  );
});
afterAll(() => database.drop());

const now = new Date('2026-11-24T17:00:00Z');
let lastId = 0;
const nextId = () => {
  lastId += 1;
  return lastId;
};

const outcome = (id: number, status: Outcome['status'] = 'accepted'): Outcome => ({
  id,
  campaignId: null,
  contactId: 1,
  senderId: '00000000-0000-7000-8000-000000000001',
  number: '+12025550101',
  purpose: 'marketing',
  kind: 'campaign',
  body: 'Hello',
  parts: 1,
  status,
  reason: null,
  reasonDetail: null,
  heldReason: null,
  providerId: status === 'accepted' ? `rc_${id}` : null,
  consentEventId: null,
  queuedAt: now,
  submittedAt: now,
});
const receipt = (id: number, status: ReceiptStatus, by: 'reference' | 'provider' = 'reference'): Receipt => ({
  messageId: by === 'reference' ? id : null,
  gatewayId: null,
  providerId: `rc_${id}`,
  status,
  reason: null,
  reasonDetail: null,
  occurredAt: now,
});
const inside = <T>(work: Parameters<typeof database.db.tx<T>>[1]) => database.db.tx(workspaceId, work);
const statusOf = async (id: number) => (await inside((tx) => listMessages(tx, [id])))[0]?.status;

describe('receipts', () => {
  test.each(['reference', 'provider'] as const)('find their text by %s', async (by) => {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id)]));
    expect(await inside((tx) => applyReceipts(tx, [receipt(id, 'delivered', by)]))).toEqual([]);
    expect(await statusOf(id)).toBe('delivered');
  });

  test('that come before the answer are parked and applied once the text is on record', async () => {
    const id = nextId();
    const parked = await inside((tx) => applyReceipts(tx, [receipt(id, 'sent'), receipt(id, 'delivered')]));
    expect(parked).toMatchObject([{ messageId: id, status: 'delivered' }]);
    expect(await inside((tx) => retryParkedReceipts(tx))).toBe(0);
    await inside((tx) => recordOutcomes(tx, [outcome(id)]));
    await inside((tx) => tx.query('update receipt_parked set retry_at = parked_at'));
    expect(await inside((tx) => retryParkedReceipts(tx))).toBe(1);
    expect(await statusOf(id)).toBe('delivered');
  });

  test('clear up a text whose answer was lost, and give it the carrier’s id', async () => {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id, 'unknown')]));
    await inside((tx) => applyReceipts(tx, [receipt(id, 'sent')]));
    expect((await inside((tx) => listMessages(tx, [id])))[0]).toMatchObject({
      status: 'sent',
      provider_id: `rc_${id}`,
    });
  });

  test('in any order, any number of times, lead to the same status as the rule says', async () => {
    const statuses = fc.array(fc.constantFrom<ReceiptStatus>('sent', 'delivered', 'undelivered', 'expired'), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(statuses, async (received) => {
        const id = nextId();
        await inside((tx) => recordOutcomes(tx, [outcome(id)]));
        for (const status of received) await inside((tx) => applyReceipts(tx, [receipt(id, status)]));
        expect(await statusOf(id)).toBe(received.reduce<MessageStatus>(afterReceipt, 'accepted'));
      }),
      { numRuns: 30 },
    );
  });

  test('that come many alike move what may be moved, and of the others each is told what it found', async () => {
    const ids = Array.from({ length: 24 }, nextId);
    const [lost = 0, early = 0, contradicted = 0, again = 0, stronger = 0, ...plain] = ids;
    await inside(async (tx) => {
      const known = ids.filter((id) => id !== early);
      await recordOutcomes(
        tx,
        known.map((id) => outcome(id, id === lost ? 'unknown' : 'accepted')),
      );
      await applyReceipts(tx, [receipt(contradicted, 'undelivered'), receipt(again, 'delivered')]);
    });
    const alike = ids.filter((id) => id !== stronger).map((id) => receipt(id, 'delivered'));
    const sent = plain.slice(0, 12).map((id) => receipt(id, 'sent', 'provider'));
    const parked = await inside((tx) => applyReceipts(tx, [...sent, ...alike, receipt(stronger, 'failed')]));
    expect(parked).toMatchObject([{ messageId: early }]);
    const rows = await inside((tx) => listMessages(tx, ids));
    const expected = (id: number) =>
      ({ [contradicted]: 'undelivered', [stronger]: 'failed' })[id] ?? 'delivered';
    expect(rows).toHaveLength(23);
    for (const row of rows)
      expect(row).toMatchObject({
        status: expected(row.id),
        provider_id: `rc_${row.id}`,
        final_at: expect.any(Date),
      });
    const told = await Promise.all(ids.map((id) => inside((tx) => listMessageEvents(tx, id))));
    expect(told.flatMap((events, place) => events.map(() => ids[place]))).toEqual([contradicted]);
  });

  test('of two kinds in one batch move the texts of each, though neither finds all of its own', async () => {
    const ids = Array.from({ length: 30 }, nextId);
    const known = ids.filter((_, place) => place % 10 !== 0);
    await inside((tx) =>
      recordOutcomes(
        tx,
        known.map((id) => outcome(id)),
      ),
    );
    const receipts = ids.map((id, place) => receipt(id, place % 2 === 0 ? 'sent' : 'failed'));
    const parked = await inside((tx) => applyReceipts(tx, receipts));
    expect(parked.map(({ messageId }) => messageId)).toEqual(ids.filter((id) => !known.includes(id)));
    const rows = await inside((tx) => listMessages(tx, known));
    expect(rows.map(({ status }) => status).toSorted()).toEqual(
      receipts
        .flatMap(({ messageId, status }) => (known.includes(messageId ?? 0) ? [status] : []))
        .toSorted(),
    );
  });

  describe('that came at one moment', () => {
    async function take(receipts: Receipt[], heed: Parameters<typeof applyNewReceipts>[2] = null) {
      let transactions = 0;
      const parked = await applyNewReceipts(
        (work) => {
          transactions += 1;
          return inside(work);
        },
        receipts,
        heed,
      );
      return { transactions, parked: parked.map(({ messageId }) => messageId) };
    }

    test('take one transaction where all say what their texts have waited for', async () => {
      const ids = Array.from({ length: 13 }, nextId);
      const [other = 0] = ids;
      await inside((tx) =>
        recordOutcomes(
          tx,
          ids.map((id) => outcome(id)),
        ),
      );
      const receipts = ids.map((id) => receipt(id, id === other ? 'failed' : 'delivered'));
      // The same text twice: the stronger word counts, as ever.
      const all = [receipt(other, 'sent'), ...receipts];
      expect(await take(all)).toEqual({ transactions: 1, parked: [] });
      for (const { messageId, status } of receipts) expect(await statusOf(messageId ?? 0)).toBe(status);
    });

    test('take a second one for what the first was nothing for, and none is lost between them', async () => {
      const ids = Array.from({ length: 14 }, nextId);
      const [early = 0, contradicted = 0, theirs = 0, ...plain] = ids;
      await inside(async (tx) => {
        await recordOutcomes(
          tx,
          ids.filter((id) => id !== early).map((id) => outcome(id)),
        );
        await applyReceipts(tx, [receipt(contradicted, 'undelivered')]);
      });
      const receipts = ids.map((id) => receipt(id, 'delivered', id === theirs ? 'provider' : 'reference'));
      expect(await take(receipts)).toEqual({ transactions: 2, parked: [early] });
      for (const id of [theirs, ...plain]) expect(await statusOf(id)).toBe('delivered');
      expect(await statusOf(contradicted)).toBe('undelivered');
      const told = await inside((tx) => listMessageEvents(tx, contradicted));
      expect(told).toMatchObject([{ reason: 'carrier.contradicts' }]);
    });

    test('by the carrier’s own id alone have nothing to ask in the first', async () => {
      const id = nextId();
      await inside((tx) => recordOutcomes(tx, [outcome(id)]));
      expect(await take([receipt(id, 'delivered', 'provider')])).toEqual({ transactions: 1, parked: [] });
      expect(await statusOf(id)).toBe('delivered');
    });

    test('are heeded in the transaction that applies them, and before: nothing is applied where heeding fails', async () => {
      const [one = 0, two = 0] = [nextId(), nextId()];
      await inside((tx) => recordOutcomes(tx, [outcome(one), outcome(two)]));
      const receipts = [receipt(one, 'delivered'), receipt(two, 'failed')];
      await expect(
        take(receipts, () => Promise.reject(new Error('The consents could not be locked.'))),
      ).rejects.toThrow('could not be locked');
      expect(await statusOf(one)).toBe('accepted');
      const seen: unknown[] = [];
      const heed = async (tx: Parameters<Parameters<typeof inside>[0]>[0]) => {
        seen.push(...(await listMessages(tx, [one, two])).map(({ status }) => status));
      };
      expect(await take(receipts, heed)).toEqual({ transactions: 1, parked: [] });
      expect(seen).toEqual(['accepted', 'accepted']);
      expect([await statusOf(one), await statusOf(two)]).toEqual(['delivered', 'failed']);
    });
  });

  test('of another workspace touch nothing here', async () => {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id)]));
    const stranger = await newWorkspace(database.db);
    await database.db.tx(stranger, (tx) => applyReceipts(tx, [receipt(id, 'delivered')]));
    expect(await statusOf(id)).toBe('accepted');
  });
});

test('a receipt that is faster than the answer leaves room for the rules that let the text go', async () => {
  const id = nextId();
  const queued = { ...outcome(id, 'queued'), submittedAt: null };
  await inside((tx) => recordOutcomes(tx, [queued]));
  await inside((tx) => applyReceipts(tx, [receipt(id, 'delivered')]));
  await inside((tx) => recordOutcomes(tx, [{ ...outcome(id), hoursId: 7 }]));
  const { rows } = await inside((tx) =>
    tx.query('select status, hours_id as "hoursId" from message where id = $1', [id]),
  );
  expect(rows).toEqual([{ status: 'delivered', hoursId: 7 }]);
});

describe('the story of a text', () => {
  const eventsOf = (id: number) => inside((tx) => listMessageEvents(tx, id));

  test('keeps when the carrier said that it was sent', async () => {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id)]));
    await inside((tx) => applyReceipts(tx, [receipt(id, 'sent')]));
    await inside((tx) => applyReceipts(tx, [receipt(id, 'delivered')]));
    const { rows } = await inside((tx) =>
      tx.query('select sent_at, status from message where id = $1', [id]),
    );
    expect(rows).toEqual([{ sent_at: now, status: 'delivered' }]);
    expect(await eventsOf(id)).toEqual([]);
  });

  test('tells when a carrier takes its last word back; the first stands', async () => {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id)]));
    for (const status of ['delivered', 'delivered', 'undelivered'] as const)
      await inside((tx) => applyReceipts(tx, [receipt(id, status)]));
    expect(await statusOf(id)).toBe('delivered');
    expect(await eventsOf(id)).toMatchObject([{ kind: 'receipt', reason: 'carrier.contradicts' }]);
  });

  test('tells when a carrier has a text that was stopped here', async () => {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id, 'suppressed')]));
    await inside((tx) => applyReceipts(tx, [receipt(id, 'sent')]));
    expect(await statusOf(id)).toBe('suppressed');
    expect(await eventsOf(id)).toHaveLength(1);
  });
});

describe('an outcome', () => {
  test('is taken by a text that was queued or unknown, and by no other', async () => {
    for (const [first, second, expected] of [
      ['queued', 'accepted', 'accepted'],
      ['queued', 'suppressed', 'suppressed'],
      ['unknown', 'accepted', 'accepted'],
      ['unknown', 'suppressed', 'unknown'],
      ['accepted', 'unknown', 'accepted'],
      ['suppressed', 'accepted', 'suppressed'],
      ['failed', 'accepted', 'failed'],
    ] as const) {
      const id = nextId();
      await inside((tx) => recordOutcomes(tx, [outcome(id, first)]));
      await inside((tx) => recordOutcomes(tx, [outcome(id, second)]));
      expect(await statusOf(id), `${first} then ${second}`).toBe(expected);
    }
  });
});

describe('a parked receipt', () => {
  const parked = () =>
    inside(async (tx) => (await tx.query('select provider_id, parked_at from receipt_parked')).rows);
  const age = (interval: string) =>
    inside((tx) =>
      tx.query(
        'update receipt_parked set parked_at = parked_at - $1::interval, retry_at = clock_timestamp()',
        [interval],
      ),
    );

  test('keeps its age over its tries, waits longer each time, and is dropped after a day', async () => {
    await inside((tx) =>
      tx.query(`update receipt_parked set parked_at = '-infinity', retry_at = '-infinity'`),
    );
    await inside((tx) => retryParkedReceipts(tx));
    expect(await parked()).toEqual([]);
    await inside((tx) => applyReceipts(tx, [receipt(nextId(), 'delivered')]));
    await age('1 hour');
    const [before] = await parked();
    await inside((tx) => retryParkedReceipts(tx));
    expect(await parked()).toEqual([before]);
    const { rows } = await inside((tx) =>
      tx.query(
        `select retry_at > clock_timestamp() + interval '59 minutes' as is_resting from receipt_parked`,
      ),
    );
    expect(rows).toEqual([{ is_resting: true }]);
    await age('24 hours');
    await inside((tx) => retryParkedReceipts(tx));
    expect(await parked()).toEqual([]);
  });
});

describe('a receipt for a text that waits to be sent again', () => {
  test('proves that the carrier has it, whatever its list said', async () => {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id, 'queued')]));
    await inside((tx) => applyReceipts(tx, [receipt(id, 'delivered')]));
    expect(await statusOf(id)).toBe('delivered');
  });
});

test('two receipts for one text, by reference and by the carrier’s id, in one callback: the final one counts', async () => {
  for (const order of [
    ['sent', 'delivered'],
    ['delivered', 'sent'],
  ] as const) {
    const id = nextId();
    await inside((tx) => recordOutcomes(tx, [outcome(id)]));
    const [first, second] = order;
    await inside((tx) => applyReceipts(tx, [receipt(id, first), receipt(id, second, 'provider')]));
    expect(await statusOf(id)).toBe('delivered');
  }
});
