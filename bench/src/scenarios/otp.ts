import { setTimeout as sleep } from 'node:timers/promises';
import { streamLedger } from '@tidings/carrier';
import { type Cast, instanceId, launch, type Stage } from '../../../e2e/stage/stage.ts';
import { isRunDrained, queueText } from '../../../server/src/dispatch/index.ts';
import { referenceOf } from '../../../server/src/gateways/index.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { startBenchWorker } from '../blast.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';
import { openSmppCast } from '../smpp-cast.ts';
import { openServingContext, openStageIn } from '../stage.ts';

const everyMs = 50;
const lookEveryMs = 100;
const warmUps = 20;

export const otp = defineScenario({
  name: 'otp',
  about:
    'One-time passwords, twenty a second, while a campaign over SMPP runs at full speed from the same number: the same worker, the same bind. Each counts from the call that hands it in, in a transaction of its own, to the moment of its acceptance in the carrier’s ledger.',
  figures: {
    people: 'people whom the campaign texts meanwhile',
    passwords: 'passwords handed in while it ran',
    p50Ms: 'from the call to the carrier’s acceptance: half of them were faster',
    p99Ms: 'one in a hundred took longer',
    slowestMs: 'the longest of all',
    campaignPerSecond: 'texts of the campaign that the carrier accepted in a second meanwhile',
  },
  limits:
    'The call is that of the queue (`queueText`), without the HTTP and the keys around it. Passwords are handed in at fixed times whether or not earlier ones have arrived. The ledger has whole milliseconds. The measuring process, the carrier and PostgreSQL share the cores with the worker.',
  async run({ isQuick, size, workplace, say }) {
    const people = size ?? (isQuick ? 10_000 : 300_000);
    const stage = await openStageIn(workplace);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      ...['--sent-receipts', 'off', '--profile', 'plain', '--smpp-port', '0'],
    );
    say(`making ${people} people who agreed`);
    const cast = await openSmppCast(stage, carrier, people);
    const serving = { ...stage, ctx: openServingContext(stage, workplace) };
    const runId = await launch(stage.ctx, cast);
    const tag = publicId('cmp', runId);
    startBenchWorker(stage, workplace);
    while ((await carrier.countAccepted(tag)) === 0) await sleep(lookEveryMs);
    // The first ones find connections that are not open yet and code that is not compiled yet.
    for (let n = 0; n < warmUps; n += 1) await handIn(serving, cast, n, new Map());
    while ((await carrier.countAccepted('auto:otp')) < warmUps) await sleep(lookEveryMs);
    say('sending passwords while the campaign runs');
    const begun = { at: performance.now(), texts: await carrier.countAccepted(tag) };
    const calledAt = await handInWhile(serving, cast, async () => !(await isDrained(stage, cast, runId)));
    const seconds = (performance.now() - begun.at) / 1_000;
    const texts = (await carrier.countAccepted(tag)) - begun.texts;
    while ((await carrier.countAccepted('auto:otp')) < warmUps + calledAt.size) await sleep(lookEveryMs);
    const times = await timesUntilAccepted(carrier.ledger, calledAt);
    return {
      people,
      passwords: times.length,
      p50Ms: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
      slowestMs: Math.max(...times),
      campaignPerSecond: texts / seconds,
    };
  },
});

const isDrained = ({ ctx }: Stage, cast: Cast, runId: string) =>
  ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId));

/** Hands in passwords at fixed times; returns when each was, by its reference. */
async function handInWhile(
  stage: Stage,
  cast: Cast,
  isOn: () => Promise<boolean>,
): Promise<Map<string, number>> {
  const calledAt = new Map<string, number>();
  const calls: Promise<void>[] = [];
  const startedAt = performance.now();
  let lookAt = 0;
  for (let n = 0; ; n += 1) {
    await sleep(Math.max(0, startedAt + n * everyMs - performance.now()));
    if (performance.now() >= lookAt) {
      if (!(await isOn())) break;
      lookAt = performance.now() + lookEveryMs;
    }
    calls.push(handIn(stage, cast, warmUps + n, calledAt));
  }
  await Promise.all(calls);
  return calledAt;
}

async function handIn(
  { ctx }: Stage,
  { workspaceId, sender }: Cast,
  n: number,
  calledAt: Map<string, number>,
): Promise<void> {
  const at = Date.now();
  const id = await ctx.db.tx(workspaceId, (tx) =>
    queueText(tx, ctx, {
      contactId: null,
      // Beyond the people of the campaign.
      number: `+15559${String(n).padStart(6, '0')}`,
      senderId: sender.id,
      body: `Your code is ${100_000 + n}. It is good for ten minutes.`,
      kind: 'auto',
      purpose: 'otp',
      lane: 'otp',
      reason: 'otp',
    }),
  );
  calledAt.set(referenceOf(instanceId, id), at);
}

async function timesUntilAccepted(ledger: string, calledAt: ReadonlyMap<string, number>): Promise<number[]> {
  const times: number[] = [];
  for await (const row of streamLedger(ledger)) {
    const at = row.kind === 'accepted' ? calledAt.get(row.reference) : undefined;
    if (at !== undefined) times.push(Date.parse(row.at) - at);
  }
  return times;
}
