import { getWorkspace } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { findContactByNumber, insertContact } from './contact.queries.ts';
import { type NewContact, readNewContact } from './new-contact.ts';

/**
 * The contact of a number that has written to us, made when it is nobody's yet; it is kept and, without consent, not
 * texted. Null for what is no number of a person, such as a short code.
 */
export async function ensureContact(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  number: string,
): Promise<number | null> {
  const known = await findContactByNumber(tx, number);
  if (known) return known.id;
  const contact = readOrNull({ number }, (await getWorkspace(tx)).country);
  if (contact === null) return null;
  const id = await insertContact(tx, contact, ctx.clock.now());
  return id ?? (await findContactByNumber(tx, number))?.id ?? null;
}

function readOrNull(input: NewContact, country: string): ReturnType<typeof readNewContact> | null {
  try {
    return readNewContact(input, country);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}
