import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeFile } from '@tidings/carrier';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigSchema } from '../server/src/app/config.schema.ts';
import { startUrgentThread, type UrgentThread } from '../server/src/app/urgent/urgent-thread.ts';
import { queueText } from '../server/src/dispatch/index.ts';
import { readConfig } from '../server/src/platform/config.ts';
import { roles } from '../server/src/platform/db/roles.ts';
import { publicId } from '../server/src/platform/ids.ts';
import { silentLog } from '../server/src/platform/log.ts';
import { type CarrierProcess, startCarrierProcess } from './stage/carrier.ts';
import { type Cast, enrol, instanceId, launch, openStage, type Stage, secretKey } from './stage/stage.ts';
import { until } from './stage/until.ts';

let folder: string;
let stage: Stage;
let carrier: CarrierProcess;
let overHttp: Cast;
let overSmpp: Cast;
let thread: UrgentThread;

/** Nobody else works here, so whatever leaves was sent by the thread. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-urgent-'));
  stage = await openStage(folder);
  carrier = await startCarrierProcess(join(folder, 'ledger.ndjson'), 'http://127.0.0.1:9/', [
    ...['--smpp-port', '0', '--profile', 'plain', '--latency-ms', '1-5'],
  ]);
  const secret = JSON.stringify({ key: carrier.key, callback_secret: carrier.callbackSecret });
  overHttp = await enrol(stage.ctx, 20, { kind: 'rehearsal', settings: { url: carrier.url }, secret });
  const { port = 0, systemId = '' } = carrier.smpp ?? {};
  const smpp = { host: '127.0.0.1', port, systemId, window: 20 };
  overSmpp = await enrol(stage.ctx, 1, { kind: 'rehearsal_smpp', settings: smpp, secret: carrier.key });
  const { config, problems } = readConfig(ConfigSchema, {}, 'TIDINGS_');
  if (!config) throw new Error(problems.join(' '));
  const databaseUrl = stage.embedded.url(roles.worker, 'postgres');
  const orders = { config, databaseUrl, secretKey, oldSecretKeys: [], instanceId, workerName: 'urgent' };
  thread = startUrgentThread(orders, silentLog);
  await until('the thread sends', () => thread.isThere());
});

afterAll(async () => {
  await thread?.stop(10_000);
  await carrier?.stop();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

const answer = (cast: Cast, number: string) =>
  stage.ctx.db.tx(cast.workspaceId, (tx) =>
    queueText(tx, stage.ctx, {
      ...{ contactId: null, number, senderId: cast.sender.id, body: 'You are out.', kind: 'auto' },
      ...{ purpose: 'conversational', lane: 'conversational', reason: 'stop_confirmation' },
    }),
  );

const isWaiting = async (cast: Cast) =>
  (await stage.ctx.db.tx(cast.workspaceId, (tx) => tx.query(`select from send_chunk where state = 'ready'`)))
    .rowCount;

it('sends what is urgent, and neither campaigns nor what needs a line', async () => {
  const runId = await launch(stage.ctx, overHttp);
  await answer(overSmpp, '+12025550142');
  const waiting = await isWaiting(overHttp);
  for (const number of ['+12025550143', '+12025550144']) await answer(overHttp, number);
  await until('both are with the carrier', async () => {
    const { accepted } = await judgeFile(carrier.ledger, { tag: 'auto:stop_confirmation' });
    return accepted === 2;
  });
  await until('both chunks are done', async () => (await isWaiting(overHttp)) === waiting);
  expect(await carrier.countAccepted(publicId('cmp', runId))).toBe(0);
  expect(await isWaiting(overSmpp)).toBe(1);
});

it('tells what it has counted, and is gone once it is stopped', async () => {
  const sent = (await thread.read()).find(({ name }) => name === 'tidings_texts_total');
  expect(sent?.values.map(({ labels, value }) => [labels.lane, labels.outcome, value])).toEqual([
    ['conversational', 'accepted', 2],
  ]);
  await thread.stop(10_000);
  expect(thread.isThere()).toBe(false);
  expect(await thread.read()).toEqual([]);
});
