import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';

/** Whether a campaign is approved, by whom, and what it still needs. Approving is for people who are signed in, and no key's. */
export async function showApprovals(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const approvals = await desk.tidings.call('get', '/v1/campaigns/{id}/approvals', { path: { id } });
  desk.voice.answer(approvals, () =>
    [
      approvals.sentence,
      ...approvals.data.map(
        ({ verdict, by, note, people, is_of_this_content: isOfThis }) =>
          `${by} ${verdict} it for ${countOf(people, 'person', 'people')}${note ? `: ${note}` : ''}${isOfThis ? '' : ' (before it was changed)'}`,
      ),
    ].join('\n'),
  );
  return approvals.state === 'waiting' || approvals.state === 'declined' ? exitCodes.blocked : exitCodes.ok;
}
