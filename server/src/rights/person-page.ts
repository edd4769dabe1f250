import { recordAudit, systemScope } from '../accounts/index.ts';
import {
  type Contact,
  correctContact,
  listBrands,
  listConsentsOfNumber,
  loadContacts,
  optOut,
  pauseMarketing,
} from '../contacts/index.ts';
import { releaseHeldPeople, stopQueuedFor } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { signLink } from '../platform/pages/signed-link.ts';
import { fulfilWithin } from './close-request.ts';
import { openWithin } from './open-request.ts';

export const linkPurpose = 'preferences';

// Canada wants a way out to work for 60 days (CASL s. 11(2)); a text may be found again later than that.
export const linkLastsMs = 90 * 86_400_000;
const pauseMs = 30 * 86_400_000;

/** Whose page a link opens. Ids alone: they stand in the link in plain sight. */
export type Visitor = { readonly workspaceId: string; readonly contactId: number };

export function linkTokenOf(ctx: Context, { workspaceId, contactId }: Visitor): string {
  const subject = `${workspaceId} ${contactId}`;
  return signLink(ctx.secrets, ctx.clock, { purpose: linkPurpose, subject, lastsMs: linkLastsMs });
}

export function visitorOf(subject: string): Visitor {
  const [workspaceId = '', contactId] = subject.split(' ');
  return { workspaceId, contactId: Number(contactId) };
}

export type BrandOnPage = {
  readonly id: string;
  readonly name: string;
  readonly helpContact: string;
  /** What was joined and is open now, by name. */
  readonly programs: readonly string[];
};

export type PersonOnPage = {
  readonly contact: Contact;
  readonly brands: readonly BrandOnPage[];
  readonly pausedUntil: Date | null;
};

/** What the page shows; undefined for somebody who is not on file any more. Changes nothing. */
export async function findPersonOnPage(tx: Tx, contactId: number): Promise<PersonOnPage | undefined> {
  const contact = (await loadContacts(tx, [contactId])).get(contactId);
  if (!contact) return undefined;
  const consents = (await listConsentsOfNumber(tx, contact.number)).filter(
    (one) => one.status === 'opted_in',
  );
  const brands = (await listBrands(tx)).map((brand) => ({
    ...brand,
    programs: consents.filter((one) => one.brandId === brand.id).map((one) => one.programName),
  }));
  const pauses = consents.flatMap((one) => one.pausedUntil ?? []);
  return { contact, brands, pausedUntil: pauses[0] ?? null };
}

/** What a person can do on their page. Every one of them by a post; looking changes nothing. */
export type PageAct =
  | { readonly kind: 'leave'; readonly brandId: string | null }
  | { readonly kind: 'pause' | 'resume' | 'erase' }
  | {
      readonly kind: 'correct';
      readonly firstName: string;
      readonly lastName: string;
      readonly email: string;
    };

/** Does it, in the caller's transaction. False when the person is not on file any more. */
export async function actOnPage(
  tx: Tx,
  ctx: Context,
  { workspaceId, contactId }: Visitor,
  act: PageAct,
): Promise<boolean> {
  const person = await findPersonOnPage(tx, contactId);
  if (!person) return false;
  const scope = systemScope(workspaceId, 'person');
  const { number } = person.contact;
  if (act.kind === 'correct') {
    await correctContact(tx, ctx, scope, contactId, act);
    return true;
  }
  if (act.kind === 'erase') {
    const wish = { kind: 'erasure', contactId, channel: 'page' } as const;
    await fulfilWithin(tx, ctx, scope, await openWithin(tx, ctx, scope, wish, 'link'), null);
    return true;
  }
  if (act.kind === 'leave') await leave(tx, ctx, person, act.brandId);
  else {
    const until = act.kind === 'pause' ? new Date(ctx.clock.now().getTime() + pauseMs) : null;
    await pauseMarketing(tx, { number, brandIds: null, until });
    if (until === null) await releaseHeldPeople(tx, ctx, 'pause');
  }
  await recordAudit(tx, scope, {
    act: { leave: 'contact.opted_out', pause: 'contact.paused', resume: 'contact.resumed' }[act.kind],
    object: publicId('con', contactId),
    after: { method: 'preferences_page' },
  });
  return true;
}

async function leave(
  tx: Tx,
  ctx: Context,
  { contact, brands }: PersonOnPage,
  brandId: string | null,
): Promise<void> {
  for (const brand of brands.filter((one) => brandId === null || one.id === brandId)) {
    await optOut(tx, ctx, {
      number: contact.number,
      brandId: brand.id,
      method: 'preferences_page',
      occurredAt: ctx.clock.now(),
      evidence: { page: 'preferences', programs_shown: [...brand.programs] },
      actor: 'system:person',
    });
    await stopQueuedFor(tx, ctx, { contactId: contact.id, brandId: brand.id });
  }
}
