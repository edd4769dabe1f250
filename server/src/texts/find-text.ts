import { findWaitingText, type WaitingText } from '../dispatch/index.ts';
import { type DirectText, findDirectText, listDirectTexts, type TextsOf } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';

/** A text, and where it waits while it is queued. */
export type TextAndPlace = { readonly text: DirectText; readonly waiting: WaitingText | null };

export async function getText(tx: Tx, id: number): Promise<TextAndPlace> {
  const text = await findDirectText(tx, id);
  if (!text) {
    throw new NotFound('message.not_found', `There is no message ${publicId('msg', id)} in this workspace.`);
  }
  return placeOf(tx, text);
}

/** A page of texts, each with where it waits. */
export async function listTexts(
  tx: Tx,
  of: TextsOf,
  page: { readonly before: number | null; readonly limit: number },
): Promise<TextAndPlace[]> {
  const found: TextAndPlace[] = [];
  for (const text of await listDirectTexts(tx, of, page)) found.push(await placeOf(tx, text));
  return found;
}

async function placeOf(tx: Tx, text: DirectText): Promise<TextAndPlace> {
  return { text, waiting: text.status === 'queued' ? await findWaitingText(tx, text.id) : null };
}
