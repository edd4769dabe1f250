import { join } from 'node:path';
import type { Timing } from '../../../server/src/dispatch/index.ts';
import { seededRandom } from '../../stage/random.ts';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { type Moment, openFreezing } from '../ground/freezing.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import { waitFor } from '../ground/waiting.ts';
import type { Order, Proof, Report } from '../proof.ts';

const workers = 2;
// A second of this pace is a wave. Its texts leave evenly, so whoever is frozen in its first half has the second in his hands.
const partsPerSecond = 150;
// Of several chunks one may be in the middle of its transaction when its worker freezes, and keeps the number's pace until PostgreSQL
// ends it after a minute. That belongs to the longer runs.
const limitsOf = ({ kills }: Order) => ({ inFlightCap: 500, chunksAtOnce: kills > 1 ? 3 : 1 });
// The deadline is a few waves away: on a slow machine, too, it is the sleep that goes beyond it, and nothing else.
const timing: Timing = { leaseMs: 8_000, guardMs: 4_000, submitTimeoutMs: 2_000, settleMs: 9_000 };

/**
 * So many campaigns (`--kills`) of `--texts` each. In each a worker that has just announced a wave freezes itself (SIGSTOP) in the
 * middle of it, or while its commit is answered, until the others have taken over: they have asked for its texts, been told "never
 * had it", sent those themselves and come to the end. Then it wakes.
 */
export const pause: Proof = {
  shows:
    'a worker is frozen (SIGSTOP) in mid-wave until others have sent all, and wakes: nothing doubled, nothing lost',
  controls: ['no-deadline-guard'],
  sizes: {
    short: { texts: 600, kills: 1, seconds: 0 },
    usual: { texts: 900, kills: 3, seconds: 0 },
    nightly: { texts: 1_500, kills: 100, seconds: 0 },
  },
  prove: (order) => {
    const freezing = join(order.folder, 'freezing');
    const carrier = carrierFlags([]);
    const options = { carrier, partsPerSecond, limits: limitsOf(order), timing, freezing };
    return onField(order, options, (field) => run(order, field, freezing));
  },
};

async function run({ texts, seed, kills }: Order, field: Field, folder: string): Promise<Report> {
  const freezing = openFreezing(folder);
  const random = seededRandom(seed);
  field.hire(workers);
  const sum = { accepted: 0, duplicates: 0, lost: 0, unknown: 0, found: 0 };
  let isFinished = true;
  for (let freezes = 0; freezes < kills; freezes += 1) {
    const { runId, tag } = await field.launch();
    const wake = await freezing.freezeOne(momentOf(freezes, texts, random));
    const isDone = await field.untilDone(runId);
    const isAwake = await wake();
    await waitFor(async () => (await field.carrier.countUnfinished()) === 0, 60_000);
    const verdict = await judgeRun(field.stage.ctx, field.cast, runId, tag, field.carrier.ledger, texts);
    for (const count of ['accepted', 'duplicates', 'lost', 'unknown'] as const) sum[count] += verdict[count];
    sum.found += breaches(verdict, isDone);
    isFinished &&= isDone && isAwake;
  }
  return { texts, seed, freezes: kills, ...sum, isFinished, passed: isFinished && sum.found === 0 };
}

/** Of each third freeze the word is out and its commit not answered; otherwise up to a half of the wave has left. */
function momentOf(nth: number, texts: number, random: () => number): Moment {
  const wave = Math.min(partsPerSecond, texts) / 2;
  return { leastTexts: Math.floor(wave), after: nth % 3 === 1 ? 'word' : Math.floor(random() * (wave / 2)) };
}
