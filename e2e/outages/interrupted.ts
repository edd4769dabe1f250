import { once } from 'node:events';
import { openTidings, type Tidings } from '@tidings/sdk';
import { expect, type TestContext } from 'vitest';
import { addSlowSender, bringIn, historicConsent, launch, untilImport, upload } from '../stage/campaigns.ts';
import { plainList, repeated } from '../stage/people.ts';
import { makeDataDir, type Running, removeDataDir, startTidings } from '../stage/start-tidings.ts';
import { until } from '../stage/until.ts';
import { expectWhole } from '../stage/whole.ts';
import { acceptedTexts } from '../stage/witness.ts';

const list = plainList(1_500);
// Ninety thousand rows take long enough to be interrupted.
const long = { name: 'long.csv', bytes: repeated(list.bytes, 60) };
const inOrderSeconds = 30;
const atOnceSeconds = 5;

/** One Ctrl-C while a file is read, one while it is imported, one while it is texted; a new start after each. */
export async function interruptedOnce(context: TestContext): Promise<void> {
  const stage = await openStage(context);
  const { id } = await upload(stage.tidings(), long);
  await stage.tidings().call('post', '/v1/imports/{id}/check', {
    path: { id },
    body: { list: 'Everybody', historic_consent: historicConsent },
  });
  expect(await statusOf(stage.tidings(), id)).toBe('checking');
  await endInOrder(stage);

  expect(await untilImport(stage.tidings(), id, 'checked', 'failed')).toMatchObject({
    status: 'checked',
    counts: { rows: 90_000, people: 1_500 },
  });
  await stage.tidings().call('post', '/v1/imports/{id}/commit', { path: { id } });
  expect(await statusOf(stage.tidings(), id)).toBe('importing');
  await endInOrder(stage);

  expect(await untilImport(stage.tidings(), id, 'imported', 'failed')).toMatchObject({
    status: 'imported',
    counts: { created: 1_500, with_consent: 1_500 },
  });
  const launched = await launchSlowly(stage);
  await endInOrder(stage);
  await expectAll(stage, launched);
}

/** Two, one after the other, while a file is read and while a list is texted: it does not wait for anything. */
export async function interruptedTwice(context: TestContext): Promise<void> {
  const stage = await openStage(context);
  await bringIn(stage.tidings(), list, { list: 'Everybody' });
  const { id } = await upload(stage.tidings(), long);
  const launched = await launchSlowly(stage);
  await stage.tidings().call('post', '/v1/imports/{id}/check', { path: { id }, body: {} });
  expect(await statusOf(stage.tidings(), id)).toBe('checking');
  const { code, seconds } = await pressCtrlC(stage.running(), 2);
  expect(code).toBe(130);
  expect(seconds).toBeLessThan(atOnceSeconds);
  await stage.startAgain();

  await expectAll(stage, launched);
  const checked = await untilImport(stage.tidings(), id, 'checked', 'failed');
  expect(checked).toMatchObject({ status: 'checked', counts: { rows: 90_000, unchanged: 1_500 } });
}

type Launched = Awaited<ReturnType<typeof launchSlowly>>;
type Stage = { running(): Running; tidings(): Tidings; startAgain(): Promise<void> };

async function openStage({ onTestFinished }: TestContext): Promise<Stage> {
  const dataDir = makeDataDir();
  let running = await startTidings({ dataDir });
  onTestFinished(async () => {
    await running.stop();
    await removeDataDir(dataDir);
  });
  let { key, tidings } = await running.setUp();
  return {
    running: () => running,
    tidings: () => tidings,
    async startAgain() {
      running = await startTidings({ dataDir });
      tidings = openTidings({ baseUrl: running.url, key });
    },
  };
}

async function endInOrder(stage: Stage): Promise<void> {
  const { code, seconds } = await pressCtrlC(stage.running(), 1);
  expect(code).toBe(0);
  expect(seconds).toBeLessThan(inOrderSeconds);
  await stage.startAgain();
}

/** Ctrl-C as a terminal sends it, to everything in its group, so many times; returns how it ended. */
async function pressCtrlC(running: Running, times: number) {
  const { pid } = running.process;
  if (pid === undefined) throw new Error('The service has no process.');
  const startedAt = performance.now();
  const exit = once(running.process, 'exit');
  const said = running.readLog().length;
  for (let time = 1; time <= times; time += 1) {
    process.kill(-pid, 'SIGINT');
    // Two signals that come before either is handled are one to the system.
    await until('it has heard', () => time === times || running.readLog().includes('Stopping:', said));
  }
  const [code] = (await exit) as [number | null];
  return { code, seconds: (performance.now() - startedAt) / 1_000 };
}

async function launchSlowly(stage: Stage) {
  const { senderId, hurry } = await addSlowSender(stage.tidings(), '+12025550101');
  const { id } = await launch(stage.tidings(), { lists: ['Everybody'], senderId });
  await until('it is under way', async () => (await acceptedTexts(stage.running().ledger(), id)).length > 30);
  return { campaignId: id, hurry };
}

async function expectAll(stage: Stage, { campaignId, hurry }: Launched): Promise<void> {
  expect((await acceptedTexts(stage.running().ledger(), campaignId)).length).toBeLessThan(1_500);
  await hurry(stage.tidings());
  const ledger = stage.running().ledger();
  await expectWhole({ tidings: stage.tidings(), ledger, campaignId, numbers: list.numbers });
}

const statusOf = async (tidings: Tidings, id: string) =>
  (await tidings.call('get', '/v1/imports/{id}', { path: { id } })).status;
