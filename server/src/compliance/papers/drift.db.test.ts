import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { sendingFixture, testContext } from '../../../test/sending.ts';
import { systemScope } from '../../accounts/index.ts';
import { complianceJobs, countPapersToMend } from '../index.ts';
import { compareRegistration } from './compare.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const answers = {
  use_case: 'CUSTOMER_CARE',
  samples: ['Bakery: your order [number] is ready at the counter. Reply STOP to opt out'],
};

async function stage(more: object = {}) {
  const ctx = testContext(database.db);
  const fixture = await sendingFixture(ctx, { kind: 'real_fake' }, 0);
  const { workspaceId, sender, program } = fixture;
  const within = <T>(work: Parameters<typeof ctx.db.tx<T>>[1]) => ctx.db.tx(workspaceId, work);
  const id = randomUUID();
  await within(async (tx) => {
    await tx.query(
      `insert into registration (workspace_id, id, kind, name, status, answers, forms_version, reference, created_at, expires_at)
       values (current_workspace(), $1, 'campaign', 'Care', 'approved', $2, 'test', 'C1', now(), $3)`,
      [id, answers, 'expiresAt' in more ? more.expiresAt : null],
    );
    await tx.query('update sender set registration_id = $1', [id]);
  });
  const launched = (body: string, people: number, at = '2026-11-23T12:00:00Z') =>
    within((tx) =>
      tx.query(
        `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, created_by, launched_at, audience)
         values (current_workspace(), gen_random_uuid(), gen_random_uuid()::text, $1, $2, $3, '{"lists": [], "tags": []}', 'finished', 'test', $4, $5)`,
        [program.id, sender.id, body, at, { willReceive: people, waterfall: [], importIds: [] }],
      ),
    );
  const acts = async () =>
    (
      await within((tx) => tx.query<{ act: string }>('select act from registration_event order by id'))
    ).rows.map(({ act }) => act);
  return { ctx, workspaceId, id, within, launched, acts };
}

test('what is sent and was not registered raises the warning once, and is over when it is sent no more', async () => {
  const { ctx, workspaceId, id, within, launched, acts } = await stage();
  await launched('Bakery: your order {{ number }} is ready at the counter. Reply STOP to opt out', 900);
  await complianceJobs['compliance.tend_papers'](ctx);
  expect(await within((tx) => countPapersToMend(tx, ctx.clock.now()))).toBe(0);
  expect(await acts()).toEqual([]);

  await launched('Bakery: get 20% off your next order. Reply STOP to opt out', 100);
  await launched('Bakery: see bakery.example, long ago', 5_000, '2026-11-01T12:00:00Z');
  await complianceJobs['compliance.tend_papers'](ctx);
  await complianceJobs['compliance.tend_papers'](ctx);
  expect(await within((tx) => countPapersToMend(tx, ctx.clock.now()))).toBe(1);
  expect(await acts()).toEqual(['registration.drifted']);
  const asked = await within((tx) =>
    compareRegistration(ctx, tx, systemScope(workspaceId, 'test'), id, true),
  );
  expect(asked).toMatchObject({ texts: 1_000, findings: [{ rule: 'drift.promotes', texts: 100 }] });
  expect(await acts()).toEqual(['registration.drifted', 'registration.compared']);

  ctx.clock.moveTo('2026-12-24T17:00:00Z');
  await complianceJobs['compliance.tend_papers'](ctx);
  expect(await within((tx) => countPapersToMend(tx, ctx.clock.now()))).toBe(0);
});

test('a grace that ends within the week is told, and an approval whose time is over is written down', async () => {
  const { ctx, within, acts } = await stage({ expiresAt: '2026-11-24T16:00:00Z' });
  await complianceJobs['compliance.tend_papers'](ctx);
  expect(await acts()).toEqual(['registration.expired']);
  await within((tx) => tx.query(`update sender set unregistered_until = '2026-11-28'`));
  expect(await within((tx) => countPapersToMend(tx, ctx.clock.now()))).toBe(1);
  await within((tx) => tx.query(`update sender set unregistered_until = '2026-12-20'`));
  expect(await within((tx) => countPapersToMend(tx, ctx.clock.now()))).toBe(0);
});
