import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addSender,
  bringIn,
  check,
  launch,
  untilFinished,
  untilImport,
  upload,
  writeCampaign,
} from './stage/campaigns.ts';
import { type Database, startDatabase } from './stage/database.ts';
import { textsOn } from './stage/handsets.ts';
import { type StageWithCarrier, startWithCarrier } from './stage/own-carrier.ts';
import { plainList, repeated } from './stage/people.ts';
import { expectSums, reportOf } from './stage/reports.ts';
import { until } from './stage/until.ts';
import { acceptedTexts, numbersTexted } from './stage/witness.ts';

let database: Database;
let stage: StageWithCarrier;
const list = plainList(2_000);
beforeAll(async () => {
  database = await startDatabase();
  stage = await startWithCarrier([], { env: database.env });
  await bringIn(stage.owner.tidings, list, { list: 'Everybody' });
});
afterAll(async () => {
  await stage.stop();
  await database.remove();
});

/** Asks without the client's patience: what does the service itself answer, right now? */
async function ask(method: string, path: string, body?: string): Promise<{ status: number; detail: string }> {
  const answer = await fetch(`${stage.service.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${stage.owner.key}` },
    ...(body === undefined ? {} : { body }),
  });
  const { detail = '' } = (await answer.json()) as { detail?: string };
  return { status: answer.status, detail };
}

const away = {
  status: 503,
  detail: 'The database cannot be reached. Nothing was done; try again shortly.',
};
const uploads = () => readdirSync(join(stage.service.dataDir, 'uploads'));

describe('a database that goes away for a while', () => {
  test('refuses what is asked of it in a sentence; a campaign, a check and an import that were under way go on by themselves', async () => {
    const { tidings } = stage.owner;
    const waiting = await writeCampaign(tidings, { name: 'Waiting', lists: ['Everybody'] });
    await tidings.call('post', '/v1/campaigns/{id}/check', { path: { id: waiting.id } });
    const committed = await upload(tidings, { name: 'committed.csv', bytes: plainList(1_500, 2_000).bytes });
    await check(tidings, committed.id, { list: 'Committed' });
    const long = await upload(tidings, {
      name: 'long.csv',
      bytes: repeated(plainList(1_500, 3_500).bytes, 100),
    });

    // Two seconds of sending, so that all three are in the middle of it when it happens.
    const senderId = await addSender(tidings, 1_000, '+12025550101');
    const { id } = await launch(tidings, { name: 'Going', lists: ['Everybody'], senderId });
    const sentBefore = await until('texts are on their way', async () => {
      const texts = await acceptedTexts(stage.ledger, id);
      return texts.length > 300 ? texts : null;
    });
    await tidings.call('post', '/v1/imports/{id}/check', { path: { id: long.id }, body: { list: 'Long' } });
    await tidings.call('post', '/v1/imports/{id}/commit', { path: { id: committed.id } });
    const kept = uploads();
    await database.goAway();

    expect(await ask('GET', '/v1/campaigns')).toEqual(away);
    expect(await ask('POST', `/v1/campaigns/${waiting.id}/launch`)).toEqual(away);
    expect(await ask('POST', '/v1/imports?file_name=x.csv', 'Mobile\n+12025550101\n')).toEqual(away);
    expect((await fetch(`${stage.service.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${stage.service.url}/healthz`)).status).toBe(200);
    expect(uploads()).toEqual(kept);
    const leaver = sentBefore[0]?.to ?? '';
    await stage.typeOn(leaver, 'STOP');
    await sleep(3_000);
    expect((await acceptedTexts(stage.ledger, id)).length).toBeLessThan(list.numbers.length);
    await database.comeBack();

    expect(await untilImport(tidings, long.id, 'checked', 'failed')).toMatchObject({
      status: 'checked',
      counts: { rows: 150_000, people: 1_500, created: 1_500 },
    });
    expect(await untilImport(tidings, committed.id, 'imported', 'failed')).toMatchObject({
      status: 'imported',
      counts: { created: 1_500, with_consent: 1_500 },
    });
    const { data: lists } = await tidings.call('get', '/v1/lists');
    expect(lists.find((one) => one.name === 'Committed')?.people).toBe(1_500);

    await untilFinished(tidings, id);
    expect(await numbersTexted(stage.ledger, id)).toEqual([...list.numbers].sort());
    const report = await reportOf(tidings, id);
    expectSums(report);
    expect(report.progress).toMatchObject({ handed_over: list.numbers.length, unknown: 0 });

    // The launch that was refused did nothing, and could be made now.
    const { status } = await tidings.call('get', '/v1/campaigns/{id}', { path: { id: waiting.id } });
    expect([status, (await acceptedTexts(stage.ledger, waiting.id)).length]).toEqual(['checked', 0]);
    // A STOP that nobody could write down was brought again by the carrier until somebody did.
    await until('the STOP is confirmed', async () =>
      (await textsOn(tidings, leaver)).some((text) => text.includes('You are unsubscribed')),
    );
  });
});
