import type { Scope } from '../accounts/index.ts';
import { forgetHours } from '../campaigns/index.ts';
import { getContact, listRefusedByImport, setTracking, type Tracking } from '../contacts/index.ts';
import { forgetClicksOfPurchases } from '../conversions/index.ts';
import { forgetWhoClicked } from '../links/index.ts';
import { listTextsOfPerson } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';

/**
 * Keeps whether somebody agreed that it is kept which links they open. A refusal holds for what was kept before, too: that the links
 * were opened stays as a count, and that it was this person does not. Neither does what was learned from it: to which text they came for
 * what they bought, and the hours at which they answer. Hours from replies cannot be told from those of clicks, so they go along.
 */
export async function setTrackingOf(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  contactId: number,
  said: { readonly tracking: Tracking | null; readonly how: string },
): Promise<void> {
  const { number } = await getContact(tx, contactId);
  await setTracking(tx, ctx, scope, contactId, said);
  if (said.tracking === 'refused') await forgetWhatClicksTold(tx, { contactId, number });
}

async function forgetWhatClicksTold(
  tx: Tx,
  { contactId, number }: { readonly contactId: number; readonly number: string },
): Promise<void> {
  const texts = await listTextsOfPerson(tx, { number, contactId });
  await forgetWhoClicked(
    tx,
    texts.map(({ id }) => id),
  );
  await forgetHours(tx, contactId);
  await forgetClicksOfPurchases(tx, contactId);
}

const peopleAtOnce = 100;

/** The same for people of whom a file brought the refusal. Asked again, it forgets what is forgotten already. */
export async function forgetClicksRefusedBy(
  ctx: Context,
  workspaceId: string,
  importId: string,
): Promise<void> {
  for (let after = 0; ; ) {
    const people = await ctx.db.tx(workspaceId, async (tx) => {
      const page = await listRefusedByImport(tx, importId, { after, limit: peopleAtOnce });
      for (const person of page) await forgetWhatClicksTold(tx, person);
      return page;
    });
    after = people.at(-1)?.contactId ?? after;
    if (people.length < peopleAtOnce) return;
  }
}
