import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSender, bringIn, launch, untilFinished } from './stage/campaigns.ts';
import { type StageWithCarrier, startWithCarrier } from './stage/own-carrier.ts';
import { plainList } from './stage/people.ts';
import { expectSums, reportOf } from './stage/reports.ts';
import { until } from './stage/until.ts';
import { acceptedTexts, numbersTexted } from './stage/witness.ts';

let stage: StageWithCarrier;
let senderId: string;
const list = plainList(1_500);
beforeAll(async () => {
  // Slow answers, so that some are always on their way when it happens.
  stage = await startWithCarrier(['--latency-ms 150-250']);
  const { tidings } = stage.owner;
  await bringIn(tidings, list, { list: 'Everybody' });
  // Three seconds for the list: long enough to go wrong in the middle.
  senderId = await addSender(tidings, 500, '+12025550101');
});
afterAll(() => stage.stop());

const countTexts = async (tag: string) => (await acceptedTexts(stage.ledger, tag)).length;
const launchIt = (name: string) => launch(stage.owner.tidings, { name, lists: ['Everybody'], senderId });

function untilSent(tag: string, count: number): Promise<boolean> {
  return until(`${count} texts are with the carrier`, async () => (await countTexts(tag)) >= count);
}

function untilAway(tag: string) {
  return until('the report says that the carrier is away', async () => {
    const report = await reportOf(stage.owner.tidings, tag);
    return report.gateway.state === 'unreachable' ? report : null;
  });
}

/** Everybody once by the ledger, everybody known by the report. */
async function expectWhole(tag: string): Promise<void> {
  await untilFinished(stage.owner.tidings, tag);
  expect(await numbersTexted(stage.ledger, tag)).toEqual([...list.numbers].sort());
  const report = await reportOf(stage.owner.tidings, tag);
  expectSums(report);
  expect(report.progress).toMatchObject({ handed_over: list.numbers.length, unknown: 0, failed: 0 });
  expect(report.gateway).toEqual({ state: 'ok', state_detail: null });
}

const sentence = 'The carrier cannot be reached. Sending goes on by itself as soon as it answers.';

describe('a carrier that is away in the middle of a campaign', () => {
  test('because it says that it is down: the campaign waits and says so, and goes on by itself', async () => {
    const { id } = await launchIt('Down');
    await untilSent(id, 300);
    await stage.change({ down: true });
    const { campaign, gateway, progress } = await untilAway(id);
    expect([campaign.status, gateway.state_detail]).toEqual(['sending', sentence]);
    expect(progress.unknown).toBe(0);
    expect(progress.queued).toBeGreaterThan(0);
    // What it was handed while it said no is waiting with us, and was not burnt in vain attempts.
    const before = await countTexts(id);
    expect(before).toBeLessThan(list.numbers.length);

    await stage.change({ down: false });
    await expectWhole(id);
  });

  test('because its process has died: the same, and texts whose answer was lost are not sent again', async () => {
    const { id } = await launchIt('Dead');
    await untilSent(id, 300);
    await stage.carrier().kill();
    const { campaign, gateway, progress } = await untilAway(id);
    expect([campaign.status, gateway.state_detail]).toEqual(['sending', sentence]);
    // The carrier had them and could not say so any more: they are named, until it can be asked.
    expect(progress.unknown).toBeGreaterThan(0);

    await stage.restartCarrier();
    await expectWhole(id);
  });
});
