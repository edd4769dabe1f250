import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';

export type GuardOptions = {
  readonly maxFailed?: string;
  readonly maxOptOuts?: string;
  readonly maxComplaints?: string;
  readonly maxUnknown?: string;
  readonly maxSpent?: string;
  readonly usual?: boolean;
};

type Guard = AnswerOf<'/v1/campaigns/{id}/guard', 'get'>;

/** Shows the guard of a campaign; with bounds, or with what is usual, gives it one. Exit code 7 where it has paused it. */
export async function guardCampaign(desk: Desk, wanted: string, options: GuardOptions): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const { maxFailed, maxOptOuts, maxComplaints, maxUnknown, maxSpent, usual } = options;
  const given = [maxFailed, maxOptOuts, maxComplaints, maxUnknown, maxSpent].some((one) => one !== undefined);
  const guard =
    given || usual
      ? await desk.tidings.call('put', '/v1/campaigns/{id}/guard', {
          path: { id },
          body: {
            ...(maxFailed !== undefined && { failed_percent: percentOf(maxFailed) }),
            ...(maxOptOuts !== undefined && { opt_out_percent: percentOf(maxOptOuts) }),
            ...(maxComplaints !== undefined && { complaint_percent: percentOf(maxComplaints) }),
            ...(maxUnknown !== undefined && { unknown_percent: percentOf(maxUnknown) }),
            ...(maxSpent !== undefined && { most_spent: amountOf(maxSpent) }),
          },
        })
      : await desk.tidings.call('get', '/v1/campaigns/{id}/guard', { path: { id } });
  desk.voice.answer(guard, () => tell(guard));
  return guard.state === 'tripped' ? exitCodes.warned : exitCodes.ok;
}

function percentOf(text: string): number | null {
  if (text === 'off') return null;
  const percent = Number(text.replace(/%$/, ''));
  if (Number.isFinite(percent)) return percent;
  throw misuse('Give bounds as a number of percent, such as 10, or off.');
}

function amountOf(text: string): string | null {
  if (text === 'off') return null;
  if (/^\d{1,12}(\.\d{1,6})?$/.test(text)) return text;
  throw misuse('Give --max-spent as an amount such as 25.00, without a currency, or off.');
}

function tell(guard: Guard): string {
  const line = (what: string, hits: number, tries: number, most: number | null) =>
    `  ${what}: ${hits} of ${tries}, ${most === null ? 'not looked at' : `at most ${most} %`}`;
  return [
    guard.sentence === null
      ? `It goes on while its figures do not get surely worse than this (${guard.state}).`
      : plain(guard.sentence),
    line('failed', guard.failed, guard.settled, guard.failed_percent),
    line('opt-outs', guard.opt_outs, guard.taken, guard.opt_out_percent),
    line('complaints', guard.complaints, guard.taken, guard.complaint_percent),
    line('unknown', guard.unknown, guard.tried, guard.unknown_percent),
    `  spent: ${guard.spent}, ${guard.most_spent === null ? 'not looked at' : `at most ${guard.most_spent}`}`,
  ].join('\n');
}

/** Lets those go who were to wait, after somebody has looked. */
export async function goOn(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const campaign = await desk.tidings.call('post', '/v1/campaigns/{id}/go-on', { path: { id } });
  desk.voice.answer(
    campaign,
    () =>
      `“${plain(campaign.name)}” goes on to all of its ${countOf(campaign.will_receive ?? 0, 'person', 'people')}.`,
  );
  return exitCodes.ok;
}
