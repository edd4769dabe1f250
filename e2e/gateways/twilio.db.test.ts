import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCarrier, startCarrier } from '@tidings/carrier';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callbackRoutes } from '../../server/src/app/callbacks.routes.ts';
import { heedReceipts } from '../../server/src/dispatch/index.ts';
import { reconcileUnknown } from '../../server/src/dispatch/reconcile.ts';
import {
  changeGateway,
  type GatewayAdapter,
  rehearsalTwin,
  twilio,
} from '../../server/src/gateways/index.ts';
import { retryParkedReceipts } from '../../server/src/messages/index.ts';
import { type Http, openHttp } from '../../server/src/platform/http/server.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import { testApp } from '../../server/test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../server/test/database.ts';
import { counts, launch, type Stage, stage, workAll } from '../../server/test/dispatching.ts';
import { fakeCarrier } from '../../server/test/fake-gateway.ts';
import { testContext } from '../../server/test/sending.ts';

/**
 * A campaign through Twilio as the rehearsal carrier plays it, with answers that go missing, and whatever it reports. What was
 * sent how often is read from the carrier's ledger.
 */

const people = 120;
const accountSid = `AC${'0'.repeat(31)}1`;
const authToken = 'token-of-the-story';
const service = `MG${'0'.repeat(31)}2`;

const folder = mkdtempSync(join(tmpdir(), 'tidings-twilio-'));
let database: TestDatabase;
let running: RunningCarrier;
let http: Http;
let on: Stage;
let callbacks: string;
let runId: string;

/** The clock of the test stands still and the carrier's does not; and nobody waits here until a list is surely whole. */
const adapter: GatewayAdapter = {
  ...rehearsalTwin(twilio),
  open(settings, secret, place) {
    const gateway = rehearsalTwin(twilio).open(settings, secret, place);
    const leftAt = new Date(Date.now() - 60_000);
    return { ...gateway, listingLagMs: 0, reconcile: (text) => gateway.reconcile({ ...text, leftAt }) };
  },
};

beforeAll(async () => {
  database = await cloneDatabase();
  running = await startCarrier({
    ...{
      key: 'key',
      callbackUrl: 'http://127.0.0.1:9/',
      callbackSecret: 'secret',
      seed: 7,
      profile: 'plain',
    },
    ledger: join(folder, 'ledger.ndjson'),
    providers: { twilio: { account_sid: accountSid, auth_token: authToken, numbers: ['+12025550100'] } },
    settings: {
      faults: {
        ...{ throttle: 0.05, drop_before_accept: 0.06, accept_then_reset: 0.08, accept_then_500: 0.06 },
        ...{ error_not_accepted: 0.04, receipt_before_answer: 0.05, receipt_duplicate: 0.05 },
      },
      sent_receipts: false,
      carrier_opt_out_block: true,
    },
  });
  on = await stage(database, people, { ...fakeCarrier(), adapter });
  http = await openHttp({
    log: silentLog,
    version: '0',
    authorize: async () => {},
    isPermission: () => true,
  });
  callbackRoutes(http, testContext(database.db), on.gateways, 'test');
  const origin = await http.listen({ host: '127.0.0.1', port: 0 });
  callbacks = `${origin}/callbacks/${on.fixture.gatewayId}`;
  const settings = {
    ...{ origin: running.providers.twilio, callback_origin: origin },
    ...{ account_sid: accountSid, messaging_service_sid: service, connections: 8 },
  };
  await on.in((tx) =>
    changeGateway(
      on.ctx,
      tx,
      { id: on.fixture.gatewayId },
      settings,
      JSON.stringify({ auth_token: authToken }),
    ),
  );
});
afterAll(async () => {
  await http?.close();
  await on?.gateways.close();
  await running?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const gateway = () => on.in((tx) => on.gateways.get(tx, on.fixture.gatewayId));
const suppressed = async () =>
  (
    await on.in((tx) =>
      tx.query<{ number: string }>('select number from suppression where lifted_at is null'),
    )
  ).rows.map(({ number }) => number);

test('the account is accepted, and says what it has', async () => {
  const open = await gateway();
  expect(await open.testConnection?.()).toMatchObject({ isGood: true, warnings: [] });
  expect(await open.listNumbers?.()).toMatchObject({
    value: [{ number: '+12025550100', kind: 'long_code' }],
  });
});

describe('an account', () => {
  const entered = (token: string) => ({
    ...{ kind: 'rehearsal_twilio', name: 'Second' },
    settings: { origin: running.providers.twilio, account_sid: accountSid, auth_token: token },
  });

  test('is connected when Twilio accepts it, refused in its words when not, and never shows its secret', async () => {
    const app = await testApp(database);
    const ask = await app.signedIn(on.fixture.workspaceId);
    const post = (url: string, payload: object = {}) => ask({ method: 'POST', url, payload });
    const wrong = await post('/v1/gateways', entered('another token'));
    expect([wrong.statusCode, wrong.json().code, wrong.json().detail]).toEqual([
      ...[422, 'gateway.not_accepted', 'Twilio says: Authenticate (20003)'],
    ]);
    const unfit = await post('/v1/gateways', {
      ...{ kind: 'rehearsal_twilio', name: 'Second', settings: { account_sid: 'AC1', colour: 1 } },
    });
    expect(unfit.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      ['colour', 'origin', 'account_sid', 'auth_token'].map((name) => `/settings/${name}`),
    );
    const made = await post('/v1/gateways', entered(authToken));
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({ secrets: ['auth_token'], is_rehearsal: true, callback_url: null });
    const url = `/v1/gateways/${made.json().id}`;
    const change = { name: 'Third', settings: { connections: 4 } };
    const changed = await ask({ method: 'PATCH', url, payload: change });
    expect(changed.json()).toMatchObject({
      name: 'Third',
      settings: { connections: 4, account_sid: accountSid },
    });
    const broken = await ask({ method: 'PATCH', url, payload: { settings: { auth_token: 'x' } } });
    expect(broken.statusCode).toBe(422);
    expect((await post(`${url}/test`)).json()).toMatchObject({ is_good: true });
    const numbers = await ask({ method: 'GET', url: `${url}/numbers` });
    expect(numbers.json().data).toMatchObject([{ number: '+12025550100', kind: 'long_code' }]);
    expect((await ask({ method: 'GET', url: `${url}/balance` })).json()).toMatchObject({ amount: '100.00' });
    const looked = await post(`${url}/look-ups`, { number: '+12125550100' });
    expect(looked.json()).toMatchObject({ is_valid: true, line_type: 'mobile' });
    // Without a Messaging Service a person has to do it, and is told what.
    expect((await post(`${url}/callbacks`)).statusCode).toBe(409);
    const rows = await on.in((tx) => tx.query('select settings::text as seen from gateway'));
    const audit = await on.in((tx) =>
      tx.query<{ act: string }>(
        `select act, a::text as seen from audit_entry a where act like 'gateway.%' order by id`,
      ),
    );
    expect(audit.rows.map(({ act }) => act)).toEqual([
      ...['gateway.connected', 'gateway.changed', 'gateway.asked_about_number'],
    ]);
    expect(JSON.stringify([rows.rows, audit.rows, changed.json(), made.json()])).not.toContain(authToken);
    await app.close();
  });
});

describe('a campaign', () => {
  // The last of them has texted STOP while nobody listened, and Twilio keeps that.
  const leaver = `+1212555${100 + people - 1}`.replace(/(\d{3})$/, '0$1');

  test('reaches everybody once, whatever becomes of the answers', async () => {
    await running.carrier.type({ number: leaver, sender: '+12025550100', body: 'STOP' });
    await vi.waitUntil(() => running.carrier.isBlocked('+12025550100', leaver), 20_000);
    runId = await launch(on);
    await workAll(on);
    await on.tools.late.drain();
    expect((await counts(on, runId)).unknown ?? 0).toBeGreaterThan(5);
    for (let round = 0; round < 8; round += 1) {
      await reconcileUnknown(on.tools, on.gateways);
      await workAll(on);
      await on.tools.late.drain();
    }
    expect(running.carrier.summary()).toMatchObject({ accepted: people - 1, duplicates_by_reference: 0 });
    expect(running.carrier.summary().distinct_recipients).toBe(people - 1);
  });

  test('and of whom Twilio says that they have left, nobody is asked again', async () => {
    expect(await suppressed()).toEqual([leaver]);
    expect(await counts(on, runId)).toMatchObject({ failed: 1 });
  });

  test('and every receipt is believed, because it is signed', async () => {
    await vi.waitUntil(
      async () => {
        // A receipt may be here before its text is on record; a worker tries such again.
        await on.in((tx) =>
          retryParkedReceipts(tx, 200, undefined, (ready) => heedReceipts(tx, on.ctx, ready)),
        );
        return (await counts(on, runId)).delivered === people - 1;
      },
      { timeout: 40_000, interval: 250 },
    );
    expect(await counts(on, runId)).toEqual({ delivered: people - 1, failed: 1 });
  });
});

test('a receipt that was tampered with is refused, and changes nothing', async () => {
  const { rows } = await on.in((tx) =>
    tx.query<{ id: string }>(
      `select provider_id as id from message where status = 'delivered' order by id limit 1`,
    ),
  );
  const id = rows[0]?.id ?? '';
  const url = `${callbacks}/receipts`;
  const send = (pairs: [string, string][], signed = pairs) => {
    const text = url + [...signed].sort().flat().join('');
    const signature = createHmac('sha1', authToken).update(text).digest('base64');
    return fetch(url, {
      method: 'POST',
      body: new URLSearchParams(pairs),
      headers: { 'x-twilio-signature': signature },
    });
  };
  const honest: [string, string][] = [
    ['ErrorCode', '30005'],
    ['MessageSid', `SM${'f'.repeat(32)}`],
    ['MessageStatus', 'undelivered'],
  ];
  const forged: [string, string][] = [
    ['ErrorCode', '21610'],
    ['MessageSid', id],
    ['MessageStatus', 'failed'],
  ];
  expect((await send(forged, honest)).status).toBe(401);
  expect((await fetch(url, { method: 'POST', body: new URLSearchParams(forged) })).status).toBe(401);
  expect(await counts(on, runId)).toEqual({ delivered: people - 1, failed: 1 });
  // Of a text that is none of ours it is taken, or Twilio would bring it for ever.
  expect((await send(honest)).status).toBe(204);
  expect(await suppressed()).toHaveLength(1);
  await vi.waitUntil(
    async () => {
      const { rows: health } = await on.in((tx) =>
        tx.query<{ good: boolean; why: string | null }>(
          `select heard_at is not null as good, refused_because as why from gateway where id = $1`,
          [on.fixture.gatewayId],
        ),
      );
      return health[0]?.good && health[0].why?.includes('TIDINGS_PUBLIC_URL');
    },
    { timeout: 20_000, interval: 100 },
  );
});

test('what people write comes in once the Messaging Service knows where to, and a STOP that Twilio has answered is not answered twice', async () => {
  expect(await (await gateway()).pointCallbacks?.()).toMatchObject({ kind: 'answered' });
  const [person] = on.fixture.people;
  await running.carrier.type({ number: person?.number ?? '', sender: '+12025550100', body: 'Stop' });
  await vi.waitUntil(async () => (await suppressed()).includes(person?.number ?? ''), {
    timeout: 40_000,
    interval: 100,
  });
  const { rows } = await on.in((tx) =>
    tx.query(`select intent, answer_id from inbound_message where number = $1`, [person?.number]),
  );
  expect(rows).toEqual([{ intent: 'stop', answer_id: null }]);
});

test('what a text cost can be asked for afterwards', async () => {
  const { rows } = await on.in((tx) =>
    tx.query<{ id: string }>(
      `select provider_id as id from message where status = 'delivered' order by id limit 1`,
    ),
  );
  expect(await (await gateway()).readText?.(rows[0]?.id ?? '')).toMatchObject({
    value: { status: 'delivered', price: { amount: '0.00790', currency: 'USD' } },
  });
});
