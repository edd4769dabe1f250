import { setTimeout as sleep } from 'node:timers/promises';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField, waitFor } from '../ground/field.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import type { Order, Proof, Report } from '../proof.ts';

const workers = 2;
// A second of this pace is a wave. Its texts leave evenly, so whoever is frozen has most of one in his hands.
const partsPerSecond = 150;
const limits = { inFlightCap: 500, chunksAtOnce: 3 };
// Enough for the rest of a wave to leave, if anything lets it.
const awakeMs = 3_000;

/**
 * So many campaigns (`--kills`) of `--texts` each. In each the worker that has just announced a wave is frozen, until the others have taken over: they
 * have asked for its texts, been told "never had it", sent those themselves and come to the end. Then it wakes.
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
  prove: (order) =>
    onField(order, { carrier: carrierFlags([]), partsPerSecond, limits }, (field) => run(order, field)),
};

async function run({ texts, seed, kills }: Order, field: Field): Promise<Report> {
  const crew = field.hire(workers);
  const sum = { accepted: 0, duplicates: 0, lost: 0, unknown: 0, found: 0 };
  let isFinished = true;
  for (let freezes = 0; freezes < kills; freezes += 1) {
    const { runId, tag } = await field.launch();
    const thaw = crew.freeze(await findAnnouncer(field));
    const isDone = await field.untilDone(runId);
    thaw();
    await sleep(awakeMs);
    const verdict = await judgeRun(field.stage.ctx, field.cast, runId, tag, field.carrier.ledger, texts);
    for (const count of ['accepted', 'duplicates', 'lost', 'unknown'] as const) sum[count] += verdict[count];
    sum.found += breaches(verdict, isDone);
    isFinished &&= isDone;
  }
  return { texts, seed, freezes: kills, ...sum, isFinished, passed: isFinished && sum.found === 0 };
}

/** Who has announced a wave in the last quarter of a second, and so has most of it still in his hands. */
async function findAnnouncer({ stage, cast }: Field): Promise<string> {
  let owner: string | undefined;
  await waitFor(async () => {
    const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
      tx.query<{ owner: string }>(
        `select c.owner from send_intent i join send_chunk c on c.id = i.chunk_id and c.fence = i.fence
         where c.state = 'leased' and i.recorded_at > clock_timestamp() - interval '250 ms'
         order by i.recorded_at desc limit 1`,
      ),
    );
    owner = rows[0]?.owner;
    return owner !== undefined;
  }, 30_000);
  if (owner === undefined)
    throw new Error('Nobody announces anything; there are too few texts for so many freezes.');
  return owner;
}
