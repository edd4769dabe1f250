import { languageOfReply } from '@tidings/sms';
import { languageOf, loadContacts } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { isLanguage, type Language } from '../platform/pages/languages.ts';

/** Of what somebody chose or a list says of them, such as `es-MX`, the language that we speak; null for none. */
export function spokenLanguage(chosen: string | null | undefined): Language | null {
  const language = chosen?.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  return isLanguage(language) ? language : null;
}

/** In which languages to speak to people of whom we know one; who is not in it is spoken to in English. */
export async function languagesOf(
  tx: Tx,
  contactIds: readonly number[],
): Promise<ReadonlyMap<number, Language>> {
  if (contactIds.length === 0) return new Map();
  const contacts = await loadContacts(tx, contactIds);
  return new Map(
    [...contacts].flatMap(([id, contact]) => {
      const language = spokenLanguage(languageOf(contact));
      return language === null ? [] : [[id, language] as const];
    }),
  );
}

/** In which language to answer somebody: theirs where we know it, else the one in which they wrote, else English. */
export async function languageToAnswer(
  tx: Tx,
  { contactId, body }: { readonly contactId: number | null; readonly body: string },
): Promise<Language> {
  const known = contactId === null ? undefined : (await languagesOf(tx, [contactId])).get(contactId);
  return known ?? languageOfReply(body) ?? 'en';
}
