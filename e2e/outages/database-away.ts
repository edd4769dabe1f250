import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type TestContext } from 'vitest';
import {
  addSlowSender,
  bringIn,
  check,
  historicConsent,
  launch,
  untilImport,
  upload,
  writeCampaign,
} from '../stage/campaigns.ts';
import { startDatabase } from '../stage/database.ts';
import { textsOn } from '../stage/handsets.ts';
import { type StageWithCarrier, startWithCarrier } from '../stage/own-carrier.ts';
import { plainList, repeated } from '../stage/people.ts';
import { until } from '../stage/until.ts';
import { expectWhole } from '../stage/whole.ts';
import { acceptedTexts } from '../stage/witness.ts';

const list = plainList(2_000);
const awayMs = 3_000;

/** The database goes away with a campaign, the check of a file and an import in the middle of their work. */
export async function databaseAway({ onTestFinished }: TestContext): Promise<void> {
  const database = await startDatabase();
  onTestFinished(database.remove);
  const stage = await startWithCarrier([], { env: database.env });
  onTestFinished(stage.stop);
  const { tidings } = stage.owner;
  const { waiting, going, checking, committing, leaver, hurry } = await underWay(stage);
  await database.goAway();

  await expectRefusals(stage, waiting);
  // A STOP that nobody can write down is the carrier's to bring again.
  await stage.typeOn(leaver, 'STOP');
  await sleep(awayMs);
  expect((await acceptedTexts(stage.ledger, going)).length).toBeLessThan(list.numbers.length);
  await database.comeBack();
  await until('it answers again', async () => (await hurry()).id);

  expect(await untilImport(tidings, checking, 'checked', 'failed')).toMatchObject({
    status: 'checked',
    counts: { rows: 90_000, people: 1_500, created: 1_500 },
  });
  expect(await untilImport(tidings, committing, 'imported', 'failed')).toMatchObject({
    status: 'imported',
    counts: { created: 1_500, with_consent: 1_500 },
  });
  const { data: lists } = await tidings.call('get', '/v1/lists');
  expect(lists.find((one) => one.name === 'Committed')?.people).toBe(1_500);
  await expectWhole({ tidings, ledger: stage.ledger, campaignId: going, numbers: list.numbers });

  // The launch that was refused did nothing, and could be made now.
  const { status } = await tidings.call('get', '/v1/campaigns/{id}', { path: { id: waiting } });
  expect([status, await acceptedTexts(stage.ledger, waiting)]).toEqual(['checked', []]);
  await until('the STOP is confirmed', async () =>
    (await textsOn(tidings, leaver)).some((text) => text.includes('You are unsubscribed')),
  );
}

/** One campaign ready to launch, one going out, one file being read, one being imported, and somebody who will leave. */
async function underWay({ owner: { tidings }, ledger }: StageWithCarrier) {
  await bringIn(tidings, list, { list: 'Everybody' });
  const { id: waiting } = await writeCampaign(tidings, { name: 'Waiting', lists: ['Everybody'] });
  await tidings.call('post', '/v1/campaigns/{id}/check', { path: { id: waiting } });
  const { id: committing } = await upload(tidings, plainList(1_500, 2_000));
  await check(tidings, committing, { list: 'Committed' });
  const long = { name: 'long.csv', bytes: repeated(plainList(1_500, 3_500).bytes, 60) };
  const { id: checking } = await upload(tidings, long);

  const { senderId, hurry } = await addSlowSender(tidings, '+12025550101');
  const { id: going } = await launch(tidings, { name: 'Going', lists: ['Everybody'], senderId });
  const [first] = await until('texts are on their way', async () => {
    const texts = await acceptedTexts(ledger, going);
    return texts.length > 30 ? texts : null;
  });
  await tidings.call('post', '/v1/imports/{id}/check', {
    path: { id: checking },
    body: { list: 'Long', historic_consent: historicConsent },
  });
  await tidings.call('post', '/v1/imports/{id}/commit', { path: { id: committing } });
  return { waiting, going, checking, committing, leaver: first?.to ?? '', hurry };
}

const refused = {
  status: 503,
  detail: 'The database cannot be reached. Nothing was done; try again shortly.',
};

/** Asks without the client's patience: what does the service itself answer, right now? */
async function expectRefusals({ running, owner }: StageWithCarrier, waiting: string): Promise<void> {
  const ask = async (method: string, path: string, body?: string) => {
    const answer = await fetch(`${running.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${owner.key}` },
      ...(body === undefined ? {} : { body }),
    });
    const { detail } = (await answer.json()) as { detail?: string };
    return { status: answer.status, detail };
  };
  const uploads = join(running.dataDir, 'uploads');
  const kept = readdirSync(uploads);
  expect(await ask('GET', '/v1/campaigns')).toEqual(refused);
  expect(await ask('POST', `/v1/campaigns/${waiting}/launch`)).toEqual(refused);
  expect(await ask('POST', '/v1/imports?file_name=x.csv', 'Mobile\n+12025550101\n')).toEqual(refused);
  expect((await ask('GET', '/readyz')).status).toBe(503);
  expect((await ask('GET', '/healthz')).status).toBe(200);
  expect(readdirSync(uploads)).toEqual(kept);
}
