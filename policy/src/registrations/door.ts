import type { CountryCode } from '@tidings/sms/countries';
import { isUnderUsLaw } from '../places/index.ts';
import type { RegistrationKind } from './form.ts';

export type SenderKind = 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';

/** Where a registration stands, from its first word to its end. */
export const registrationStatuses = [
  ...(['draft', 'submitted', 'pending', 'approved', 'rejected', 'suspended', 'expired'] as const),
] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

/** What stands behind a sender. */
export interface Papers {
  /** True where its gateway reaches no real phone: then no papers are needed. */
  readonly isRehearsal: boolean;
  readonly kind: RegistrationKind | null;
  readonly status: RegistrationStatus | null;
  /** Milliseconds since 1970; null for no end. */
  readonly expiresAtMs: number | null;
  /** Until then it may text without papers: it did so before they were asked for. Milliseconds since 1970. */
  readonly graceUntilMs: number | null;
}

export interface PaperedSender {
  readonly number: string;
  readonly kind: SenderKind;
  readonly papers: Papers;
}

/** Why a sender may not text some countries. `code` is what stands beside a text that was not sent. */
export interface PapersRefusal {
  readonly code: 'sender.unregistered' | 'sender.unverified' | 'sender.unapproved' | 'sender.not_for_us';
  readonly sentence: string;
}

const needs: Readonly<
  Record<
    SenderKind,
    { readonly kind: RegistrationKind | null; readonly code: PapersRefusal['code']; readonly what: string }
  >
> = {
  long_code: { kind: 'campaign', code: 'sender.unregistered', what: 'an approved 10DLC campaign' },
  toll_free: { kind: 'toll_free', code: 'sender.unverified', what: 'an approved toll-free verification' },
  short_code: { kind: 'short_code', code: 'sender.unapproved', what: 'an approved short-code application' },
  alphanumeric: { kind: null, code: 'sender.not_for_us', what: 'a number' },
};

/** As of this day; stands in traces beside the rule. */
export const papersRule = 'sender.papers';
export const papersVersion = 'us-senders 2026-11-23';

/**
 * Why this sender may not text the US now; null where it may. Carriers deliver nothing of unregistered long codes since 3
 * February 2025 and of unverified toll-free numbers since 31 January 2024, and some of them charge for what they refuse.
 * Fails closed: a status that nobody knows is none. Ask once for many texts, and `isAffected` for each.
 */
export function papersRefusal(sender: PaperedSender, nowMs: number): PapersRefusal | null {
  const { papers, kind, number } = sender;
  if (papers.isRehearsal) return null;
  if (papers.graceUntilMs !== null && nowMs < papers.graceUntilMs) return null;
  const need = needs[kind];
  if (need.kind === null || (kind === 'long_code' && !number.startsWith('+1')))
    return {
      code: 'sender.not_for_us',
      sentence: `${number} is no number of the US, and can be registered for none of its carriers.`,
    };
  if (papers.kind === need.kind && papers.status === 'approved') {
    if (papers.expiresAtMs === null || nowMs < papers.expiresAtMs) return null;
    return { code: need.code, sentence: `The registration of ${number} has expired.` };
  }
  const stands =
    papers.kind === need.kind && papers.status !== null ? `; its registration is ${papers.status}` : '';
  return {
    code: need.code,
    sentence: `${number} has not ${need.what}, without which it may not text the US${stands}.`,
  };
}

/** Whether a text to this country is concerned: the US and its territories; of toll-free numbers Canada as well. */
export const isAffected = (kind: SenderKind, country: string | null): boolean =>
  country !== null && (isUnderUsLaw(country) || (kind === 'toll_free' && country === 'CA'));

const american: readonly CountryCode[] = ['US', 'PR', 'GU', 'VI', 'AS', 'MP'];

/** The countries that a sender may not text now; empty where its papers are in order. */
export function closedCountries(sender: PaperedSender, nowMs: number): readonly CountryCode[] {
  if (papersRefusal(sender, nowMs) === null) return [];
  return sender.kind === 'toll_free' ? [...american, 'CA'] : american;
}
