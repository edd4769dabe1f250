import { getWorkspace, type Scope } from '../accounts/index.ts';
import {
  createContact,
  findContactByNumber,
  getProgram,
  type NewConsent,
  recordConsents,
} from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Forbidden } from '../platform/errors.ts';
import { readRecipient } from './read-recipient.ts';

/**
 * What a shop knows when it sends: "she ticked this box at the checkout". The person is made a contact where they are none,
 * and their consent is recorded where there is none to this program. Whoever has opted out stays out, and a consent that is
 * there already is not written again, so bringing it with every text does no harm.
 */
export async function bringConsent(
  ctx: Context,
  scope: Scope,
  to: string,
  consent: NewConsent,
): Promise<void> {
  if (!scope.permissions.has('contacts.write')) {
    throw new Forbidden(
      'permission.missing',
      'Recording consent needs the permission contacts.write. Give it to this key, or leave consent out.',
    );
  }
  const number = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const recipient = readRecipient(to, (await getWorkspace(tx)).country);
    // A contact's id, or a number that sending will refuse in its own words.
    return recipient.kind === 'number' ? recipient.number : null;
  });
  if (number === null) return;
  if (await grantToKnown(ctx, scope, number, consent)) return;
  try {
    await createContact(ctx, scope, { number, consent });
  } catch (error) {
    // Somebody has made them a contact in this very moment.
    if (!(error instanceof Conflict)) throw error;
    await grantToKnown(ctx, scope, number, consent);
  }
}

/** False when the number is nobody's contact yet. */
async function grantToKnown(
  ctx: Context,
  scope: Scope,
  number: string,
  { programId, ...how }: NewConsent,
): Promise<boolean> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const contact = await findContactByNumber(tx, number);
    if (!contact) return false;
    const { brandId } = await getProgram(tx, programId);
    const grants = [{ number, contactId: contact.id, ...how }];
    await recordConsents(tx, ctx, { programId, brandId, actor: scope.actor, grants });
    return true;
  });
}
