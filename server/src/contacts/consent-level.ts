import { parseNumber } from '@tidings/sms/numbers';
import { says } from './call-to-action.ts';
import type { ConsentEvent, Evidence } from './consent.ts';
import type { Purpose } from './program.ts';
import { promotional } from './standing-words.ts';

/**
 * What the law calls the consent that an event proves. Nobody can type it in: it follows from where the number is, what was
 * shown, what the person did, and which dealings are on record.
 *
 * `pewc` prior express written consent and `pec` prior express consent (47 CFR 64.1200(f)(9), (a)(1)–(2)); `established_relationship`
 * (64.1200(f)(5)): a purchase within 18 months or an inquiry within 3; `express` and `implied` (CASL s. 10: two years after
 * a purchase, six months after an inquiry); `gdpr_consent` (art. 6(1)(a), 7) and `soft_opt_in` (directive 2002/58 art. 13(2)).
 */
export type ConsentLevelName =
  | 'pewc'
  | 'pec'
  | 'established_relationship'
  | 'express'
  | 'implied'
  | 'gdpr_consent'
  | 'soft_opt_in';

export type ConsentLevel = {
  readonly name: ConsentLevelName;
  /** Null where it lasts until the person takes it back. */
  readonly expiresAt: Date | null;
  /** Why it is this and no more, in a sentence. */
  readonly reason: string;
};

type LevelQuestion = Pick<
  ConsentEvent,
  'type' | 'number' | 'method' | 'occurredAt' | 'wordsShown' | 'evidence'
> & { readonly purpose: Purpose };

// Where the rules of directive 2002/58 stand: the EU, the EEA, the United Kingdom and Switzerland.
const directive = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH'.split(
    ' ',
  ),
);

/** Null where the event allows nothing: an opt-out, a request that waits, a dealing too long ago. */
export function consentLevelOf(event: LevelQuestion): ConsentLevel | null {
  if (event.type !== 'opt_in' && event.type !== 'doi_confirmed' && event.type !== 'rejoin') return null;
  const parsed = parseNumber(event.number);
  const country = parsed.ok ? parsed.country : null;
  const dealing = readDealing(event.evidence);
  if (country === 'CA') return canadian(event, dealing);
  if (country !== null && directive.has(country)) return european(event, dealing);
  return american(event, dealing);
}

/** Whether texts of this purpose to this number need prior express written consent: where they sell, outside Canada and Europe. */
export function needsWrittenConsent({ purpose }: { readonly purpose: Purpose }, number: string): boolean {
  const parsed = parseNumber(number);
  const country = parsed.ok ? parsed.country : null;
  const isElsewhere = country !== null && (country === 'CA' || directive.has(country));
  return promotional.includes(purpose) && !isElsewhere;
}

type Dealing = { readonly kind: 'purchase' | 'inquiry'; readonly at: Date };

/** A dealing between the business and the person, as the evidence tells it: `relationship: {kind, at}`. */
function readDealing({ relationship }: Evidence): Dealing | null {
  if (typeof relationship !== 'object' || relationship === null || Array.isArray(relationship)) return null;
  const { kind, at } = relationship as { kind?: unknown; at?: unknown };
  const date = new Date(typeof at === 'string' ? at : Number.NaN);
  if ((kind !== 'purchase' && kind !== 'inquiry') || Number.isNaN(date.getTime())) return null;
  return { kind, at: date };
}

/** An act of the person's own, or one that a record of it names. Words alone prove no act. */
function hasAct({ type, method, evidence }: LevelQuestion): boolean {
  if (type === 'doi_confirmed') return true;
  return ['keyword', 'reply', 'tap_to_text', 'qr'].includes(method) || typeof evidence.act === 'string';
}

function american(event: LevelQuestion, dealing: Dealing | null): ConsentLevel {
  const missing = writtenLacks(event);
  if (missing.length === 0)
    return level(
      'pewc',
      'The person agreed in writing, by an act of their own, to words that say all that is asked.',
    );
  const lacks = `There is no record that the words ${missing.join(', ')}.`;
  if (dealing && promotional.includes(event.purpose)) {
    const months = dealing.kind === 'purchase' ? 18 : 3;
    return level(
      'established_relationship',
      `It rests on ${article(dealing)}. ${lacks}`,
      monthsAfter(dealing.at, months),
    );
  }
  return level('pec', `The person gave the number for this. ${lacks}`);
}

function writtenLacks(event: LevelQuestion): string[] {
  const words = event.wordsShown;
  if (words === null) return ['were shown'];
  const lacks: string[] = [];
  if (!hasAct(event)) lacks.push('were agreed to by an act');
  if (!says(words, 'agrees')) lacks.push('authorise the texts');
  if (!says(words, 'automated')) lacks.push('say that the texts are automated');
  if (!says(words, 'not_condition')) lacks.push('say that consent is no condition of purchase');
  return lacks;
}

function canadian(event: LevelQuestion, dealing: Dealing | null): ConsentLevel {
  if (event.wordsShown !== null && hasAct(event))
    return level('express', 'The person agreed by an act of their own to words that are on record.');
  if (dealing) {
    const months = dealing.kind === 'purchase' ? 24 : 6;
    return level('implied', `It rests on ${article(dealing)}.`, monthsAfter(dealing.at, months));
  }
  return level('express', 'Somebody says that the person agreed; the words are not on record.');
}

function european(event: LevelQuestion, dealing: Dealing | null): ConsentLevel {
  if (event.wordsShown !== null && hasAct(event))
    return level('gdpr_consent', 'The person agreed by an act of their own to words that are on record.');
  if (dealing?.kind === 'purchase')
    return level(
      'soft_opt_in',
      'A customer, for similar products of the same business, as long as they do not object.',
    );
  return level('gdpr_consent', 'Somebody says that the person agreed; the words are not on record.');
}

const level = (name: ConsentLevelName, reason: string, expiresAt: Date | null = null): ConsentLevel => ({
  name,
  reason,
  expiresAt,
});
const article = ({ kind }: Dealing) => (kind === 'purchase' ? 'a purchase' : 'an inquiry');

/** The same day so many months on, or the last day of that month. */
function monthsAfter(date: Date, months: number): Date {
  const then = new Date(date);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return then;
}
