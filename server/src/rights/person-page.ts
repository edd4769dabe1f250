import { recordAudit, systemScope } from '../accounts/index.ts';
import {
  type Contact,
  correctContact,
  leavePrograms,
  listBrands,
  listConsentsOfNumber,
  loadContacts,
  optOut,
  pauseMarketing,
  setLanguage,
  setWishes,
  type Visitor,
} from '../contacts/index.ts';
import { releaseHeldPeople, stopQueuedFor, stopQueuedForAll } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { type Language, languages } from '../platform/pages/languages.ts';
import { fulfilWithin } from './close-request.ts';
import { openWithin } from './open-request.ts';
import type { PageAct } from './read-act.ts';
import { setTrackingOf } from './set-tracking.ts';

const pauseMs = 30 * 86_400_000;

export type BrandOnPage = {
  readonly id: string;
  readonly name: string;
  readonly helpContact: string;
  /** What was joined and is open now, by name. */
  readonly programs: readonly { readonly id: string; readonly name: string }[];
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
    programs: consents
      .filter((one) => one.brandId === brand.id)
      .map((one) => ({ id: one.programId, name: one.programName })),
  }));
  const pauses = consents.flatMap((one) => one.pausedUntil ?? []);
  return { contact, brands, pausedUntil: pauses[0] ?? null };
}

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
  if (act.kind === 'wishes') {
    await setWishes(tx, ctx, scope, contactId, act.wishes);
    await releaseHeldPeople(tx, ctx, 'hours');
    return true;
  }
  if (act.kind === 'tracking') {
    const said = { tracking: act.tracking, how: 'preferences_page' };
    await setTrackingOf(tx, ctx, scope, contactId, said);
    return true;
  }
  if (act.kind === 'language') {
    await setLanguage(tx, ctx, scope, contactId, act.language);
    return true;
  }
  if (act.kind === 'erase') {
    const wish = { kind: 'erasure', contactId, channel: 'page' } as const;
    await fulfilWithin(tx, ctx, scope, await openWithin(tx, ctx, scope, wish, 'link'), null);
    return true;
  }
  if (act.kind === 'leave') await leave(tx, ctx, person, act.brandId);
  else if (act.kind === 'leave_program') {
    if (!(await leaveProgram(tx, ctx, person, act.programId))) return true;
  } else {
    const until = act.kind === 'pause' ? new Date(ctx.clock.now().getTime() + pauseMs) : null;
    await pauseMarketing(tx, { number, brandIds: null, until });
    if (until === null) await releaseHeldPeople(tx, ctx, 'pause');
  }
  await recordAudit(tx, scope, {
    act: audited[act.kind],
    object: publicId('con', contactId),
    after: {
      method: 'preferences_page',
      ...(act.kind === 'leave_program' && { program_id: publicId('prg', act.programId) }),
    },
  });
  return true;
}

const audited = {
  leave: 'contact.opted_out',
  leave_program: 'contact.left_program',
  pause: 'contact.paused',
  resume: 'contact.resumed',
} as const;

/** The language that the visitor asks for in the address, else the one they chose once, else the browser's. */
export function languageToShow(
  { contact }: Pick<PersonOnPage, 'contact'>,
  query: object,
  ofBrowser: Language,
): Language {
  if ('language' in query) return ofBrowser;
  return languages.find((one) => one === contact.language) ?? ofBrowser;
}

/** One topic is left and the others stay. False when it is not open any more. */
async function leaveProgram(
  tx: Tx,
  ctx: Context,
  { contact, brands }: PersonOnPage,
  programId: string,
): Promise<boolean> {
  const brand = brands.find(({ programs }) => programs.some(({ id }) => id === programId));
  if (!brand) return false;
  const programIds = [programId];
  await leavePrograms(tx, ctx, {
    number: contact.number,
    brandId: brand.id,
    programIds,
    method: 'preferences_page',
    occurredAt: ctx.clock.now(),
    evidence: { page: 'preferences', programs_shown: brand.programs.map(({ name }) => name) },
    actor: 'system:person',
  });
  await stopQueuedForAll(tx, ctx, { contactIds: [contact.id], brandIds: [brand.id], programIds });
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
      evidence: { page: 'preferences', programs_shown: brand.programs.map(({ name }) => name) },
      actor: 'system:person',
    });
    await stopQueuedFor(tx, ctx, { contactId: contact.id, brandId: brand.id });
  }
}
