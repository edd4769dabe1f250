import type { Timing } from '../../../server/src/dispatch/index.ts';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import { wreck } from '../ground/wreck.ts';
import type { Order, Proof, Report } from '../proof.ts';

// Slow answers, so that much is in flight whenever a worker dies.
const carrier = carrierFlags([], '--latency-ms', '100-300');
const limits = { inFlightCap: 50, chunksAtOnce: 2 };
// What is unknown here is to come from the kills alone, and not from a machine on which an answer takes seconds.
const timing: Timing = { leaseMs: 12_000, guardMs: 1_000, submitTimeoutMs: 9_000, settleMs: 13_000 };

/**
 * A carrier that answers no question (class E) loses no answer here: all that is unknown comes from the kills, and there
 * is a bound for it. Nothing of it may be sent again, and each such text must be listed by name.
 */
export const blind: Proof = {
  shows:
    'a carrier that cannot be asked: nothing doubled; unknown at most what was in flight at the kills, all listed',
  controls: ['trust-silence'],
  sizes: {
    short: { texts: 3_000, kills: 4, seconds: 0 },
    usual: { texts: 20_000, kills: 20, seconds: 0 },
    nightly: { texts: 1_000_000, kills: 1_000, seconds: 0 },
  },
  prove: (order) => onField(order, { carrier, isBlind: true, limits, timing }, (field) => run(order, field)),
};

async function run(order: Order, field: Field): Promise<Report> {
  const { texts, seed } = order;
  const { stage, cast } = field;
  const { runId, tag } = await field.launch();
  const { kills } = await wreck(order, field, field.hire(2), tag, 0);
  const isFinished = await field.untilDone(runId);
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, field.carrier.ledger, texts);
  const unknownAtMost = kills * limits.inFlightCap * limits.chunksAtOnce;
  const unlisted = await countUnlisted(field, runId);
  const tooMany = Math.max(0, verdict.unknown - unknownAtMost);
  const found = breaches(verdict, isFinished) + tooMany + unlisted;
  const passed = isFinished && found === 0;
  return { texts, seed, kills, ...verdict, unknownAtMost, unlisted, isFinished, found, passed };
}

/** Texts that are called unknown and stand on no list of such. */
async function countUnlisted({ stage, cast }: Field, runId: string): Promise<number> {
  const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ unlisted: number }>(
      `select count(*)::integer as unlisted from message m where m.campaign_id = $1 and m.status = 'unknown'
         and not exists (select from unknown_text u where u.message_id = m.id)`,
      [runId],
    ),
  );
  return rows[0]?.unlisted ?? 0;
}
