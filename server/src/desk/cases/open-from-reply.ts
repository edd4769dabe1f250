import { systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { findOpenCaseOf, findReply, insertNote } from './case.queries.ts';
import { openWithin } from './open-case.ts';
import type { CaseKindName } from './terms.ts';

/**
 * Marks of the reader that no officer should have to go looking for. Plain anger is none of them: a campaign to a million people
 * would fill the desk, and whoever reads the reply opens a case with one call.
 */
const kindOfMark: readonly (readonly [mark: string, kind: CaseKindName, title: string])[] = [
  ['legal_threat', 'legal_threat', 'A reply speaks of a lawyer, a law or an authority'],
  ['ignored_optout', 'opt_out_ignored', 'A reply says that an opt-out was not obeyed'],
];

export const opensCase = (marks: readonly string[]): boolean =>
  kindOfMark.some(([mark]) => marks.includes(mark));

/** A reply with such a mark opens a case; where its writer has one of a reply that is open, it is added to that. */
export async function openFromReply(tx: Tx, ctx: Context, replyId: number): Promise<void> {
  const reply = await findReply(tx, replyId);
  const found = kindOfMark.find(([mark]) => reply?.marks.includes(mark));
  if (!reply || !found || reply.hasCase) return;
  const scope = systemScope(tx.workspaceId, 'replies');
  const open = await findOpenCaseOf(tx, reply.number);
  if (open) {
    await insertNote(tx, open.id, { at: reply.receivedAt, by: 'contact', kind: 'reply', body: reply.body });
    return;
  }
  const [, kind, title] = found;
  await openWithin(tx, ctx, scope, { kind, title, replyId });
}
