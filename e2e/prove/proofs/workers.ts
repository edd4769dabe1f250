import type { Timing } from '../../../server/src/dispatch/index.ts';
import { seededRandom } from '../../stage/random.ts';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import type { Order, Proof, Report } from '../proof.ts';

const workers = 4;
// Slow enough for all of them to be there while it lasts.
const partsPerSecond = 600;
// Nobody dies here, so nobody has to wait for a lease to run out: it is as long as in production. With a shorter one a machine
// that has others to serve would make a worker look dead who is only slow.
const timing: Timing = { leaseMs: 30_000, guardMs: 1_000, submitTimeoutMs: 5_000, settleMs: 9_000 };

/**
 * Four worker processes, of which one after another is sent home (SIGTERM) and replaced, so many times (`--kills`). Whoever
 * leaves finishes what he has in hand: nothing may be unknown because of it.
 */
export const workersProof: Proof = {
  shows: 'four workers join and leave under load: nothing doubled, lost or unknown, and each leaves cleanly',
  controls: ['no-fence'],
  sizes: {
    short: { texts: 4_000, kills: 6, seconds: 0 },
    usual: { texts: 10_000, kills: 12, seconds: 0 },
    nightly: { texts: 1_000_000, kills: 1_000, seconds: 0 },
  },
  prove: (order) => {
    const pace = order.texts > 100_000 ? {} : { partsPerSecond };
    const carrier = carrierFlags(['throttle=0.01']);
    return onField(order, { carrier, timing, ...pace }, (field) => run(order, field));
  },
};

async function run(order: Order, field: Field): Promise<Report> {
  const { texts, seed, kills } = order;
  const { stage, cast, carrier } = field;
  const random = seededRandom(seed);
  const { runId, tag } = await field.launch();
  const crew = field.hire(workers);
  let unclean = 0;
  for (let leave = 1; leave <= kills; leave += 1) {
    const point = (0.9 * texts * leave) / (kills + 1);
    await field.untilAccepted(tag, point);
    // One of the two who have been there longest: a process that is only starting has nothing to leave behind.
    const gone = crew.sendHome(Math.floor(random() * 2));
    crew.join();
    if ((await gone) !== 0) unclean += 1;
  }
  const isFinished = await field.untilDone(runId);
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, carrier.ledger, texts);
  const { duplicates, lost, unknown } = verdict;
  const orphaned = await countOrphaned(field, runId);
  const found = breaches(verdict, isFinished) + orphaned + unclean + (isFinished ? unknown : 0);
  const { accepted } = verdict;
  return {
    ...{ texts, seed, left: kills, unclean, accepted, duplicates, lost, unknown, orphaned },
    ...{ isFinished, found, passed: isFinished && found === 0 },
  };
}

/** Texts whose worker was taken for dead, whatever became of them. */
async function countOrphaned({ stage, cast }: Field, runId: string): Promise<number> {
  const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ count: number }>(
      `select count(distinct m.id)::integer as count from message m join message_event e on e.message_id = m.id
       where m.campaign_id = $1 and e.kind = 'unknown' and e.reason = 'worker.died'`,
      [runId],
    ),
  );
  return rows[0]?.count ?? 0;
}
