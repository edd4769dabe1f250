import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { readNumberId } from '../platform/ids.ts';
import type { Refusal } from './text.ts';

export type Recipient =
  | { readonly kind: 'contact'; readonly contactId: number }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Whom `to` means: a contact by id, or a number; one without a country code is of the workspace's country. */
export function readRecipient(to: string, workspaceCountry: string): Recipient {
  const contactId = readNumberId('con', to);
  if (contactId !== null) return { kind: 'contact', contactId };
  const defaultCountry = isCountryCode(workspaceCountry) ? workspaceCountry : undefined;
  const parsed = parseNumber(to, { defaultCountry });
  if (parsed.ok) return { kind: 'number', number: parsed.e164 };
  return { kind: 'refused', refusal: { code: parsed.code, sentence: parsed.sentence, pointer: '/to' } };
}

/** The same where it means somebody whatever the workspace's country is; null where that has to be known first. */
export function readPlainRecipient(to: string): Recipient | null {
  if (!to.startsWith('+') && !to.startsWith('con_')) return null;
  const recipient = readRecipient(to, '');
  return recipient.kind === 'refused' ? null : recipient;
}
