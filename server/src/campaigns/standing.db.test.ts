import { createHash, randomUUID } from 'node:crypto';
import { openPermission } from '@tidings/policy/permission';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, numberOf, openShop, type Shop } from '../../test/shop.ts';
import { nobody } from '../audiences/index.ts';
import { getProgram } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { countStandings } from './standing.queries.ts';

let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openShop(database.db);
}, 60_000);

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const look = () =>
  inShop(async (tx) =>
    countStandings(tx, {
      choice: { include: { lists: [shop.listId], tags: [] }, exclude: nobody },
      program: await getProgram(tx, shop.programId),
      importIds: [],
      countries: ['US'],
      needs: { purpose: 'marketing', permission: openPermission('relationship'), now: shop.ctx.clock.now() },
      closedCountries: [],
      ...{ doNotCall: null, ifSelling: null },
    }),
  );

test('who stands on a list of hashes counts as opted out, whichever program they joined', async () => {
  await inShop(async (tx) => {
    for (let n = 0; n < 3; n += 1) await addPerson(tx, shop, { n });
  });
  expect(await look()).toMatchObject({ chosen: 3, optedOut: 0, willReceive: 3 });
  await inShop(async (tx) => {
    const { rows } = await tx.query<{ number: string }>('select number from contact order by number limit 1');
    const listId = randomUUID();
    await tx.query(
      `insert into suppression_list (workspace_id, id, name, reason, is_hashed, added_by, added_at)
       values (current_workspace(), $1, 'Partner', 'do_not_call', true, 'system:test', now())`,
      [listId],
    );
    await tx.query(
      'insert into suppression_hash (workspace_id, hash, list_id) values (current_workspace(), $1, $2)',
      [
        createHash('sha256')
          .update(rows[0]?.number ?? '')
          .digest(),
        listId,
      ],
    );
  });
  expect(await look()).toMatchObject({ chosen: 3, optedOut: 1, willReceive: 2 });
});

test('whose consent is too weak for the purpose in their country has a line of their own', async () => {
  await inShop(async (tx) => {
    for (let n = 0; n < 6; n += 1) await addPerson(tx, shop, { n });
    const levels = [
      ['pec', null],
      ['established_relationship', '2026-11-24T16:59:59Z'],
      ['established_relationship', '2026-11-24T17:00:01Z'],
      ['pewc_attested', null],
      // Nobody has worked it out yet: it waits at dispatch.
      [null, null],
    ] as const;
    for (const [n, [level, until]] of levels.entries())
      await tx.query('update consent set level = $2, level_expires_at = $3 where number = $1', [
        ...[numberOf(n), level, until],
      ]);
  });
  expect(await look()).toMatchObject({ chosen: 6, weakConsent: 2, noConsent: 0, willReceive: 4 });
});
