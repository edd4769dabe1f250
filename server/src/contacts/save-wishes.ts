import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import type { Language } from '../platform/pages/languages.ts';
import { saveLanguage, saveWishes } from './wish.queries.ts';
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
