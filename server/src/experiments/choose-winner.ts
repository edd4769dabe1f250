import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { countArms } from './count-arms.ts';
import { getExperiment } from './define-experiment.ts';
import { findExperiment, listArms, saveDecision } from './experiment.queries.ts';
import type { Experiment } from './experiment.ts';
import { judgeExperiment } from './judge-experiment.ts';

/** A person says what goes to the rest: where no winner was clear and nothing was to go, or before the wait is over. */
export async function chooseWinner(
  ctx: Context,
  scope: Scope,
  id: string,
  place: number,
): Promise<Experiment> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const experiment = (await findExperiment(tx, id, 'for update')) ?? (await getExperiment(tx, id));
    const isOpen =
      experiment.state === 'held' || (experiment.state === 'running' && experiment.startedAt !== null);
    if (!isOpen)
      throw new Conflict(
        'experiment.not_open',
        `Nothing is left to choose: the experiment is ${experiment.state === 'draft' ? 'not started' : experiment.state}.`,
      );
    // The rest begins behind the latest round: those of a round that is not all out would get neither.
    if (experiment.state === 'running' && experiment.decidesAt === null)
      throw new Conflict(
        'experiment.round_waits',
        'A round has not left whole yet. Choose once it has; a variant of it that is not to be sent can be stopped.',
      );
    const arms = await listArms(tx, id);
    const arm = arms.find((one) => one.place === place);
    if (!arm)
      throw new Invalid('experiment.no_variant', `There is no variant ${place}; they are counted from 0.`);
    const counts = await countArms(
      tx,
      arms.map(({ armId }) => armId),
    );
    const { kept } = judgeExperiment(experiment, arms, counts);
    const sentence = `Somebody chose “${arm.name}”. ${kept.sentence}`;
    const verdict = { ...kept, isClear: false, sentence };
    await saveDecision(tx, id, {
      state: 'deciding',
      winner: place,
      verdict,
      at: ctx.clock.now(),
      sentence: null,
    });
    await recordAudit(tx, scope, {
      act: 'experiment.chosen',
      object: publicId('cmp', id),
      before: { state: experiment.state },
      after: { state: 'deciding', winner: place, name: arm.name },
    });
    return getExperiment(tx, id);
  });
}
