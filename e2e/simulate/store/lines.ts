import type { SendStore } from '../../../server/src/dispatch/store.ts';
import type { RouteFacts } from '../../../server/src/routing/index.ts';
import { type Booking, bookAheadMs } from '../../../server/src/senders/index.ts';
import { seen, type Txn } from '../rows.ts';
import type { Ground } from '../tables.ts';
import { lockRows, updateRows } from './change.ts';
import { homeOf } from './chunks.ts';

const infinite = Number.POSITIVE_INFINITY;
const share = 0.99;
const urgentShare = 0.9;

/** Numbers, carrier accounts and their paces, as the queries of senders and gateways have them. */
export function lineStore(on: Ground) {
  const { tables, statement, nowMs, dice } = on;
  const { senders, gateways, paces } = tables;
  const keyOf = ({ level, subject }: { level: string; subject: string }) => `${level} ${subject}`;
  return {
    getSender: (tx, id) =>
      statement(tx, 'get sender', (txn) => {
        const sender = seen(senders.rows.get(id), txn);
        if (!sender) throw new Error(`There is no sender ${id}.`);
        return sender;
      }),

    listWays: (tx, ids) =>
      statement(tx, 'list ways', (txn) => {
        const ways = new Map<string, RouteFacts[]>();
        for (const id of ids) {
          const sender = seen(senders.rows.get(id), txn);
          const gateway = sender && seen(gateways.rows.get(sender.gatewayId), txn);
          if (gateway) ways.set(id, [homeOf(gateway, nowMs())]);
        }
        return ways;
      }),

    // Numbers of these worlds have no second account, so nothing goes elsewhere.
    insertAvoided: (tx) => statement(tx, 'avoid', () => undefined),
    restPair: (tx) => statement(tx, 'rest', () => undefined),

    listPaces: (tx, wanted) =>
      statement(tx, 'list paces', (txn) =>
        wanted.flatMap(({ level, subject }) => {
          const pace = seen(paces.rows.get(keyOf({ level, subject })), txn);
          return pace ? [{ level, subject, partsPerSecond: pace.partsPerSecond }] : [];
        }),
      ),

    bookPace: (tx, bookings, isUrgent) =>
      statement(tx, 'book pace', (txn) => bookNow(on, txn, bookings, isUrgent, keyOf)),

    giveBackPace: (tx, bookings) =>
      statement(tx, 'give back pace', async (txn) => {
        for (const booking of bookings)
          await updateRows(txn, [paces.rows.get(keyOf(booking))], (pace) => ({
            ...pace,
            freeAtMs: pace.freeAtMs - msOf(booking, pace),
            urgentAtMs: pace.urgentAtMs - msOf(booking, pace) / urgentShare,
          }));
      }),

    // Carriers of these worlds count no days.
    giveBackDayParts: (tx) => statement(tx, 'give back day parts', () => undefined),

    blockSender: (tx, id, _detail, forMs) =>
      statement(tx, 'block sender', async (txn) => {
        const blockedUntilMs = nowMs() + forMs;
        await updateRows(txn, [senders.rows.get(id)], (row) => ({ ...row, isOk: false, blockedUntilMs }));
      }),

    clearSender: (tx, id) =>
      statement(tx, 'clear sender', async (txn) => {
        await updateRows(txn, [senders.rows.get(id)], (row) =>
          row.isOk ? null : { ...row, isOk: true, blockedUntilMs: -infinite },
        );
      }),

    blockGateway: (tx, id, state, _detail, forMs) =>
      statement(tx, 'block gateway', async (txn) => {
        const blockedUntilMs = nowMs() + dice.between(0.75, 1.25) * forMs;
        await updateRows(txn, [gateways.rows.get(id)], (row) => ({ ...row, state, blockedUntilMs }));
      }),

    clearGateway: (tx, id) =>
      statement(tx, 'clear gateway', async (txn) => {
        await updateRows(txn, [gateways.rows.get(id)], (row) =>
          row.state === 'ok' ? null : { ...row, state: 'ok', blockedUntilMs: -infinite },
        );
      }),
  } satisfies Partial<SendStore>;
}

async function bookNow(
  { tables: { paces }, nowMs }: Ground,
  txn: Txn,
  bookings: readonly Booking[],
  isUrgent: boolean,
  keyOf: (booking: Booking) => string,
) {
  const wanted = bookings
    .map((booking) => ({ key: keyOf(booking), booking }))
    .filter(({ key }) => seen(paces.rows.get(key), txn))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const rows = wanted.map(({ key }) => paces.rows.get(key));
  const buckets = await lockRows(txn, rows, 'write');
  const waits = buckets.map((pace) => (isUrgent ? pace.urgentAtMs : pace.freeAtMs) - nowMs());
  const waitMs = Math.max(0, ...waits);
  const msPerPart = Math.max(0, ...buckets.map((pace) => 1_000 / (pace.partsPerSecond * share)));
  const isBooked = waitMs <= bookAheadMs;
  for (const { key, booking } of isBooked ? wanted : []) {
    await updateRows(txn, [paces.rows.get(key)], (pace) => ({
      ...pace,
      freeAtMs: Math.max(pace.freeAtMs, nowMs()) + msOf(booking, pace),
      urgentAtMs: isUrgent
        ? Math.max(pace.urgentAtMs, nowMs()) + msOf(booking, pace) / urgentShare
        : pace.urgentAtMs,
    }));
  }
  return { isBooked, waitMs, msPerPart };
}

/** How far a booking moves the queue of a pace. */
const msOf = ({ parts }: Booking, { partsPerSecond }: { partsPerSecond: number }): number =>
  (1_000 * parts) / (partsPerSecond * share);
