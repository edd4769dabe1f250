import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';

export type BriefOptions = {
  readonly objective?: string;
  readonly measure?: 'delivered' | 'clicks' | 'replies' | 'opt_outs' | 'conversions' | 'revenue';
  readonly target?: string;
  readonly owner?: string;
  readonly budget?: string;
  readonly notes?: string;
};

type Brief = AnswerOf<'/v1/campaigns/{id}/brief', 'get'>;

/** Shows what a campaign is for; with an objective and a measure, says it. */
export async function briefCampaign(desk: Desk, wanted: string, options: BriefOptions): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const { objective, measure, target, owner, budget, notes } = options;
  if (objective === undefined && [measure, target, owner, budget, notes].some((one) => one !== undefined))
    throw misuse('Say what it is to bring about with --objective, and by what it is judged with --measure.');
  if (objective === undefined)
    return answer(desk, await desk.tidings.call('get', '/v1/campaigns/{id}/brief', { path: { id } }));
  if (measure === undefined) throw misuse('Say with --measure by what it is judged.');
  const number = target === undefined ? null : Number(target);
  if (Number.isNaN(number)) throw misuse('--target is a number.');
  const body = {
    objective,
    measure,
    target: number,
    owner: owner ?? null,
    budget: budget ?? null,
    notes: notes ?? null,
  };
  return answer(desk, await desk.tidings.call('put', '/v1/campaigns/{id}/brief', { path: { id }, body }));
}

function answer(desk: Desk, brief: Brief): ExitCode {
  const { objective, measure, target, owner, budget, notes } = brief;
  desk.voice.answer(brief, () =>
    [
      plain(objective),
      `Judged by ${measure.replaceAll('_', ' ')}${target === null ? '' : `, ${target} of which would be a success`}.`,
      ...(owner === null ? [] : [`${plain(owner)} answers for it.`]),
      ...(budget === null ? [] : [`It may cost ${budget}.`]),
      ...(notes === null ? [] : [plain(notes)]),
    ].join('\n'),
  );
  return exitCodes.ok;
}

export async function cloneCampaign(
  desk: Desk,
  wanted: string,
  { name }: { name?: string },
): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const made = await desk.tidings.call('post', '/v1/campaigns/{id}/clone', {
    path: { id },
    body: name === undefined ? {} : { name },
  });
  desk.voice.answer(made, () => `A draft with the same words and people: ${made.id} “${plain(made.name)}”`);
  return exitCodes.ok;
}
