import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { openShop } from '../../test/shop.ts';
import { publicId } from '../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
let ask: Ask;
let programId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  const shop = await openShop(database.db);
  programId = publicId('prg', shop.programId);
  ask = await app.withKey(shop.workspaceId, ['templates.read']);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const lint = (payload: object) => ask({ method: 'POST', url: '/v1/lint', payload });

describe('POST /v1/lint', () => {
  test('names rule, place, remedy and fix', async () => {
    const answer = await lint({ body: 'See bit.ly/x for the menu!!' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      object: 'lint',
      errors: 1,
      warnings: 1,
      findings: [
        { rule: 'link.shortener', severity: 'error', start: 4, end: 12 },
        { rule: 'tone.exclamations', severity: 'warning', start: 25, end: 27, fix: '!' },
      ],
    });
  });

  test('takes from a program what is left out, and nothing that is said', async () => {
    const rules = async (payload: object) =>
      (await lint(payload)).json().findings.map(({ rule }: { rule: string }) => rule);
    const body = 'Fresh rolls from seven';
    expect(await rules({ body })).toEqual([]);
    expect(await rules({ body, program_id: programId })).toEqual(['identity.missing', 'opt_out.missing']);
    expect(await rules({ body, program_id: programId, purpose: 'conversational' })).toEqual([]);
    expect(await rules({ body, program_id: programId, opt_out_line_due: false, brands: ['Fresh'] })).toEqual(
      [],
    );
  });

  test.each([
    [{}, '/body'],
    [{ body: 'Hi', purpose: 'ads' }, '/purpose'],
    [{ body: 'Hi', programme_id: 'x' }, ''],
    [{ body: 'Hi', program_id: 'x' }, '/program_id'],
  ])('refuses %j', async (payload, pointer) => {
    const answer = await lint(payload);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].pointer).toContain(pointer);
  });

  test('knows no program of another workspace, and needs the right to read templates', async () => {
    const other = await newWorkspace(database.db);
    const stranger = await app.withKey(other, ['templates.read']);
    const payload = { body: 'Hi', program_id: programId };
    expect((await stranger({ method: 'POST', url: '/v1/lint', payload })).statusCode).toBe(404);
    const reader = await app.withKey(other, ['contacts.read']);
    expect((await reader({ method: 'POST', url: '/v1/lint', payload: { body: 'Hi' } })).statusCode).toBe(403);
  });

  test('of a template that nobody may send, the template is refused as well, with the place', async () => {
    const writer = await app.withKey(await newWorkspace(database.db), ['templates.write']);
    const payload = { name: 'Menu', body: 'See bit.ly/x for the menu' };
    const answer = await writer({ method: 'POST', url: '/v1/templates', payload });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'link.shortener',
      errors: [{ pointer: '/body', code: 'link.shortener', position: 4, end: 12 }],
    });
  });
});
