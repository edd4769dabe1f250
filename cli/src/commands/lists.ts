import { askFirst, requireConsentOrSomebody } from '../ask-first.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findLists } from '../find/find.ts';
import { oneLine } from '../print/plain.ts';

/** Another name for a list; whatever names it does so by its id. */
export async function renameList(desk: Desk, wanted: string, name: string): Promise<ExitCode> {
  const [id = ''] = await findLists(desk, [wanted]);
  const list = await desk.tidings.call('patch', '/v1/lists/{id}', { path: { id }, body: { name } });
  desk.voice.answer(list, () => `It is called “${oneLine(list.name)}” now.`);
  return exitCodes.ok;
}

/** Removes a list, after asking. Its people stay. */
export async function deleteList(desk: Desk, wanted: string, { yes }: { yes?: boolean }): Promise<ExitCode> {
  requireConsentOrSomebody(desk, yes === true, 'Nobody is here to be asked. Say --yes to remove it.');
  const [id = ''] = await findLists(desk, [wanted]);
  if (!yes) {
    const question = `Remove the list ${wanted}? Its people stay, and what still names it is not sent.`;
    await askFirst(desk, question, 'Nothing was removed.');
  }
  await desk.tidings.call('delete', '/v1/lists/{id}', { path: { id } });
  desk.voice.answer({ object: 'list', id, is_deleted: true }, () => 'It is gone. Its people are still here.');
  return exitCodes.ok;
}
