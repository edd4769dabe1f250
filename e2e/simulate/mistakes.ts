import type { SendStore } from '../../server/src/dispatch/store.ts';
import { seen } from './rows.ts';
import type { Breakage } from './world.ts';

/**
 * Mistakes that people make in senders, each planted by itself. A simulation that does not notice them would be no
 * evidence of anything; `npm run -s prove -- simulate --control NAME` shows that it does.
 */
export const mistakes = {
  /** A worker that was frozen between its word and the wire sends when it wakes, while others ask the carrier. */
  'no-deadline-guard': {
    gateway: (gateway) => ({
      ...gateway,
      submitEach: undefined,
      submit: (texts, limits) => gateway.submit(texts, { ...limits, mayStillLeave: () => true }),
    }),
  },
  /** Consent is looked at and not held: a STOP commits between the look and the word. */
  'no-row-lock': {
    store: (_, { tables, statement }) => ({
      lockConsents: (tx, { numbers }) =>
        statement(tx, 'look at consents', (txn) => {
          const found = numbers.flatMap((number) => seen(tables.consents.rows.get(number), txn) ?? []);
          return new Map(
            found.map(({ number, status, eventId }) => {
              const isSuppressed = seen(tables.suppressions.rows.get(number), txn)?.isLifted === false;
              return [number, { status, eventId, level: 'pewc', levelExpiresAt: null, isSuppressed }];
            }),
          );
        }),
    }),
  },
  /** The word counts as the deed: what a dead worker had announced is called accepted. */
  'mark-first': {
    store: (store) => {
      const asDone: SendStore['recordOutcomes'] = (tx, outcomes) =>
        store.recordOutcomes(
          tx,
          outcomes.map((one) =>
            one.reason === 'worker.died' ? { ...one, status: 'accepted', reason: null } : one,
          ),
        );
      return { recordOutcomes: asDone, insertUnknown: async () => {} };
    },
  },
  /** Nobody reads what a dead worker had announced: it is sent again. */
  'words-unread': { store: () => ({ listIntendedPositions: async () => new Map() }) },
  /** The database acknowledges what it has not written down yet, and forgets it when it falls. */
  'async-commit': { losesLastMs: 200 },
  /** A worker that was taken for dead goes on with a chunk that is another's by now. */
  'no-fence': {
    store: () => ({ renewLease: async () => ({ isTooLate: false }) }),
  },
  /** The carrier is asked while the text may still be on its way to it. */
  'asks-too-early': { timing: { settleMs: 0 } },
  /** A receipt that overtakes its answer is thrown away. */
  'receipts-dropped': { receipts: () => ({ parkReceipts: async () => {} }) },
  /** What receipts that are applied at once have left over is nobody's any more. */
  'odd-receipts-dropped': {
    receipts: (store) => ({
      moveOnAtOnce: async (...asked) => {
        await store.moveOnAtOnce(...asked);
        return [];
      },
    }),
  },
  /** A pause is looked at and not held. */
  'pause-not-held': {
    store: (_, { tables, statement }) => ({
      shareRunState: (tx, id) =>
        statement(tx, 'look at run', (txn) => seen(tables.runs.rows.get(id), txn)?.state ?? null),
    }),
  },
} satisfies Record<string, Breakage>;

export type Mistake = keyof typeof mistakes;
