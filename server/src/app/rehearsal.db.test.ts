import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { systemScope } from '../accounts/index.ts';
import { openGateways } from '../gateways/index.ts';
import { readConfig } from '../platform/config.ts';
import { followClock } from '../platform/follow-clock.ts';
import { silentLog } from '../platform/log.ts';
import {
  findRehearsalTime,
  forwardRehearsalClock,
  startRehearsalClock,
} from '../platform/rehearsal-clock.queries.ts';
import { type CarrierOptions, startCarrierProcess } from './carrier-process.ts';
import { carrierSetting } from './carrier-setting.ts';
import { type Config, ConfigSchema } from './config.schema.ts';
import { furnishWith } from './furnish.ts';
import { adapters } from './gateways.ts';
import { isRehearsal } from './is-rehearsal.ts';
import { type CarrierKeeper, keepCarrier } from './keep-carrier.ts';
import { pointGateways } from './point-gateways.ts';

const phone = '+13035550123';
const folder = mkdtempSync(join(tmpdir(), 'tidings-carrier-'));
let database: TestDatabase;
let app: TestApp;
let workspaceId: string;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  workspaceId = await furnished();
  ask = await app.signedIn(workspaceId, 'agent');
});
afterAll(async () => {
  await app.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const settingOf = (env: Record<string, string> = {}) =>
  carrierSetting(readConfig(ConfigSchema, env, 'TIDINGS_').config as Config, app.ctx.secrets);

async function furnished(env: Record<string, string> = {}): Promise<string> {
  const id = await newWorkspace(database.db);
  const about = { workspaceName: 'Harbour Cafe', ownerEmail: 'ann@example.com' };
  await app.ctx.db.tx(id, (tx) => furnishWith(settingOf(env))(app.ctx, tx, systemScope(id, 'tests'), about));
  return id;
}

const gatewayOf = async (id: string) =>
  (await database.db.tx(id, (tx) => tx.query('select id, settings from gateway'))).rows[0];

const startKeeper = () =>
  keepCarrier(app.ctx, { carrier: settingOf(), folder, callbackBase: 'http://127.0.0.1:9' });

describe('a carrier that is kept', () => {
  let keeper: CarrierKeeper;
  beforeAll(async () => {
    keeper = startKeeper();
    await vi.waitFor(
      async () => expect((await gatewayOf(workspaceId))?.settings.url).not.toContain(':9'),
      15_000,
    );
  });
  afterAll(() => keeper.stop());

  test('is reached by dispatch through the gateway’s settings', async () => {
    const gateways = openGateways(app.ctx, adapters);
    const { id } = (await gatewayOf(workspaceId)) as { id: string };
    const gateway = await app.ctx.db.tx(workspaceId, (tx) => gateways.get(tx, id));
    const submission = {
      reference: 'test.1',
      tag: 'cmp_1',
      from: '+12025550100',
      to: phone,
      body: 'Hello Ann',
      validForMs: null,
    };
    const limits = { mayStillLeave: () => true, answerWithinMs: 5_000 };
    expect(await gateway.submit([submission], limits)[0]).toMatchObject({ kind: 'accepted' });
    await gateways.close();
  });

  test('shows its phones, and takes what is typed on them', async () => {
    const url = `/v1/rehearsal/handsets/${encodeURIComponent(phone)}`;
    expect((await ask({ url: '/v1/rehearsal/handsets?search=0123' })).json().data).toMatchObject([
      { number: phone, texts: 1, name: null },
    ]);
    const person = { number: phone, first_name: 'Ann', last_name: 'Ito' };
    expect((await ask({ method: 'POST', url: '/v1/contacts', payload: person })).statusCode).toBe(201);
    expect((await ask({ url: '/v1/rehearsal/handsets?search=0123' })).json().data).toMatchObject([
      { number: phone, name: 'Ann Ito' },
    ]);
    const typed = await ask({ method: 'POST', url: `${url}/replies`, payload: { body: 'STOP' } });
    expect(typed.statusCode).toBe(202);
    await database.db.tx(workspaceId, async (tx) =>
      tx.query(
        `insert into inbound_message (workspace_id, gateway_id, provider_id, number, body, intent, received_at)
         values ($1, $2, $3, $4, 'STOP', 'stop', '2026-11-24T17:00:00Z')`,
        [workspaceId, (await gatewayOf(workspaceId))?.id, typed.json().id, phone],
      ),
    );
    const { conversation } = (await ask({ url })).json();
    expect(conversation).toMatchObject([
      { direction: 'outbound', body: 'Hello Ann', tag: 'cmp_1' },
      {
        ...{ direction: 'inbound', body: 'STOP', to: '+12025550100' },
        rehearsal_at: '2026-11-24T17:00:00.000Z',
      },
    ]);
    expect(conversation[0].rehearsal_at).toBe(conversation[0].at);
    expect((await ask({ url: '/v1/rehearsal/ledger?tag=cmp_1' })).json()).toMatchObject({ accepted: 1 });
  });

  test('knows nothing of a phone that got no text', async () => {
    const answer = await ask({ url: `/v1/rehearsal/handsets/${encodeURIComponent('+13035550199')}` });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'handset.not_found']);
  });

  test('comes back on the same port with its ledger when its keeper is replaced', async () => {
    const before = (await gatewayOf(workspaceId))?.settings.url;
    await keeper.stop();
    expect((await ask({ url: '/v1/rehearsal/handsets' })).json().code).toBe('carrier.unreachable');
    keeper = startKeeper();
    await vi.waitFor(
      async () => expect((await ask({ url: '/v1/rehearsal/handsets' })).statusCode).toBe(200),
      15_000,
    );
    expect((await gatewayOf(workspaceId))?.settings.url).toBe(before);
    expect((await ask({ url: '/v1/rehearsal/ledger?tag=cmp_1' })).json()).toMatchObject({ accepted: 1 });
  });
});

test('a carrier that a killed keeper left behind is ended before the next one takes up its ledger', async () => {
  const options: CarrierOptions = {
    port: 0,
    key: 'a key',
    callbackUrl: 'http://127.0.0.1:9/callbacks/none',
    callbackSecret: 'a secret',
    ledger: join(folder, 'shared.ndjson'),
    pidFile: join(folder, 'shared.pid'),
    flags: [],
  };
  const first = await startCarrierProcess(options, silentLog);
  const second = await startCarrierProcess({ ...options, port: Number(new URL(first.url).port) }, silentLog);
  await first.ended;
  expect(second.url).toBe(first.url);
  await second.stop();
});

describe('a carrier that runs already', () => {
  const env = {
    TIDINGS_CARRIER_URL: 'http://127.0.0.1:4999',
    TIDINGS_CARRIER_KEY: 'its own key',
    TIDINGS_CARRIER_CALLBACK_SECRET: 'its secret',
  };

  test('is what new and old workspaces are pointed at, until it is not named any more', async () => {
    const [older, newer] = [await furnished(), await furnished(env)];
    await pointGateways(app.ctx, settingOf(env));
    for (const id of [older, newer]) {
      expect((await gatewayOf(id))?.settings).toEqual({ url: 'http://127.0.0.1:4999', is_kept: false });
    }
    await pointGateways(app.ctx, settingOf());
    expect((await gatewayOf(newer))?.settings).toEqual({ url: 'http://127.0.0.1:9', is_kept: true });
  });
});

describe('a rehearsal', () => {
  test('is one until a gateway can reach real phones', async () => {
    const other = await cloneDatabase();
    const ctx = testContext(other.db);
    const id = await newWorkspace(other.db);
    const add = (kind: string) =>
      other.db.tx(id, (tx) =>
        tx.query('insert into gateway (workspace_id, id, kind, name) values ($1, $2, $3, $3)', [
          id,
          ctx.ids.uuid(),
          kind,
        ]),
      );
    expect(await isRehearsal(ctx)).toBe(true);
    await add('rehearsal');
    expect(await isRehearsal(ctx)).toBe(true);
    await add('unheard_of');
    expect(await isRehearsal(ctx)).toBe(false);
    await other.drop();
  });

  test('of a workspace without a pretend carrier has no phones', async () => {
    const stranger = await app.signedIn(await newWorkspace(database.db));
    expect((await stranger({ url: '/v1/rehearsal' })).json()).toMatchObject({
      is_rehearsal: false,
      clock: { is_real: true },
      carrier: {},
    });
    expect((await stranger({ url: '/v1/rehearsal/handsets' })).json().code).toBe('rehearsal.none');
  });
});

describe('the clock of a rehearsal', () => {
  test('is the real one and stays where it is in production', async () => {
    const answer = await ask({
      method: 'POST',
      url: '/v1/rehearsal/clock',
      payload: { forward_to: '2030-01-01T00:00:00Z' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'clock.is_real']);
    const { clock, stop } = await followClock(database.db, silentLog, { mayBegin: false });
    expect(clock.isRehearsal).toBe(false);
    stop();
  });

  test('runs as fast as told, is started once, and moves forward only', async () => {
    const other = await cloneDatabase();
    const nowMs = async () => {
      const time = await other.db.system(findRehearsalTime);
      return time ? time.virtualOriginMs + (Date.now() - time.realOriginMs) * time.speed : 0;
    };
    const start = new Date('2026-11-24T02:00:00Z');
    // Our own clock knows whole milliseconds and the database finer ones; sped up 60 times, that is 60.
    const oneOfOurMilliseconds = 60;
    await other.db.system((tx) => startRehearsalClock(tx, start, 60));
    await other.db.system((tx) => startRehearsalClock(tx, new Date('2001-01-01T00:00:00Z'), 1));
    expect(await nowMs()).toBeGreaterThanOrEqual(start.getTime() - oneOfOurMilliseconds);
    const noon = new Date('2026-11-24T12:00:00Z');
    expect(await other.db.system((tx) => forwardRehearsalClock(tx, noon))).toBe(true);
    expect(await other.db.system((tx) => forwardRehearsalClock(tx, start))).toBe(false);
    expect(await nowMs()).toBeGreaterThanOrEqual(noon.getTime() - oneOfOurMilliseconds);
    const { clock, stop } = await followClock(other.db, silentLog, { mayBegin: false });
    expect(clock.isRehearsal).toBe(true);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(noon.getTime() - oneOfOurMilliseconds);
    await other.db.system((tx) => forwardRehearsalClock(tx, new Date('2027-06-01T00:00:00Z')));
    await vi.waitFor(() => expect(clock.now().getUTCFullYear()).toBe(2027), 5_000);
    stop();
    await other.drop();
  });

  test('jumps to the hour at which the next held text may go', async () => {
    const other = await cloneDatabase();
    await other.db.system((tx) => startRehearsalClock(tx, new Date('2026-11-24T02:00:00Z'), 1));
    const { clock, stop } = await followClock(other.db, silentLog, { mayBegin: false });
    const rehearsing = await testApp(other, {}, { ...testContext(other.db), clock });
    const id = await newWorkspace(other.db);
    const member = await rehearsing.signedIn(id);
    const jump = () =>
      member({ method: 'POST', url: '/v1/rehearsal/clock', payload: { forward_to: 'next_send' } });
    expect((await jump()).json().code).toBe('clock.nothing_waits');
    await other.db.tx(id, (tx) =>
      tx.query(
        `insert into send_chunk (workspace_id, flow_id, lane, sender_id, base_id, recipients, not_before)
         values ($1, $1, 'marketing', $1, 1, '{1}', '2026-11-24T13:00:00Z')`,
        [id],
      ),
    );
    const answer = await jump();
    expect([answer.statusCode, answer.json().now.slice(0, 16)]).toEqual([200, '2026-11-24T13:00']);
    stop();
    await rehearsing.close();
    await other.drop();
  });

  test('is begun while the service runs, once somebody asks for it, and no real carrier is connected from then on', async () => {
    const other = await cloneDatabase();
    const { clock, stop } = await followClock(other.db, silentLog, { mayBegin: true });
    const rehearsing = await testApp(other, {}, { ...testContext(other.db), clock });
    const id = await newWorkspace(other.db);
    const member = await rehearsing.signedIn(id);
    const move = (payload: object) => member({ method: 'POST', url: '/v1/rehearsal/clock', payload });
    const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
    expect((await move({ forward_to: nextYear })).json().code).toBe('clock.is_real');
    expect((await member({ url: '/v1/rehearsal' })).json().clock).toMatchObject({
      ...{ is_real: true, may_begin: true, speed: 1 },
    });
    expect((await move({ forward_to: 'next_send', begin: true })).json().code).toBe('clock.nothing_waits');
    expect(clock.isRehearsal).toBe(false);
    const moved = await move({ forward_to: nextYear, begin: true });
    expect(moved.json()).toMatchObject({ is_real: false, may_begin: false, speed: 1 });
    expect(moved.json().now >= nextYear).toBe(true);
    await vi.waitFor(() => expect(clock.isRehearsal).toBe(true), 5_000);
    expect(clock.now().toISOString() >= nextYear).toBe(true);
    const account = { kind: 'twilio', name: 'Main', settings: {}, skip_test: true };
    const refused = await member({ method: 'POST', url: '/v1/gateways', payload: account });
    expect(refused.json().code).toBe('gateway.rehearsal_clock');
    stop();
    await rehearsing.close();
    await other.drop();
  });

  test('is not begun where people reach the installation from outside', async () => {
    const other = await cloneDatabase();
    const { clock, stop } = await followClock(other.db, silentLog, { mayBegin: true });
    const context = { ...testContext(other.db), clock, origin: 'https://texts.example.com' };
    const open = await testApp(other, {}, context);
    const member = await open.signedIn(await newWorkspace(other.db));
    expect((await member({ url: '/v1/rehearsal' })).json().clock).toMatchObject({ may_begin: false });
    stop();
    await open.close();
    await other.drop();
  });
});
