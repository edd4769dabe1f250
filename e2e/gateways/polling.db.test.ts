import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCarrier } from '@tidings/carrier';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemScope } from '../../server/src/accounts/index.ts';
import { type PollTools, pollGateway } from '../../server/src/app/poll-gateways.ts';
import {
  changeGateway,
  clicksend,
  type GatewayAdapter,
  plivo,
  rehearsalTwin,
  takeDuePolls,
  textmagic,
  twilio,
} from '../../server/src/gateways/index.ts';
import { getPollState } from '../../server/src/gateways/polling/polling.queries.ts';
import { setReceiving } from '../../server/src/gateways/polling/set-receiving.ts';
import { openReplyDesk } from '../../server/src/inbound/index.ts';
import { cloneDatabase, type TestDatabase } from '../../server/test/database.ts';
import { counts, launch, stage, workAll } from '../../server/test/dispatching.ts';
import { fakeCarrier } from '../../server/test/fake-gateway.ts';

/** Nobody can call here: what the carriers have to tell is asked for. Their faces play what they list. */

const people = 3;
const shop = '+12025550100';
const sid = 'AC00000000000000000000000000000001';

type Story = {
  readonly adapter: GatewayAdapter;
  readonly settings: Record<string, unknown>;
  readonly secrets: Record<string, string>;
  /** Texts whose price its list tells. */
  readonly priced: number;
};
const stories: readonly Story[] = [
  { adapter: twilio, settings: { account_sid: sid }, secrets: { auth_token: 'token' }, priced: people },
  { adapter: textmagic, settings: { username: 'harbour' }, secrets: { api_key: 'key' }, priced: 0 },
  { adapter: clicksend, settings: { username: 'harbour' }, secrets: { api_key: 'key' }, priced: 0 },
];

const folder = mkdtempSync(join(tmpdir(), 'tidings-polling-'));
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

test.each(stories)(
  '$adapter.name: receipts and replies come by asking, once, and trouble is said',
  async (story) => {
    const { adapter, settings, secrets } = story;
    const on = await stage(database, people, { ...fakeCarrier(), adapter: rehearsalTwin(adapter) });
    const running = await startCarrier({
      ...{
        key: 'key',
        callbackUrl: 'http://127.0.0.1:9/',
        callbackSecret: 'secret',
        seed: 7,
        profile: 'plain',
      },
      ledger: join(folder, `${adapter.kind}.ndjson`),
      providers: { [adapter.kind]: { ...settings, ...secrets, numbers: [shop] } },
    });
    open.push(
      () => on.gateways.close(),
      () => running.stop(),
    );
    const id = on.fixture.gatewayId;
    const entered = { origin: running.providers[adapter.kind], connections: 4, ...settings };
    await on.in((tx) => changeGateway(on.ctx, tx, { id }, entered, JSON.stringify(secrets)));
    const scope = systemScope(on.fixture.workspaceId, 'test');
    const twins = [adapter, plivo].map(rehearsalTwin);
    await setReceiving(on.ctx, twins, scope, id, 'polling');

    const tools: PollTools = { gateways: on.gateways, replies: openReplyDesk(on.ctx), instanceId: 'test' };
    const poll = async () => {
      await on.in((tx) => tx.query('update gateway set poll_next_at = clock_timestamp()'));
      for (const due of await on.in(takeDuePolls))
        await pollGateway(on.ctx, tools, on.fixture.workspaceId, due);
      return on.in((tx) => getPollState(tx, id));
    };
    const count = async (sql: string) => (await on.in((tx) => tx.query(sql))).rows[0]?.n;

    const runId = await launch(on);
    await workAll(on);
    await on.tools.late.drain();
    const number = on.fixture.people[0]?.number ?? '';
    const isDelivered = async () => {
      await poll();
      return (await counts(on, runId)).delivered === people;
    };
    await vi.waitUntil(isDelivered, { timeout: 60_000, interval: 100 });
    await running.carrier.type({ number, sender: shop, body: 'Stop' });
    const isOut = async () => {
      await poll();
      return (await count(`select count(*) as n from suppression where number = '${number}'`)) === 1;
    };
    await vi.waitUntil(isOut, { timeout: 60_000, interval: 100 });
    const after = await poll();
    expect(after).toMatchObject({ failures: 0, trouble: null, replies: 1, receipts: people });
    expect(await count('select count(*) as n from inbound_message')).toBe(1);
    expect(await count(`select count(*) as n from text_cost where source = 'listing'`)).toBe(story.priced);

    running.carrier.change({ down: true });
    const troubled = await poll();
    expect(troubled).toMatchObject({ failures: 1, trouble: expect.any(String), replies: 1 });
    expect((await poll()).failures).toBe(2);
    running.carrier.change({ down: false });
    expect(await poll()).toMatchObject({ failures: 0, trouble: null });
  },
);

test('a carrier that cannot be asked for what people write has to call', async () => {
  const twin = rehearsalTwin(plivo);
  const on = await stage(database, 0, { ...fakeCarrier(), adapter: twin });
  const scope = systemScope(on.fixture.workspaceId, 'test');
  const asking = setReceiving(on.ctx, [twin], scope, on.fixture.gatewayId, 'polling');
  await expect(asking).rejects.toMatchObject({ code: 'gateway.not_pollable' });
});
