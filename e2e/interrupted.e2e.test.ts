import { once } from 'node:events';
import { openTidings, type Tidings } from '@tidings/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSender, bringIn, check, launch, untilFinished, untilImport, upload } from './stage/campaigns.ts';
import { plainList, repeated } from './stage/people.ts';
import { expectSums, reportOf } from './stage/reports.ts';
import { makeDataDir, type Running, removeDataDir, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts, numbersTexted } from './stage/witness.ts';

let dataDir: string;
let service: Running;
let tidings: Tidings;
let key: string;
beforeAll(async () => {
  dataDir = makeDataDir();
  service = await startTidings({ dataDir });
  ({ key, tidings } = await service.setUp());
});
afterAll(async () => {
  await service.stop();
  await removeDataDir(dataDir);
});

const mostSeconds = 30;

/** Ctrl-C as a terminal sends it, to everything in its group, so many times; returns how it ended. */
async function pressCtrlC(times: number): Promise<{ code: number | null; seconds: number }> {
  const { pid } = service.process;
  if (pid === undefined) throw new Error('The service has no process.');
  const startedAt = performance.now();
  const exit = once(service.process, 'exit');
  const said = service.readLog().length;
  for (let time = 0; time < times; time += 1) {
    process.kill(-pid, 'SIGINT');
    // Two signals that come before either is handled are one to the system.
    await until('it has heard', () => time === times - 1 || service.readLog().includes('Stopping:', said));
  }
  const [code] = (await exit) as [number | null];
  return { code, seconds: (performance.now() - startedAt) / 1_000 };
}

async function startAgain(): Promise<void> {
  service = await startTidings({ dataDir });
  tidings = openTidings({ baseUrl: service.url, key });
}

const statusOf = async (id: string) =>
  (await tidings.call('get', '/v1/imports/{id}', { path: { id } })).status;

async function launchSlowly(list: string, sender: string): Promise<string> {
  const senderId = await addSender(tidings, 500, sender);
  const { id } = await launch(tidings, { name: list, lists: [list], senderId });
  await until('it is under way', async () => (await acceptedTexts(service.ledger(), id)).length > 200);
  return id;
}

async function expectWhole(id: string, numbers: readonly string[]): Promise<void> {
  await untilFinished(tidings, id, 100_000);
  expect(await numbersTexted(service.ledger(), id)).toEqual([...numbers].sort());
  const report = await reportOf(tidings, id);
  expectSums(report);
  expect(report.progress).toMatchObject({ handed_over: numbers.length, unknown: 0 });
}

describe('Ctrl-C', () => {
  test('while a list is checked, while it is imported and while it is texted: it ends in order and goes on at the next start', async () => {
    const list = plainList(1_500);
    const { id } = await upload(tidings, { name: 'long.csv', bytes: repeated(list.bytes, 60) });
    await tidings.call('post', '/v1/imports/{id}/check', { path: { id }, body: { list: 'First' } });
    expect(await statusOf(id)).toBe('checking');
    const atCheck = await pressCtrlC(1);
    expect(atCheck.code).toBe(0);
    expect(atCheck.seconds).toBeLessThan(mostSeconds);

    await startAgain();
    expect(await untilImport(tidings, id, 'checked', 'failed')).toMatchObject({
      status: 'checked',
      counts: { rows: 90_000, people: 1_500 },
    });
    await tidings.call('post', '/v1/imports/{id}/commit', { path: { id } });
    expect(await statusOf(id)).toBe('importing');
    const atCommit = await pressCtrlC(1);
    expect(atCommit.code).toBe(0);
    expect(atCommit.seconds).toBeLessThan(mostSeconds);

    await startAgain();
    expect(await untilImport(tidings, id, 'imported', 'failed')).toMatchObject({
      status: 'imported',
      counts: { created: 1_500, with_consent: 1_500 },
    });
    const campaign = await launchSlowly('First', '+12025550101');
    const atSending = await pressCtrlC(1);
    expect(atSending.code).toBe(0);
    expect(atSending.seconds).toBeLessThan(mostSeconds);
    expect((await acceptedTexts(service.ledger(), campaign)).length).toBeLessThan(1_500);

    await startAgain();
    await expectWhole(campaign, list.numbers);
  });

  test('twice, in the middle of a check and of sending: it ends at once, and still nothing is lost or doubled', async () => {
    const list = plainList(1_500, 1_500);
    await bringIn(tidings, list, { list: 'Second' });
    const { id } = await upload(tidings, { name: 'again.csv', bytes: repeated(list.bytes, 60) });
    const campaign = await launchSlowly('Second', '+12025550102');
    await tidings.call('post', '/v1/imports/{id}/check', { path: { id }, body: { list: 'Second' } });
    expect(await statusOf(id)).toBe('checking');
    const ended = await pressCtrlC(2);
    expect(ended.code).toBe(130);
    expect(ended.seconds).toBeLessThan(5);
    expect((await acceptedTexts(service.ledger(), campaign)).length).toBeLessThan(1_500);

    await startAgain();
    await expectWhole(campaign, list.numbers);
    const checked = await untilImport(tidings, id, 'checked', 'failed');
    expect(checked).toMatchObject({ status: 'checked', counts: { rows: 90_000, unchanged: 1_500 } });
    // And it is all as usual afterwards.
    expect((await check(tidings, id, { list: 'Second' })).status).toBe('checked');
  });
});
