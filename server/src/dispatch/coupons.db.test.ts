import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import {
  counts,
  dieAfterIntent,
  launch,
  leaseOwn,
  type Stage,
  stage as stageIn,
  workAll,
} from '../../test/dispatching.ts';
import { addCodes, changePool, createPool, giveCoupons } from '../coupons/index.ts';
import { readChunk } from './chunk.queries.ts';
import { openBatch } from './open-batch.ts';
import { reconcileUnknown } from './reconcile.ts';
import { releaseHeldByCoupons } from './release-held.ts';
import { giveCouponCodes } from './steps/give-coupons.ts';
import { loadContactsOfTexts } from './steps/load-contacts.ts';

const body =
  'Bakery: your code is {{ coupon.spring }}, show {{ coupon.spring }} at the till. Reply STOP to end';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const scopeOf = ({ fixture }: Stage) => ({ workspaceId: fixture.workspaceId, actor: 'test' }) as never;

/** Coupons are made by the service, and given by the worker. */
const deskOf = ({ ctx }: Stage) => ({ ...ctx, db: database.db });

async function open(people: number, codes: readonly string[]) {
  const on = await stageIn(database, people);
  const pool = await createPool(deskOf(on), scopeOf(on), { name: 'spring' });
  if (codes.length > 0) await addCodes(deskOf(on), scopeOf(on), pool.id, { codes });
  return { on, pool, add: (more: string[]) => addCodes(deskOf(on), scopeOf(on), pool.id, { codes: more }) };
}

/** A worker announces the text of the first person and dies; its code has gone to somebody else since (a restored database). */
async function announcedWithoutCode() {
  const { on, add } = await open(1, []);
  const runId = await launch(on, body);
  const { baseId } = await dieAfterIntent(on, [0]);
  await workAll(on);
  return { on, add, runId, reference: `test.${baseId.toString(36)}` };
}

const codesIn = ({ carrier }: Stage) =>
  carrier.accepted.map((text) => /code is ([\w-]+), show ([\w-]+) at/.exec(text.body)?.slice(1) ?? []);

describe('a text with a coupon that may have left already', () => {
  test('is asked about although the pool is dry, and not sent when there are codes again', async () => {
    const { on, add, runId, reference } = await announcedWithoutCode();
    expect(await counts(on, runId)).toEqual({ unknown: 1 });
    const had = { reference, tag: '', from: '', to: '+12125550100', body: '', validForMs: null };
    on.carrier.accepted.push(had);
    await add(['AAA']);
    await releaseHeldByCoupons(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([had]);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
  });

  test('fails when the carrier never had it, because what it said cannot be said again', async () => {
    const { on, add, runId } = await announcedWithoutCode();
    await add(['AAA']);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({ failed: 1 });
  });
});

describe('a campaign with coupons', () => {
  test('gives everybody one code of their own, in the order of the pool', async () => {
    const { on } = await open(3, ['AAA', 'BBB', 'CCC', 'DDD']);
    await launch(on, body);
    await workAll(on);
    const codes = codesIn(on);
    expect(codes.map(([one]) => one).sort()).toEqual(['AAA', 'BBB', 'CCC']);
    for (const [one, other] of codes) expect(one).toBe(other);
  });

  test('sends nobody a text without a code, says who waits, and goes on when there are more', async () => {
    const { on, add } = await open(3, ['AAA']);
    const runId = await launch(on, body);
    await workAll(on);
    expect(codesIn(on).map(([one]) => one)).toEqual(['AAA']);
    const { rows } = await on.in((tx) =>
      tx.query<{ held_reason: string; people: number }>(
        `select held_reason, sum(cardinality(array_remove(recipients, 0))) as people from send_chunk
         where workspace_id = current_workspace() and run_id = $1 and state = 'ready' group by 1`,
        [runId],
      ),
    );
    expect(rows).toEqual([{ held_reason: 'coupons_empty', people: 2 }]);
    await add(['BBB', 'CCC']);
    await releaseHeldByCoupons(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    expect(
      codesIn(on)
        .map(([one]) => one)
        .sort(),
    ).toEqual(['AAA', 'BBB', 'CCC']);
  });

  test('gives a person the code that they have already, and never another’s', async () => {
    const { on } = await open(3, ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF']);
    await launch(on, body);
    await workAll(on);
    const first = new Map(on.carrier.accepted.map(({ to, body: words }) => [to, words]));
    await launch(on, body);
    await workAll(on);
    const second = on.carrier.accepted.slice(3);
    expect(second).toHaveLength(3);
    for (const { to, body: words } of second) expect(words).toBe(first.get(to));
  });

  test('is decided about again after a crash with the same codes, and before one with none taken', async () => {
    const { on, pool } = await open(3, ['AAA', 'BBB', 'CCC', 'DDD']);
    await launch(on, body);
    const decide = async (isLost: boolean) => {
      const [lease] = await leaseOwn(on);
      if (!lease) throw new Error('There is no chunk.');
      let given: (string | undefined)[] = [];
      const work = on.in(async (tx) => {
        if (!(await readChunk(tx, lease))) throw new Error('The chunk is not ours.');
        const batch = await openBatch(on.tools, on.gateways, lease, tx);
        if (!batch) throw new Error('The chunk is not ours.');
        await loadContactsOfTexts(batch, on.tools, tx);
        await giveCouponCodes(batch, on.tools, tx);
        given = batch.texts.map((text) => text.coupons?.get('coupon.spring'));
        if (isLost) throw new Error('The machine is gone.');
      });
      await (isLost ? expect(work).rejects.toThrow('gone') : work);
      await on.in((tx) =>
        tx.query(
          `update send_chunk set lease_until = clock_timestamp() - interval '1 second' where state = 'leased'`,
        ),
      );
      return given;
    };
    const taken = async () =>
      (
        await on.in((tx) =>
          tx.query<{ count: number }>('select count(given_at) as count from coupon_code where pool_id = $1', [
            pool.id,
          ]),
        )
      ).rows[0]?.count;
    await decide(true);
    expect(await taken()).toBe(0);
    const kept = await decide(false);
    expect(await decide(false)).toEqual(kept);
    expect(await taken()).toBe(3);
    expect(new Set(kept).size).toBe(3);
  });

  test('does not leave once its coupons have ended or are switched off', async () => {
    const { on, pool } = await open(2, ['AAA', 'BBB']);
    const runId = await launch(on, body);
    await changePool(deskOf(on), scopeOf(on), pool.id, { state: 'off' });
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({ suppressed: 2 });
  });
});

test('people who ask at the same moment never get the same code', async () => {
  const { on } = await open(
    40,
    Array.from({ length: 40 }, (_, index) => `CODE-${index}`),
  );
  const { rows } = await on.in((tx) =>
    tx.query<{ id: number }>('select id from contact where workspace_id = current_workspace() order by id'),
  );
  const lots = [0, 1, 2, 3].map((lot) => rows.slice(lot * 10, lot * 10 + 10));
  const given = await Promise.all(
    lots.map((lot) =>
      on.in((tx) =>
        giveCoupons(
          tx,
          'spring',
          lot.map(({ id }) => ({ contactId: id, messageId: id })),
          on.ctx.clock.now(),
        ),
      ),
    ),
  );
  const codes = given.flatMap((one) => (one.ok ? [...one.codeOf.values()] : []));
  expect(codes).toHaveLength(40);
  expect(new Set(codes).size).toBe(40);
});
