import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { openTestHttp, type TestHttp } from '../../test/http.ts';
import { systemScope } from '../accounts/index.ts';
import { contactConsentRoutes } from './contact-consents.routes.ts';
import { contactRoutes } from './contacts.routes.ts';
import { programRoutes } from './programs.routes.ts';

let database: TestDatabase;
let http: TestHttp;

beforeAll(async () => {
  database = await cloneDatabase();
  const ctx = testContext(database.db);
  http = await openTestHttp((door) => {
    for (const routes of [contactRoutes, contactConsentRoutes, programRoutes]) routes(door, ctx);
  });
});
afterAll(() => database.drop());
beforeEach(async () => http.comeAs(systemScope(await newWorkspace(database.db), 'test')));

const ada = { number: '(202) 555-0101', first_name: 'Ada' };
const program = {
  ...{ name: 'Offers', purpose: 'marketing', brand_name: 'Harbor Books', texts_per_month: 4 },
  help_contact: 'help@harborbooks.example',
  disclosure: 'Up to 4 texts a month. Reply STOP to cancel.',
};

describe('POST /v1/contacts/:id/consents', () => {
  const paper = {
    ...{ method: 'paper', occurred_at: '2026-11-20T10:00:00Z' },
    attestation: 'Signed card 17, box 12 in the office',
  };
  const begin = async () => {
    const made = await http.send('POST', '/v1/programs', program);
    const { json } = await http.send('POST', '/v1/contacts', ada);
    const url = `/v1/contacts/${json.id}`;
    const record = (more: object = {}) =>
      http.send('POST', `${url}/consents`, { program_id: made.json.id, ...paper, ...more });
    const standing = async () => (await http.send('GET', `${url}/consent`)).json;
    return { url, record, standing };
  };

  test('records what shows it with who says so, and that is enough for marketing', async () => {
    const { record, standing } = await begin();
    expect(await record()).toMatchObject({ status: 201, json: { outcome: 'granted' } });
    expect(await standing()).toMatchObject({
      programs: [{ status: 'opted_in', is_weak: false }],
      events: [{ method: 'paper', evidence: { attestation: paper.attestation } }],
    });
    expect((await record()).json.outcome).toBe('unchanged');
  });

  test('takes no word of mouth for writing, and a paper in its place afterwards', async () => {
    const { record, standing } = await begin();
    expect((await record({ method: 'verbal' })).json.outcome).toBe('granted');
    expect((await standing()).programs).toMatchObject([{ status: 'opted_in', is_weak: true }]);
    expect((await record()).json.outcome).toBe('granted');
    expect((await standing()).programs).toMatchObject([{ status: 'opted_in', is_weak: false }]);
  });

  test.each([
    ['2026-12-24T10:00:00Z', 'still to come'],
    ['1988-05-29T10:00:00Z', 'before 2003'],
  ])('refuses a day on which nobody can have agreed: %s', async (occurred_at, why) => {
    const { record } = await begin();
    const answer = await record({ occurred_at });
    expect(answer).toMatchObject({ status: 422, json: { code: 'consent.impossible_date' } });
    expect(answer.json.detail).toContain(why);
  });

  test('brings nobody back who has left', async () => {
    const { url, record, standing } = await begin();
    await http.send('POST', `${url}/opt-out`, {});
    expect(await record()).toMatchObject({ status: 409, json: { code: 'contact.opted_out' } });
    expect((await standing()).suppressions).toMatchObject([{ is_suppressed: true }]);
  });
});
