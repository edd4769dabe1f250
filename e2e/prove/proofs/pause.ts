import { setTimeout as sleep } from 'node:timers/promises';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField, waitFor } from '../ground/field.ts';
import { timing } from '../ground/timing.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import type { Order, Proof, Report } from '../proof.ts';

const workers = 3;
const sleepers = 2;
// A second of this pace is a wave. Its texts leave evenly, so whoever is frozen has half of one in his hands.
const partsPerSecond = 150;
const limits = { inFlightCap: 500, chunksAtOnce: 1 };
// Beyond the lease, the settle time and what the carrier needs to list: by then others have asked, been told "never had it",
// and sent those texts themselves.
const sleepMs = timing.leaseMs + timing.settleMs + 5_000;

/** Processes that sleep beyond everything, in the middle of a wave, and wake with texts in their hands. */
export const pause: Proof = {
  shows: 'workers are frozen (SIGSTOP) until others have taken over, and wake: nothing doubled, nothing lost',
  controls: ['no-deadline-guard'],
  sizes: {
    short: { texts: 2_400, kills: 2, seconds: 0 },
    usual: { texts: 6_000, kills: 4, seconds: 0 },
    nightly: { texts: 90_000, kills: 60, seconds: 0 },
  },
  prove: (order) =>
    onField(order, { carrier: carrierFlags([]), partsPerSecond, limits }, (field) => run(order, field)),
};

async function run(order: Order, field: Field): Promise<Report> {
  const { texts, seed, kills } = order;
  const { stage, cast, carrier } = field;
  const { runId, tag } = await field.launch();
  const crew = field.hire(workers);
  await waitFor(async () => (await carrier.countAccepted(tag)) > partsPerSecond);
  let freezes = 0;
  while (freezes < kills) {
    const frozen = new Map<string, () => void>();
    while (frozen.size < sleepers && freezes < kills) {
      const name = await findAnnouncer(field, [...frozen.keys()]);
      frozen.set(name, crew.freeze(name));
      freezes += 1;
    }
    await sleep(sleepMs);
    for (const thaw of frozen.values()) thaw();
    await sleep(2_000);
  }
  const isFinished = await field.untilDone(runId);
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, carrier.ledger, texts);
  const found = breaches(verdict, isFinished);
  const passed = isFinished && found === 0;
  return { texts, seed, freezes, sleepMs, ...verdict, isFinished, found, passed };
}

/** Who has announced a wave in the last quarter of a second, and so has most of it still in his hands. */
async function findAnnouncer({ stage, cast }: Field, asleep: readonly string[]): Promise<string> {
  let owner: string | undefined;
  await waitFor(async () => {
    const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
      tx.query<{ owner: string }>(
        `select c.owner from send_intent i join send_chunk c on c.id = i.chunk_id and c.fence = i.fence
         where c.state = 'leased' and i.recorded_at > clock_timestamp() - interval '250 ms' and c.owner <> all($1)
         order by i.recorded_at desc limit 1`,
        [asleep],
      ),
    );
    owner = rows[0]?.owner;
    return owner !== undefined;
  }, 30_000);
  if (owner === undefined)
    throw new Error('Nobody announces anything; there are too few texts for so many freezes.');
  return owner;
}
