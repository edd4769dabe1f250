import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop } from '../../test/shop.ts';
import { publicId } from '../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('a campaign tells who would get it at an hour, and who would be held until when', async () => {
  const shop = await openShop(database.db);
  await database.db.tx(shop.workspaceId, async (tx) => {
    for (const n of [1, 2, 3]) await addPerson(tx, shop, { n, firstName: `Person ${n}` });
    await tx.query(`update contact set time_zone = 'America/New_York', time_zone_source = 'own'`);
    await tx.query(`update contact set region = 'RI' where first_name = 'Person 3'`);
  });
  const ask = await app.signedIn(shop.workspaceId, 'marketer');
  const payload = {
    ...{ name: 'Spring', body: 'Harbor Coffee: rolls from 7. Reply STOP to opt out' },
    ...{ program_id: publicId('prg', shop.programId), sender_id: publicId('snd', shop.senderId) },
    include: { lists: [publicId('lst', shop.listId)] },
  };
  const { id } = (await ask({ method: 'POST', url: '/v1/campaigns', payload })).json();
  const hoursAt = async (at: string) => (await ask({ url: `/v1/campaigns/${id}/hours?at=${at}` })).json();

  // Six in the evening is too late for Rhode Island, and for nobody else.
  expect(await hoursAt('2026-11-24T23:00:00Z')).toMatchObject({ now: 2, later: 1 });
  const { lines } = await hoursAt('2026-11-24T23:00:00Z');
  expect(lines.at(-1)).toMatchObject({
    ...{ decision: 'hold', until: '2026-11-25T14:00:00.000Z', people: 1 },
    jurisdictions: expect.arrayContaining(['US-RI']),
  });
  expect(await hoursAt('2026-11-24T17:00:00Z')).toMatchObject({ now: 3, later: 0 });
});
