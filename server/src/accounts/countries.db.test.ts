import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';

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

async function member(country = 'US') {
  const workspaceId = await newWorkspace(database.db, country);
  return { workspaceId, ask: await app.signedIn(workspaceId) };
}
const put = (countries: unknown) =>
  ({ method: 'PUT', url: '/v1/workspace/countries', payload: { countries } }) as const;

describe('the countries of a workspace', () => {
  test('are the home country alone, until somebody says otherwise', async () => {
    const { ask } = await member('GB');
    expect((await ask({ url: '/v1/workspace/countries' })).json()).toEqual({
      object: 'countries',
      countries: ['GB'],
      is_default: true,
    });
  });

  test('are what was said last, each once, and go back to the home country', async () => {
    const { ask, workspaceId } = await member();
    expect((await ask(put(['US', 'CA', 'US']))).json()).toMatchObject({
      countries: ['CA', 'US'],
      is_default: false,
    });
    expect((await ask(put(null))).json()).toMatchObject({ countries: ['US'], is_default: true });
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query(`select before, after from audit_entry where act = 'countries.changed' order by id`),
    );
    expect(rows).toEqual([
      { before: { countries: ['US'] }, after: { countries: ['CA', 'US'] } },
      { before: { countries: ['CA', 'US'] }, after: { countries: ['US'] } },
    ]);
  });

  test('are refused by name when there is no such country', async () => {
    const { ask } = await member();
    const refused = await ask(put(['US', 'XX']));
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'countries.unknown']);
    expect(refused.json().detail).toBe('XX is no country. Give countries as two letters, such as US or GB.');
  });

  test.each([[[]], [['USA']], ['US']])('%j is no list of them', async (countries) => {
    const { ask } = await member();
    expect((await ask(put(countries))).statusCode).toBe(422);
  });
});
