import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { streamLedger } from '@tidings/carrier';
import { type Cast, enrol, type Stage } from '../../../e2e/stage/stage.ts';
import { systemScope } from '../../../server/src/accounts/index.ts';
import { enqueueRun, startRun } from '../../../server/src/dispatch/index.ts';
import { createSender } from '../../../server/src/senders/index.ts';
import { startBenchWorker } from '../blast.ts';
import { defineScenario } from '../scenario.ts';
import { connectCarrier, openCarrier } from '../sending.ts';
import { openStageIn } from '../stage.ts';

type Limit = { name: string; number: string; perSecond: number; windowMs: number; most: number };

const minute = (perMinute: number, number: string): Limit => ({
  name: `${perMinute}PerMinute`,
  number,
  perSecond: perMinute / 60,
  windowMs: 60_000,
  most: perMinute,
});

const limits: readonly Limit[] = [
  minute(1, '+12025550111'),
  minute(10, '+12025550112'),
  minute(100, '+12025550113'),
  minute(4_500, '+12025550114'),
  { name: '1000PerSecond', number: '+12025550115', perSecond: 1_000, windowMs: 1_000, most: 1_000 },
];

const fullSeconds = 300;
// The fastest number alone would need three hundred thousand people.
const fastSeconds = 60;

export const pace = defineScenario({
  name: 'pace',
  about:
    'Five numbers with five limits send at the same time, each to more people than it can reach: 1, 10, 100 and 4,500 parts a minute and 1,000 a second. The carrier’s ledger says when it accepted each text.',
  figures: {
    ratio1PerMinute: 'rate that was held, by the limit',
    ratio10PerMinute: 'the same',
    ratio100PerMinute: 'the same',
    ratio4500PerMinute: 'the same',
    ratio1000PerSecond: 'the same',
    windowsAbove:
      'windows of a minute (of a second for the last) in which the carrier accepted more than the limit, over all numbers; every text begins one',
    fullest: 'the fullest window, by its limit',
  },
  limits:
    'Over loopback, where texts arrive as evenly as they leave. A rate is the texts less one, by the time from the first to the last.',
  async run({ isQuick, workplace, say }) {
    const seconds = isQuick ? 20 : fullSeconds;
    const stage = await openStageIn(workplace);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      '--latency-ms',
      '0-0',
      '--fault',
      'receipt_lost=1',
    );
    const wanted = limits.map(
      ({ perSecond }) =>
        Math.ceil(perSecond * (perSecond > 100 ? Math.min(seconds, fastSeconds) : seconds) * 1.1) + 2,
    );
    const cast = await enrol(
      stage.ctx,
      wanted.reduce((sum, one) => sum + one, 0),
    );
    await connectCarrier(stage, cast, carrier);
    await launchAll(stage, cast, wanted);
    say(`sending for ${seconds} s`);
    startBenchWorker(stage, workplace);
    await sleep((seconds + 2) * 1_000);
    return judge(await acceptances(carrier.ledger));
  },
});

async function launchAll({ ctx }: Stage, cast: Cast, wanted: readonly number[]): Promise<void> {
  const scope = systemScope(cast.workspaceId, 'bench');
  const { program } = cast;
  let skipped = 0;
  for (const [at, { number, perSecond: partsPerSecond }] of limits.entries()) {
    const count = wanted[at] ?? 0;
    await ctx.db.tx(cast.workspaceId, async (tx) => {
      const sender = await createSender(ctx, tx, scope, {
        gatewayId: cast.gatewayId,
        number,
        kind: 'long_code',
        partsPerSecond,
      });
      const id = randomUUID();
      const { id: programId, brandId, purpose } = program;
      await startRun(tx, {
        id,
        programId,
        brandId,
        purpose,
        senderId: sender.id,
        body: 'Pace: hello {{ first_name }}',
      });
      await enqueueRun(tx, {
        runId: id,
        lane: 'marketing',
        senderId: sender.id,
        notBefore: new Date(),
        audienceSql: {
          text: 'select id from contact where workspace_id = $1 order by id offset $2 limit $3',
          values: [cast.workspaceId, skipped, count],
        },
      });
    });
    skipped += count;
  }
}

/** When the carrier accepted each text, in milliseconds, by the number it came from. */
async function acceptances(ledger: string): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for await (const row of streamLedger(ledger)) {
    if (row.kind !== 'accepted') continue;
    const known = times.get(row.from) ?? [];
    known.push(Date.parse(row.at));
    times.set(row.from, known);
  }
  return times;
}

function judge(times: ReadonlyMap<string, number[]>) {
  let windowsAbove = 0;
  let fullest = 0;
  const ratios = limits.map(({ number, perSecond, windowMs, most }) => {
    const at = times.get(number) ?? [];
    const windows = windowCounts(at, windowMs);
    windowsAbove += windows.filter((count) => count > most).length;
    fullest = Math.max(fullest, ...windows.map((count) => count / most));
    const [first = 0, last = 0] = [at.at(0), at.at(-1)];
    return last > first ? ((at.length - 1) / (last - first)) * (1_000 / perSecond) : null;
  });
  const [one, ten, hundred, many, fast] = ratios;
  return {
    ratio1PerMinute: one ?? null,
    ratio10PerMinute: ten ?? null,
    ratio100PerMinute: hundred ?? null,
    ratio4500PerMinute: many ?? null,
    ratio1000PerSecond: fast ?? null,
    windowsAbove,
    fullest,
  };
}

/** How many came within `windowMs` from each on, that one included. */
export function windowCounts(times: readonly number[], windowMs: number): number[] {
  let end = 0;
  return times.map((from, begin) => {
    while (end < times.length && (times[end] ?? 0) < from + windowMs) end += 1;
    return end - begin;
  });
}
