import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import type { Language } from '../platform/pages/languages.ts';
import { getContact } from './contact.queries.ts';
import type { Tracking } from './contact.ts';
import { saveLanguage, saveTracking, saveWishes } from './wish.queries.ts';
import { checkWishes, type PersonWishes } from './wishes.ts';

/** Keeps what a person wants of marketing, in the caller's transaction. Dispatch heeds it from the next text on. */
export async function setWishes(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  contactId: number,
  wishes: PersonWishes,
): Promise<void> {
  const checked = checkWishes(wishes);
  await saveWishes(tx, contactId, checked, ctx.clock.now());
  await recordAudit(tx, scope, {
    act: 'contact.wishes_set',
    object: publicId('con', contactId),
    after: { frequency: checked?.frequency ?? null, hours: checked?.hours ?? null },
  });
}

/**
 * Whether it may be kept who opened links, in the caller's transaction; null takes back what was said. `how` is for the
 * record: a page, a form, a letter.
 */
export async function setTracking(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  contactId: number,
  { tracking, how }: { readonly tracking: Tracking | null; readonly how: string },
): Promise<void> {
  const before = await getContact(tx, contactId);
  await saveTracking(tx, contactId, { tracking, how, at: ctx.clock.now() });
  await recordAudit(tx, scope, {
    ...{ act: 'contact.tracking_set', object: publicId('con', contactId) },
    before: { tracking: before.tracking ?? null },
    after: { tracking, how },
  });
}

/** The language of what we show and say to this person. */
export async function setLanguage(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  contactId: number,
  language: Language,
): Promise<void> {
  await saveLanguage(tx, contactId, language, ctx.clock.now());
  await recordAudit(tx, scope, {
    act: 'contact.language_set',
    object: publicId('con', contactId),
    after: { language },
  });
}
