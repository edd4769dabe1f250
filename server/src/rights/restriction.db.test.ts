import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch } from '../../test/dispatching.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';

const slowMs = 120_000;
let database: TestDatabase;
let desk: SendingDesk;
let ask: Ask;
let number: string;
beforeAll(async () => {
  database = await cloneDatabase();
}, slowMs);
afterAll(async () => {
  await desk.close();
  await database.drop();
});
beforeEach(async () => {
  await desk?.close();
  desk = await sendingDesk(database);
  ask = await desk.app.withKey(desk.on.fixture.workspaceId, [
    ...(['requests.open', 'requests.read', 'requests.write', 'contacts.read', 'messages.send'] as const),
  ]);
  number = desk.on.fixture.people[0]?.number ?? '';
}, slowMs);

const post = async (url: string, payload: object = {}) => {
  const answer = await ask({ method: 'POST', url, payload });
  return { status: answer.statusCode, json: answer.json() };
};

async function restrict(): Promise<string> {
  const { id } = (await post('/v1/data-requests', { kind: 'restriction', channel: 'email', number })).json;
  expect((await post(`/v1/data-requests/${id}/done`)).json.code).toBe('data_request.not_verified');
  await post(`/v1/data-requests/${id}/verify`, { attested: 'Came with a passport.' });
  const done = await post(`/v1/data-requests/${id}/done`, { answer: 'We keep it and do not use it.' });
  expect(done.json).toMatchObject({ status: 'done', ended_at: null });
  return id;
}

describe('a restriction', () => {
  test('stops what is queued and sends nothing, keeps everything, and ends by a person with a reason', async () => {
    const waiting = await launch(desk.on);
    const id = await restrict();
    const later = await launch(desk.on);
    await desk.work();
    expect(desk.on.carrier.accepted).toEqual([]);
    expect([await counts(desk.on, waiting), await counts(desk.on, later)]).toEqual([
      { suppressed: 1 },
      { suppressed: 1 },
    ]);
    const { rows } = await desk.on.in((tx) => tx.query('select distinct reason from message'));
    expect(rows).toEqual([{ reason: 'contact.restricted' }]);
    const kept = await desk.on.in((tx) => tx.query('select status from consent'));
    expect(kept.rows).toEqual([{ status: 'opted_in' }]);

    expect((await post(`/v1/data-requests/${id}/end-restriction`, { reason: ' ' })).status).toBe(422);
    const ended = await post(`/v1/data-requests/${id}/end-restriction`, {
      reason: 'The dispute is settled.',
    });
    expect(ended.json).toMatchObject({ status: 'done', ended_reason: 'The dispute is settled.' });
    const again = await post(`/v1/data-requests/${id}/end-restriction`, { reason: 'Once more' });
    expect([again.status, again.json.code]).toEqual([409, 'data_request.no_restriction']);
    await launch(desk.on);
    await desk.work();
    expect(desk.on.carrier.accepted.map(({ to }) => to)).toEqual([number]);
    const audit = await desk.on.in((tx) =>
      tx.query(`select act from audit_entry where act like 'data_request.%' order by id`),
    );
    expect(audit.rows.map(({ act }) => act)).toEqual([
      ...['data_request.opened', 'data_request.verified', 'data_request.done'],
      'data_request.restriction_ended',
    ]);
  });

  test('takes the person out of listings, and lets who asks by number find them', async () => {
    const list = async (query = '') =>
      (await ask({ url: `/v1/contacts${query}` })).json().data.map((one: { number: string }) => one.number);
    expect(await list()).toContain(number);
    await restrict();
    expect(await list()).not.toContain(number);
    expect(await list(`?search=${encodeURIComponent(number)}`)).toEqual([number]);
  });

  test('refuses single texts, and is forgotten when the person is erased', async () => {
    await restrict();
    const refused = await desk.post({
      to: number,
      program_id: `prg_${desk.on.fixture.program.id.replaceAll('-', '')}`,
      body: 'Bakery: hi. Reply STOP to end',
    });
    expect(refused.statusCode).toBeGreaterThanOrEqual(400);
    const { id } = (await post('/v1/data-requests', { kind: 'erasure', channel: 'email', number })).json;
    await post(`/v1/data-requests/${id}/verify`, { attested: 'Came with a passport.' });
    await post(`/v1/data-requests/${id}/done`);
    expect((await desk.on.in((tx) => tx.query('select from restriction'))).rowCount).toBe(0);
  });
});
