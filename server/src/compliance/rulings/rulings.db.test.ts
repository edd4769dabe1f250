import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { type Stage, stage, workAll } from '../../../test/dispatching.ts';
import { publicId } from '../../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
let on: Stage;
let key: Ask;
let asker: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  on = await stage(database, 1);
  await on.in((tx) => tx.query(`update program set purpose = 'emergency'`));
  app = await testApp(database, {}, { ...on.ctx, db: database.db });
  key = await app.withKey(on.fixture.workspaceId, ['messages.send']);
  asker = await app.signedIn(on.fixture.workspaceId);
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const words = 'Bakery: fire in the hall, leave the building now. Reply STOP to end';
const post = async (as: Ask, url: string, payload: object) => {
  const answer = await as({ method: 'POST', url, payload });
  return { ...answer.json(), http: answer.statusCode };
};
const program = () => publicId('prg', on.fixture.program.id);
const send = (body = words) =>
  post(key, '/v1/messages', { to: on.fixture.people[0]?.number, program_id: program(), body });

describe('an emergency by API', () => {
  test('is refused until a second person has released its words, and then goes at any hour', async () => {
    on.ctx.clock.moveTo('2026-11-24T08:00:00Z');
    const alone = { http: 422, code: 'text.emergency_alone' };
    expect(await send()).toMatchObject({
      ...alone,
      detail: expect.stringContaining('which two people answer for: ask for the release of these very words'),
    });
    const many = { program_id: program(), body: words, recipients: [{ to: on.fixture.people[0]?.number }] };
    expect(await post(key, '/v1/messages/bulk', many)).toMatchObject(alone);

    const asked = await post(asker, '/v1/emergency-releases', {
      ...{ program_id: program(), body: words, note: 'Alarm in the hall' },
    });
    expect(asked).toMatchObject({ http: 201, kind: 'emergency', state: 'waiting' });
    expect(await send()).toMatchObject(alone);
    const url = `/v1/emergency-releases/${asked.id}/release`;
    const seen = { body_sha256: asked.body_sha256 };
    expect(await post(asker, url, seen)).toMatchObject({ http: 403, code: 'emergency.own_words' });
    expect(await post(key, url, seen)).toMatchObject({ http: 403, code: 'permission.missing' });
    const other = await app.signedIn(on.fixture.workspaceId, 'compliance');
    const wrong = { body_sha256: 'ab'.repeat(32) };
    expect(await post(other, url, wrong)).toMatchObject({ http: 409, code: 'emergency.other_words' });
    expect(await post(other, url, seen)).toMatchObject({ http: 200, state: 'standing' });

    expect(await send()).toMatchObject({ http: 201 });
    expect(await send(`${words}!`)).toMatchObject(alone);
    await workAll(on);
    expect(on.carrier.accepted.map(({ body }) => body)).toEqual([words]);
  });

  test('whose release is over before it leaves is dropped for that', async () => {
    expect(await send()).toMatchObject({ http: 201 });
    on.ctx.clock.forward(25 * 3_600_000);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    const { rows } = await on.in((tx) =>
      tx.query(
        `select reason from message where workspace_id = current_workspace() and status = 'suppressed'`,
      ),
    );
    expect(rows).toEqual([{ reason: 'text.emergency_alone' }]);
    expect(await send()).toMatchObject({ code: 'text.emergency_alone' });
  });

  test.each([
    ['with a merge field', { body: 'Bakery: {{ first_name }}, leave now' }, 'emergency.merge_field'],
    ['of no program', { program_id: 'prg_1' }, 'emergency.bad_reference'],
  ])('%s is not released', async (_what, change, code) => {
    const wish = { program_id: program(), body: words, note: 'Why', ...change };
    expect(await post(asker, '/v1/emergency-releases', wish)).toMatchObject({ http: 422, code });
  });
});
