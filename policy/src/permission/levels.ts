/**
 * What the law calls the consent that is on file, from the strongest to the weakest of each place.
 *
 * `pewc` prior express written consent and `pec` prior express consent (47 CFR 64.1200(f)(9), (a)(1)–(2));
 * `established_relationship` (64.1200(f)(5)); `express` and `implied` (CASL s. 10, and the laws that follow it);
 * `gdpr_consent` (art. 6(1)(a), 7) and `soft_opt_in` (directive 2002/58 art. 13(2)). Those that end in `_attested`: somebody
 * who answers for it, or a dated record of a written way, says the person agreed like that; the words or the act are not on
 * file. `rejoined`: taken back a STOP by their own text, after a consent of one of these kinds. `claimed`: somebody says so.
 */
export const consentLevels = [
  'pewc',
  'pewc_attested',
  'express',
  'express_attested',
  'gdpr_consent',
  'gdpr_attested',
  'rejoined',
  'established_relationship',
  'implied',
  'soft_opt_in',
  'pec',
  'claimed',
] as const;
export type ConsentLevelName = (typeof consentLevels)[number];

export const isConsentLevel = (word: string): word is ConsentLevelName =>
  (consentLevels as readonly string[]).includes(word);

/** As people say it, after “on file is”. */
export const levelWords: Readonly<Record<ConsentLevelName, string>> = {
  pewc: 'prior express written consent',
  pewc_attested: 'written consent that somebody attests to, without the words or the act on record',
  express: 'express consent',
  express_attested: 'express consent that somebody attests to, without the words on record',
  gdpr_consent: 'consent by an act of the person’s own to words on record',
  gdpr_attested: 'consent that somebody attests to, without the words on record',
  rejoined: 'a consent that the person took up again by their own text',
  established_relationship: 'an established business relationship',
  implied: 'implied consent from a dealing',
  soft_opt_in: 'a sale to an existing customer (soft opt-in)',
  pec: 'prior express consent: the number was given, and no more is on record',
  claimed: 'a claim that the person agreed, with nothing that shows it',
};

const strengths: Readonly<Record<ConsentLevelName, number>> = {
  ...{ pewc: 4, express: 4, gdpr_consent: 4 },
  ...{ pewc_attested: 3, express_attested: 3, gdpr_attested: 3, rejoined: 3 },
  ...{ established_relationship: 2, implied: 2, soft_opt_in: 2 },
  ...{ pec: 1, claimed: 0 },
};

type Held = { readonly name: ConsentLevelName; readonly expiresAt: Date | null };

/** Whether the new one allows more, or longer, than the one that stands; so that it is worth writing down. */
export function outranks(next: Held, standing: Held): boolean {
  const more = strengths[next.name] - strengths[standing.name];
  if (more !== 0) return more > 0;
  if (standing.expiresAt === null) return false;
  return next.expiresAt === null || next.expiresAt > standing.expiresAt;
}

/** What is left of a consent after a STOP that its owner takes back by START: a written one comes back, dealings do not. */
export function afterReturn(before: ConsentLevelName): 'rejoined' | 'pec' | 'claimed' {
  if (strengths[before] >= 3) return 'rejoined';
  return before === 'pec' || before === 'established_relationship' ? 'pec' : 'claimed';
}
