import type { Consent, optOut, rejoin } from '../../../server/src/contacts/index.ts';
import type { SendStore } from '../../../server/src/dispatch/store.ts';
import type { SystemTx, Tx } from '../../../server/src/platform/db/pool.ts';
import { rowOf, seen } from '../rows.ts';
import { brandId, type ConsentRow, type Ground, nextOf } from '../tables.ts';
import { insertRow, lockRows, updateRows } from './change.ts';

/** People and what they have agreed to, as the queries of contacts have them, in the order of their locks. */
export function peopleStore({ tables, statement, nowMs }: Ground) {
  const { consents, suppressions } = tables;

  // The chain first, then the consents: writers of consent go one after another.
  async function lockAsWriter(tx: Tx | SystemTx, number: string) {
    await statement(tx, 'lock the consent chain', async (txn) => {
      await lockRows(txn, [tables.chain], 'write');
    });
    return statement(tx, 'lock consents as a writer', async (txn) => {
      const [held] = await lockRows(txn, [consents.rows.get(number)], 'write');
      return { held, suppression: seen(suppressions.rows.get(number), txn) };
    });
  }

  return {
    loadContacts: (tx, ids) =>
      statement(tx, 'load contacts', () => {
        const found = ids.flatMap((id) => tables.contacts.get(id) ?? []);
        return new Map(found.map((contact) => [contact.id, contact]));
      }),

    // The words of a simulated world name nothing but people's own fields.
    loadMerged: async () => new Map(),

    listSuppressed: (tx, _brandId, numbers) =>
      statement(
        tx,
        'suppressed among',
        (txn) => new Set(numbers.filter((one) => seen(suppressions.rows.get(one), txn)?.isLifted === false)),
      ),

    async lockConsents(tx, { numbers }) {
      const locked = await statement(tx, 'share consents', (txn) =>
        lockRows(
          txn,
          [...numbers].sort().map((number) => consents.rows.get(number)),
          'share',
        ),
      );
      const suppressed = await statement(
        tx,
        'suppressed among',
        (txn) =>
          new Set(numbers.filter((number) => seen(suppressions.rows.get(number), txn)?.isLifted === false)),
      );
      return new Map(
        locked.map(({ number, status, eventId }): [string, Consent] => [
          number,
          { status, eventId, level: 'pewc', levelExpiresAt: null, isSuppressed: suppressed.has(number) },
        ]),
      );
    },

    // No carrier of a simulated world says for certain that a number is to blame.
    noteFailures: async () => {},

    listBrandsOfSender: async () => [brandId],

    async optOut(tx, _ctx, { number }) {
      const { held, suppression } = await lockAsWriter(tx, number);
      if (suppression && !suppression.isLifted && held?.status !== 'opted_in')
        return { eventId: suppression.eventId, wasOptedOut: true };
      const eventId = nextOf(tables, 'event');
      await statement(tx, 'opt out', async (txn) => {
        await updateRows<ConsentRow>(txn, [consents.rows.get(number)], (consent) => ({
          ...consent,
          status: 'opted_out',
          eventId,
        }));
        const row = { number, isLifted: false, eventId, atMs: nowMs() };
        await insertRow(txn, rowOf(suppressions, number), row, () => row);
      });
      return { eventId, wasOptedOut: false };
    },

    async rejoin(tx, _ctx, { number }) {
      const { held, suppression } = await lockAsWriter(tx, number);
      if (!suppression || suppression.isLifted) return { restored: [], wasSuppressed: false };
      const eventId = nextOf(tables, 'event');
      await statement(tx, 'rejoin', async (txn) => {
        await updateRows(txn, [suppressions.rows.get(number)], (row) => ({
          ...row,
          isLifted: true,
          eventId,
        }));
        await updateRows<ConsentRow>(txn, [consents.rows.get(number)], (consent) => ({
          ...consent,
          status: 'opted_in',
          eventId,
        }));
      });
      return { restored: held ? ['program'] : [], wasSuppressed: true };
    },
  } satisfies Partial<SendStore> & { optOut: typeof optOut; rejoin: typeof rejoin };
}
