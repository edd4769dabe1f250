import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getContact, saveCorrection } from './contact.queries.ts';

/** New values for what a person may correct about themselves; absent ones stay, null takes a value away. */
export type ContactCorrection = {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
};

const longest = 200;

/**
 * Corrects what is on file, in the caller's transaction. The audit says which fields changed and not to what: it keeps no
 * personal data that an erasure would have to find there.
 */
export async function correctContact(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  contactId: number,
  correction: ContactCorrection,
): Promise<void> {
  const before = await getContact(tx, contactId);
  const after = {
    firstName: readValue(correction.firstName, before.firstName),
    lastName: readValue(correction.lastName, before.lastName),
    email: readEmail(correction.email, before.email),
  };
  const changed = (['firstName', 'lastName', 'email'] as const).filter(
    (name) => before[name] !== after[name],
  );
  if (changed.length === 0) return;
  await saveCorrection(tx, contactId, after, ctx.clock.now());
  await recordAudit(tx, scope, {
    act: 'contact.corrected',
    object: publicId('con', contactId),
    after: { fields: changed.map((name) => names[name]) },
  });
}

const names = { firstName: 'first_name', lastName: 'last_name', email: 'email' } as const;

function readValue(given: string | null | undefined, before: string | null): string | null {
  if (given === undefined) return before;
  const text = given?.normalize('NFC').trim() ?? '';
  if (text.length > longest)
    throw new Invalid('contact.too_long', `A name or an e-mail address has at most ${longest} characters.`);
  return text === '' ? null : text;
}

function readEmail(given: string | null | undefined, before: string | null): string | null {
  const email = readValue(given, before);
  if (email === before || email === null || /^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw new Invalid('contact.bad_email', 'This is no e-mail address; write it as name@example.com.');
}
