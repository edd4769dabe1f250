import { expect, type TestContext } from 'vitest';
import { addSlowSender, bringIn, launch } from '../stage/campaigns.ts';
import { type StageWithCarrier, startWithCarrier } from '../stage/own-carrier.ts';
import { plainList } from '../stage/people.ts';
import { reportOf } from '../stage/reports.ts';
import { until } from '../stage/until.ts';
import { expectWhole } from '../stage/whole.ts';
import { acceptedTexts } from '../stage/witness.ts';

const list = plainList(1_500);
const sentence = 'The carrier cannot be reached. Sending goes on by itself as soon as it answers.';

/** The carrier says that it is down, and says so for a while. */
export async function carrierDown({ onTestFinished }: TestContext): Promise<void> {
  const { stage, id, hurry } = await underWay(onTestFinished);
  await stage.change({ down: true });
  const { campaign, gateway, progress } = await untilAway(stage, id);
  expect([campaign.status, gateway.state_detail]).toEqual(['sending', sentence]);
  // What it was handed while it said no waits with us: it was refused for certain, and nothing is unknown.
  expect(progress.unknown).toBe(0);
  expect(progress.queued).toBeGreaterThan(0);

  await stage.change({ down: false });
  await expectAll(stage, id, hurry);
}

/** The carrier's process dies with texts in its hands, and is started again. */
export async function carrierDead({ onTestFinished }: TestContext): Promise<void> {
  const { stage, id, hurry } = await underWay(onTestFinished);
  await stage.carrier().kill();
  const { campaign, gateway } = await untilAway(stage, id);
  expect([campaign.status, gateway.state_detail]).toEqual(['sending', sentence]);
  // It had some and could not say so any more: they are named, until it can be asked.
  await until('the report names unknown texts', async () => {
    const { progress } = await reportOf(stage.owner.tidings, id);
    return progress.unknown > 0;
  });

  await stage.restartCarrier();
  await expectAll(stage, id, hurry);
}

async function underWay(onTestFinished: TestContext['onTestFinished']) {
  // Slow answers and slower receipts, so that of some texts nothing is known when it happens.
  const stage = await startWithCarrier(['--latency-ms 400-600 --receipt-delay-ms 2000-3000']);
  onTestFinished(stage.stop);
  const { tidings } = stage.owner;
  await bringIn(tidings, list, { list: 'Everybody' });
  const { senderId, hurry } = await addSlowSender(tidings, '+12025550101');
  const { id } = await launch(tidings, { lists: ['Everybody'], senderId });
  await until('the campaign is under way', async () => (await acceptedTexts(stage.ledger, id)).length > 30);
  return { stage, id, hurry };
}

function untilAway(stage: StageWithCarrier, id: string) {
  return until('the report says that the carrier is away', async () => {
    const report = await reportOf(stage.owner.tidings, id);
    return report.gateway.state === 'unreachable' ? report : null;
  });
}

async function expectAll(stage: StageWithCarrier, id: string, hurry: () => Promise<unknown>): Promise<void> {
  expect((await acceptedTexts(stage.ledger, id)).length).toBeLessThan(list.numbers.length);
  await hurry();
  const { tidings } = stage.owner;
  await expectWhole({ tidings, ledger: stage.ledger, campaignId: id, numbers: list.numbers });
}
