import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';

let database: TestDatabase;
let app: TestApp;
let workspaceId: string;
beforeEach(async () => {
  database = await cloneDatabase();
  app = await testApp(database, { enterToken: 'the link of this demo' });
  workspaceId = await newWorkspace(database.db);
  await app.signedIn(workspaceId, 'owner');
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

const enter = (token: string) => app.http.inject({ method: 'POST', url: '/v1/enter', payload: { token } });
const addGateway = (kind: string) =>
  database.db.tx(workspaceId, (tx) =>
    tx.query('insert into gateway (workspace_id, id, kind, name) values ($1, $2, $3, $3)', [
      workspaceId,
      app.ctx.ids.uuid(),
      kind,
    ]),
  );

describe('the link that opens a demo', () => {
  test('signs its owner in, again and again', async () => {
    await addGateway('rehearsal');
    for (let time = 0; time < 40; time += 1) {
      const answer = await enter('the link of this demo');
      expect([answer.statusCode, answer.json().is_rehearsal]).toEqual([200, true]);
      expect(answer.cookies[0]?.name).toBe('__Host-tidings');
    }
  });

  test('opens nothing for whoever guesses, and slows guessing down', async () => {
    const codes: number[] = [];
    for (let guess = 0; guess < 32; guess += 1) codes.push((await enter(`guess ${guess}`)).statusCode);
    expect(codes.slice(0, 31)).toEqual(Array(31).fill(403));
    expect(codes[31]).toBe(429);
  });

  test('opens nothing once a real carrier is connected', async () => {
    await addGateway('twilio');
    const answer = await enter('the link of this demo');
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'enter.refused']);
  });

  test('opens nothing where no link was printed', async () => {
    const without = await testApp(database);
    const answer = await without.http.inject({
      method: 'POST',
      url: '/v1/enter',
      payload: { token: 'null' },
    });
    await without.close();
    expect(answer.json().code).toBe('enter.refused');
  });
});
