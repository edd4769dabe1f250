import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf, formatCount } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';

/** Whether a campaign is approved, by whom, and what it still needs; without one, all that wait. Approving is for people who are signed in, and no key's. */
export async function showApprovals(desk: Desk, wanted: string | undefined): Promise<ExitCode> {
  if (wanted === undefined) return listApprovals(desk);
  const id = await findCampaign(desk, wanted);
  const approvals = await desk.tidings.call('get', '/v1/campaigns/{id}/approvals', { path: { id } });
  desk.voice.answer(approvals, () =>
    [
      approvals.sentence,
      ...(approvals.request ? [`${approvals.request.by} says: ${approvals.request.note}`] : []),
      ...approvals.data.map(
        ({ verdict, by, note, people, is_of_this_content: isOfThis }) =>
          `${by} ${verdict.replace('_', ' ')} it for ${countOf(people, 'person', 'people')}${note ? `: ${note}` : ''}${isOfThis ? '' : ' (before it was changed)'}`,
      ),
    ]
      .map(oneLine)
      .join('\n'),
  );
  return isKeptBack(approvals) ? exitCodes.blocked : exitCodes.ok;
}

const isKeptBack = ({ state }: { readonly state: string }) =>
  state === 'waiting' || state === 'declined' || state === 'changes_requested';

async function listApprovals(desk: Desk): Promise<ExitCode> {
  const open = await desk.tidings.call('get', '/v1/approvals');
  desk.voice.answer(open, () =>
    open.data.length === 0
      ? 'Nothing waits for approval.'
      : printTable(
          ['id', 'name', 'people', 'where it stands'],
          open.data.map(({ campaign_id: id, name, people, sentence }) => [
            ...[id, name, people === null ? '' : formatCount(people)],
            sentence,
          ]),
          desk.voice.paint,
        ),
  );
  return exitCodes.ok;
}

/** What the author wants those to know who are to approve it. */
export async function askApproval(
  desk: Desk,
  wanted: string,
  { note }: { readonly note: string },
): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const path = { id };
  const said = await desk.tidings.call('put', '/v1/campaigns/{id}/approval-request', {
    path,
    body: { note },
  });
  desk.voice.answer(said, () => said.sentence);
  return exitCodes.ok;
}
