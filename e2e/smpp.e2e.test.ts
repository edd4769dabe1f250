import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeFile } from '@tidings/carrier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters } from '../server/src/app/gateways.ts';
import { receiveCallback } from '../server/src/app/receive-callback.ts';
import { isRunDrained, runDispatch } from '../server/src/dispatch/index.ts';
import { openReplyDesk } from '../server/src/inbound/index.ts';
import { publicId } from '../server/src/platform/ids.ts';
import { type CarrierProcess, startCarrierProcess } from './stage/carrier.ts';
import { type Cast, enrol, instanceId, launch, openStage, type Stage } from './stage/stage.ts';
import { until } from './stage/until.ts';

const people = 600;

let folder: string;
let stage: Stage;
let carrier: CarrierProcess;
let cast: Cast;
let ending = new AbortController();
let dispatching: Promise<void>;

/** A worker, as a process of its own would begin: what it knows it has from the database. */
function beginWork(): void {
  ending = new AbortController();
  const replies = openReplyDesk(stage.ctx);
  dispatching = runDispatch(stage.ctx, adapters, {
    signal: ending.signal,
    workerName: 'smpp',
    instanceId,
    hear: (from, callback) => receiveCallback(stage.ctx, replies, instanceId, from, callback),
  });
}

const count = async (sql: string) =>
  (await stage.ctx.db.tx(cast.workspaceId, (tx) => tx.query<{ n: number }>(sql))).rows[0]?.n ?? 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-smpp-'));
  stage = await openStage(folder);
  carrier = await startCarrierProcess(join(folder, 'ledger.ndjson'), 'http://127.0.0.1:9/', [
    ...['--smpp-port', '0', '--smpp-ids', 'hex_then_decimal', '--seed', '7', '--latency-ms', '1-10'],
    ...['--reply', 'stop=0.05', '--reply', 'question=0.05', '--fault', 'receipt_duplicate=0.1'],
    ...['--fault', 'throttle=0.02'],
  ]);
  const { port = 0, systemId = '' } = carrier.smpp ?? {};
  cast = await enrol(stage.ctx, people, {
    kind: 'rehearsal_smpp',
    settings: { host: '127.0.0.1', port, systemId, window: 20, ids: { response: 'hex', receipt: 'decimal' } },
    secret: carrier.key,
  });
  beginWork();
});

afterAll(async () => {
  ending.abort();
  await dispatching;
  await carrier?.stop();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a campaign over SMPP', () => {
  it('reaches everybody once, by the carrier’s ledger, through a window and past throttling', async () => {
    const runId = await launch(stage.ctx, cast);
    await until('nobody waits', async () =>
      (await stage.ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId))) ? true : null,
    );
    const witness = await judgeFile(carrier.ledger, { tag: publicId('cmp', runId) });
    expect(witness.distinct_recipients).toBe(people);
    expect(witness.duplicates_by_recipient).toBe(0);
  });

  it('hears what became of each text, whichever way the carrier writes its ids', async () => {
    await until('every receipt is in', async () => ((await carrier.countUnfinished()) === 0 ? true : null));
    const open = `select count(*) as n from message where kind = 'campaign' and status in ('queued', 'accepted', 'sent', 'unknown')`;
    await until('every receipt is applied', async () => ((await count(open)) === 0 ? true : null));
    expect(
      await count(`select count(*) as n from message where kind = 'campaign' and status = 'delivered'`),
    ).toBeGreaterThan(people / 2);
  });

  it('hears STOP over the same line, and confirms it', async () => {
    await until('a STOP has come', async () =>
      (await count('select count(*) as n from suppression')) > 0 ? true : null,
    );
    const confirmations = `select count(*) as n from message where kind = 'auto' and body like '%unsubscribed%' and status in ('accepted', 'delivered')`;
    await until('it is confirmed', async () => ((await count(confirmations)) > 0 ? true : null));
  });

  it('joins a long reply whose parts come backwards, twice, and on either side of a restart', async () => {
    const words = `pls no more of these, ${'thank you for all the years of bread and rolls and cake. '.repeat(4)}bye`;
    // Nobody on the list, so that the phone has not answered by itself.
    const from = '+13125550142';
    const type = (order: number[]) =>
      carrier.type(from, cast.sender.number, words, { apart: { way: 'sar', reference: 700, order } });
    const kept = () => count(`select count(*) as n from inbound_part where number = '${from}'`);
    await type([2, 2]);
    await until('the second part is on record', async () => ((await kept()) === 1 ? true : null));
    ending.abort();
    await dispatching;
    beginWork();
    await type([2, 1]);
    const whole = `select count(*) as n from inbound_message where number = '${from}' and intent = 'stop' and body = '${words}'`;
    await until('it is one reply', async () => ((await count(whole)) === 1 ? true : null));
    const told = `select count(*) as n from message where number = '${from}' and body like '%unsubscribed%' and status in ('accepted', 'delivered')`;
    await until('its STOP is confirmed', async () => ((await count(told)) === 1 ? true : null));
    expect(await count(`select count(*) as n from inbound_message where number = '${from}'`)).toBe(1);
  });
});
