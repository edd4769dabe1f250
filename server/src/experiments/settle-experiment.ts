import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { saveDecision } from './experiment.queries.ts';
import { type Arm, type Experiment, partsOf } from './experiment.ts';
import type { Judgement } from './judge-experiment.ts';

/** Keeps what was found and says what goes to the rest: the winner, what was chosen for want of one, or nothing until somebody chooses. */
export async function settleExperiment(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  found: { readonly experiment: Experiment; readonly arms: readonly Arm[]; readonly verdict: Judgement },
): Promise<void> {
  const { experiment, arms, verdict } = found;
  const { campaignId: id, plan } = experiment;
  const { winner, ahead, kept } = verdict;
  const first = arms.find(({ stoppedAt }) => stoppedAt === null)?.place ?? null;
  const instead = plan.fallback === 'best' ? ahead : plan.fallback === 'first' ? first : null;
  const chosen = winner ?? instead;
  const hasRest = partsOf(id, plan, experiment.round).rest !== null;
  const state = !hasRest ? 'ended' : chosen === null ? 'held' : 'deciding';
  const sentence =
    state === 'held' ? `${kept.sentence} Nothing goes to the rest until somebody chooses.` : null;
  await saveDecision(tx, id, {
    state,
    winner: hasRest ? chosen : winner,
    verdict: kept,
    at: ctx.clock.now(),
    sentence,
  });
  await recordAudit(tx, scope, {
    act: 'experiment.decided',
    object: publicId('cmp', id),
    before: { state: experiment.state },
    after: { state, winner: chosen, is_clear: kept.isClear, sentence: kept.sentence },
  });
}
