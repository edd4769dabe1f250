import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCarrier, startCarrier } from '@tidings/carrier';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callbackRoutes } from '../../server/src/app/callbacks.routes.ts';
import { heedReceipts } from '../../server/src/dispatch/index.ts';
import { reconcileUnknown } from '../../server/src/dispatch/reconcile.ts';
import {
  bandwidth,
  changeGateway,
  type GatewayAdapter,
  plivo,
  rehearsalTwin,
  telnyx,
  vonage,
  vonageSms,
} from '../../server/src/gateways/index.ts';
import { placeOfGateway } from '../../server/src/gateways/open-gateways.ts';
import { retryParkedReceipts } from '../../server/src/messages/index.ts';
import { openHttp } from '../../server/src/platform/http/server.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import { cloneDatabase, type TestDatabase } from '../../server/test/database.ts';
import { counts, launch, type Stage, stage, workAll } from '../../server/test/dispatching.ts';
import { fakeCarrier } from '../../server/test/fake-gateway.ts';
import { testContext } from '../../server/test/sending.ts';

/**
 * A campaign through each of these carriers as the rehearsal carrier plays it, with answers that go missing. What was sent how often is
 * read from the carrier's ledger.
 */

const people = 24;
const shop = '+12025550100';

type Story = {
  /** The face that plays it. */
  readonly face: string;
  readonly adapter: GatewayAdapter;
  readonly settings: Record<string, unknown>;
  readonly secrets: Record<string, string>;
  /** What the face is told besides; where it brings what people write is given. */
  account(callbacks: string): Record<string, unknown>;
  /** A receipt that nobody has signed, for a text with this id. */
  forged(id: string): { path: string; headers: Record<string, string>; body: string };
  /** Callbacks are pointed from here, and not entered at the carrier. */
  readonly isPointed?: true;
};

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const vonageSettings = { api_key: 'abcd1234', signature_method: 'sha256' };
const vonageSecrets = { api_secret: 'secretofthestory', signature_secret: 'signature-of-the-story' };

const stories: readonly Story[] = [
  {
    ...{ face: 'vonage', adapter: vonage, secrets: vonageSecrets, settings: { api_key: 'abcd1234' } },
    account: (callbacks) => ({
      ...{ ...vonageSettings, ...vonageSecrets, inbound_url: `${callbacks}/inbound` },
    }),
    forged: (id) => ({
      ...{ path: '/receipts', headers: json },
      body: JSON.stringify({ message_uuid: id, status: 'rejected', error: { title: '1240' } }),
    }),
  },
  {
    ...{ face: 'vonage', adapter: vonageSms, secrets: vonageSecrets, settings: vonageSettings },
    account: () => ({ ...vonageSettings, ...vonageSecrets, inbound_as: 'sms' }),
    isPointed: true,
    forged: (id) => ({
      ...{ path: '/receipts', headers: form },
      body: new URLSearchParams({ messageId: id, status: 'failed', 'err-code': '9' }).toString(),
    }),
  },
  {
    ...{ face: 'plivo', adapter: plivo, settings: { auth_id: 'MA0000000000000000EX' } },
    secrets: { auth_token: 'token-of-the-story' },
    account: (callbacks) => ({
      ...{ auth_id: 'MA0000000000000000EX', auth_token: 'token-of-the-story' },
      inbound_url: `${callbacks}/inbound`,
    }),
    forged: (id) => ({
      ...{ path: '/receipts', headers: form },
      body: new URLSearchParams({ MessageUUID: id, Status: 'failed', ErrorCode: '200' }).toString(),
    }),
  },
  {
    ...{ face: 'telnyx', adapter: telnyx, secrets: { api_key: 'KEY_of_the_story' } },
    // The public half of thirty-two bytes of 1.
    settings: { public_key: 'iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=' },
    account: (callbacks) => ({
      ...{ api_key: 'KEY_of_the_story', signing_seed: Buffer.alloc(32, 1).toString('base64') },
      inbound_url: `${callbacks}/inbound`,
    }),
    forged: (id) => ({
      ...{
        path: '/receipts',
        headers: { ...json, 'telnyx-timestamp': '1', 'telnyx-signature-ed25519': 'AA==' },
      },
      body: JSON.stringify({
        data: { event_type: 'message.finalized', payload: { id, to: [{ status: 'delivery_failed' }] } },
      }),
    }),
  },
  {
    ...{ face: 'bandwidth', adapter: bandwidth },
    settings: {
      ...{ account_id: '1234567', username: 'api', callback_user: 'tidings' },
      application_id: '93de2206-9669-4e07-948d-329f4b722ee2',
    },
    secrets: { password: 'of-the-story', callback_password: 'of-callbacks' },
    account: (callbacks) => ({
      ...{ account_id: '1234567', username: 'api', password: 'of-the-story' },
      ...{ callback_user: 'tidings', callback_password: 'of-callbacks', callback_url: callbacks },
      application_id: '93de2206-9669-4e07-948d-329f4b722ee2',
    }),
    forged: (id) => ({
      ...{ path: '', headers: { ...json, authorization: 'Basic eDp5' } },
      body: JSON.stringify([{ type: 'message-failed', errorCode: 4775, message: { id } }]),
    }),
  },
];

const folder = mkdtempSync(join(tmpdir(), 'tidings-carriers-'));
let database: TestDatabase;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  for (const close of open.reverse()) await close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** An account at the carrier that a story is about, as if somebody had just connected it. */
async function connect({ face, adapter, settings, secrets, account }: Story) {
  const twin = rehearsalTwin(adapter);
  // The clock of the test stands still and the carrier's does not; and nobody waits here until a list is surely whole.
  const hurried: GatewayAdapter = {
    ...twin,
    open(entered, secret, place) {
      const gateway = twin.open(entered, secret, place);
      const leftAt = new Date(Date.now() - 60_000);
      return { ...gateway, listingLagMs: 0, reconcile: (text) => gateway.reconcile({ ...text, leftAt }) };
    },
  };
  const on = await stage(database, people, { ...fakeCarrier(), adapter: hurried });
  const http = await openHttp({
    ...{ log: silentLog, version: '0', authorize: async () => {}, isPermission: () => true },
  });
  open.push(
    () => on.gateways.close(),
    () => http.close(),
  );
  callbackRoutes(http, testContext(database.db), on.gateways, 'test');
  const callbackOrigin = await http.listen({ host: '127.0.0.1', port: 0 });
  const id = on.fixture.gatewayId;
  const callbacks = callbackOrigin + placeOfGateway(on.ctx, adapter, { id, settings: {} }).callbackPath;
  const running = await startCarrier({
    ...{
      key: 'key',
      callbackUrl: 'http://127.0.0.1:9/',
      callbackSecret: 'secret',
      seed: 7,
      profile: 'plain',
    },
    ledger: join(folder, `${adapter.kind}.ndjson`),
    providers: { [face]: { ...account(callbacks), numbers: [shop] } },
    settings: {
      faults: { throttle: 0.1, accept_then_reset: 0.1, accept_then_500: 0.1, receipt_duplicate: 0.1 },
      sent_receipts: false,
    },
  });
  open.push(() => running.stop());
  const origin = running.providers[face];
  const entered = { origin, callback_origin: callbackOrigin, connections: 8, ...settings };
  await on.in((tx) => changeGateway(on.ctx, tx, { id }, entered, JSON.stringify(secrets)));
  const gateway = () => on.in((tx) => on.gateways.get(tx, id));
  return { on, running, callbacks, gateway };
}

const suppressed = async (on: Stage) =>
  (
    await on.in((tx) =>
      tx.query<{ number: string }>('select number from suppression where lifted_at is null'),
    )
  ).rows.map(({ number }) => number);

/** Receipts that came before their texts were on record are tried again, as a worker does. */
const readParked = (on: Stage) =>
  on.in((tx) => retryParkedReceipts(tx, 200, undefined, (ready) => heedReceipts(tx, on.ctx, ready)));

describe.each(stories)('$adapter.name', (story) => {
  let on: Stage;
  let running: RunningCarrier;
  let callbacks: string;

  test('accepts the account, and a campaign reaches everybody once, whatever becomes of the answers', async () => {
    const connected = await connect(story);
    ({ on, running, callbacks } = connected);
    const gateway = await connected.gateway();
    expect(await gateway.testConnection?.()).toMatchObject({ isGood: true });
    if (story.isPointed) expect(await gateway.pointCallbacks?.()).toMatchObject({ kind: 'answered' });
    expect(await gateway.listNumbers?.()).toMatchObject({ value: [{ number: shop, kind: 'long_code' }] });
    const runId = await launch(on);
    await workAll(on);
    await on.tools.late.drain();
    const settled = async () => {
      await readParked(on);
      await reconcileUnknown(on.tools, on.gateways);
      await workAll(on);
      await on.tools.late.drain();
      return (await counts(on, runId)).delivered === people;
    };
    await vi.waitUntil(settled, { timeout: 60_000, interval: 250 });
    expect(await counts(on, runId)).toEqual({ delivered: people });
    expect(running.carrier.summary()).toMatchObject({
      ...{ accepted: people, distinct_recipients: people, duplicates_by_reference: 0 },
    });
  });

  test('is not believed without its signature, and its STOP takes people out', async () => {
    const { rows } = await on.in((tx) =>
      tx.query<{ id: string }>(
        `select provider_id as id from message where provider_id is not null order by id limit 1`,
      ),
    );
    const { path, headers, body } = story.forged(rows[0]?.id ?? '');
    const answer = await fetch(callbacks + path, { method: 'POST', headers, body });
    expect(answer.status).toBe(401);
    expect(await suppressed(on)).toEqual([]);
    const number = on.fixture.people[0]?.number ?? '';
    await running.carrier.type({ number, sender: shop, body: 'Stop' });
    await vi.waitUntil(async () => (await suppressed(on)).includes(number), {
      timeout: 60_000,
      interval: 100,
    });
    expect(await suppressed(on)).toEqual([number]);
  });
});
