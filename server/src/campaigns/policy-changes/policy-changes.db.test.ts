import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, openShop } from '../../../test/shop.ts';
import { fixedClock } from '../../platform/clock.ts';
import { publicId } from '../../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, fixedClock('2026-12-01T15:00:00Z')));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('what begins until a day is told with the people of open campaigns whom it touches', async () => {
  const shop = await openShop(database.db);
  await database.db.tx(shop.workspaceId, async (tx) => {
    for (const n of [1, 2, 3]) await addPerson(tx, shop, { n, firstName: 'Ada' });
    await tx.query(`update contact set time_zone_source = 'own'`);
    await tx.query(`update contact set region = 'LA' where number like '%01'`);
  });
  const [marketer, officer] = [
    await app.signedIn(shop.workspaceId, 'marketer'),
    await app.signedIn(shop.workspaceId, 'compliance'),
  ];
  const write = async (name: string) => {
    const payload = {
      ...{ name, body: 'Harbor Coffee: rolls from 7. Reply STOP to opt out' },
      ...{ program_id: publicId('prg', shop.programId), sender_id: publicId('snd', shop.senderId) },
      include: { lists: [publicId('lst', shop.listId)] },
    };
    const { id } = (await marketer({ method: 'POST', url: '/v1/campaigns', payload })).json();
    await marketer({ method: 'POST', url: `/v1/campaigns/${id}/check`, payload: {} });
    return id;
  };
  const [waiting, launched] = [await write('Waits'), await write('Runs')];
  const answer = await marketer({ method: 'POST', url: `/v1/campaigns/${launched}/launch`, payload: {} });
  expect(answer.statusCode).toBe(200);
  const rule = { kind: 'day', jurisdiction: 'US-LA', reason: 'A day of mourning', on_date: '2026-12-09' };
  expect((await officer({ method: 'POST', url: '/v1/policy/rules', payload: rule })).statusCode).toBe(201);

  const told = (await officer({ url: '/v1/policy/changes?on=2026-12-09' })).json();
  expect(told).toMatchObject({
    ...{ object: 'policy_changes', from: '2026-12-01', on: '2026-12-09', opt_out_scope: null, is_cut: false },
    rules: [{ what: 'holds_on', on: '2026-12-09', jurisdiction: 'US-LA', name: 'A day of mourning' }],
  });
  for (const [id, status] of [
    [waiting, 'checked'],
    [launched, 'sending'],
  ]) {
    const found = told.campaigns.find((campaign: { id: string }) => campaign.id === id);
    expect(found).toMatchObject({ status, people: 3, people_touched: 1 });
    expect(found.lines).toMatchObject([{ people: 1, effect: 'stricter', after: [] }]);
    expect(found.lines[0].jurisdictions).toContain('US-LA');
  }

  // On the day after nothing is other than today.
  const after = (await officer({ url: '/v1/policy/changes?on=2026-12-10' })).json();
  expect(after.campaigns.map(({ people_touched }: { people_touched: number }) => people_touched)).toEqual([
    0, 0,
  ]);
  expect(after.rules).toHaveLength(1);
});

test.each([
  ['on=2026-12-01', 'not after'],
  ['on=2035-01-01', 'three years'],
  ['on=2026-11-01&from=2026-12-01', 'not after'],
])('a day that cannot be compared is refused: %s', async (query, words) => {
  const shop = await openShop(database.db);
  const ask = await app.signedIn(shop.workspaceId, 'compliance');
  const answer = await ask({ url: `/v1/policy/changes?${query}` });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().detail).toContain(words);
});
