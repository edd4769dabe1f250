import { afterReturn, type ConsentLevelName, unitedStates } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import { says } from './call-to-action.ts';
import type { ConsentEvent, Evidence } from './consent.ts';
import type { Purpose } from './program.ts';
import { promotional } from './standing-words.ts';

/**
 * What the law calls the consent that an event proves (`@tidings/policy/permission` has the names). Nobody can type it in: it
 * follows from where the number is, what was shown, what the person did, which dealings are on record, and who attests.
 */
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

/**
 * Null where the event allows nothing: an opt-out, a request that waits, a dealing too long ago. `before` is what the consent
 * was worth that a START takes up again; left out where nobody knows.
 */
export function consentLevelOf(event: LevelQuestion, before?: ConsentLevelName): ConsentLevel | null {
  if (event.type === 'rejoin') return returned(before ?? 'claimed', placeOf(event.number));
  if (event.type !== 'opt_in' && event.type !== 'doi_confirmed') return null;
  const dealing = readDealing(event.evidence);
  switch (placeOf(event.number)) {
    case 'US':
      return american(event, dealing);
    case 'EU':
      return european(event, dealing);
    case 'CA':
      return elsewhere(event, dealing, dealing?.kind === 'purchase' ? 24 : 6);
    default:
      return elsewhere(event, dealing, 24);
  }
}

/** Numbers that belong to no country (toll-free, area codes of nobody) count with the United States. */
function placeOf(number: string): 'US' | 'CA' | 'EU' | 'other' {
  const country = countryOfNumber(number) ?? 'US';
  if (country === 'CA') return 'CA';
  if (directive.has(country)) return 'EU';
  return unitedStates.includes(country) ? 'US' : 'other';
}

function returned(before: ConsentLevelName, place: ReturnType<typeof placeOf>): ConsentLevel {
  const left = afterReturn(before);
  if (left === 'rejoined')
    return level(left, 'The person took back their STOP by a text of their own, and had agreed before.');
  const name = place === 'US' ? 'pec' : 'claimed';
  return level(name, 'The person took back their STOP; a START alone shows nobody what is agreed to.');
}

/** Whether texts of this purpose to this number need prior express written consent: where they sell, outside Canada and Europe. */
export function needsWrittenConsent({ purpose }: { readonly purpose: Purpose }, number: string): boolean {
  const place = placeOf(number);
  return promotional.includes(purpose) && place !== 'CA' && place !== 'EU';
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

const writtenWays = [...['keyword', 'reply', 'tap_to_text', 'qr'], ...['web_form', 'paper', 'point_of_sale']];

export const isWrittenWay = (method: string): boolean => writtenWays.includes(method);

/**
 * A dated record of a way in which people agree in writing, or somebody who answers for it by name. Words that are on record
 * and lack something are no agreement to what they do not say, whoever attests.
 */
const isAttested = ({ method, evidence }: LevelQuestion): boolean =>
  isWrittenWay(method) || (typeof evidence.attestation === 'string' && evidence.attestation.trim() !== '');

function american(event: LevelQuestion, dealing: Dealing | null): ConsentLevel {
  const missing = writtenLacks(event);
  const isActMissing = !hasAct(event);
  if (event.wordsShown !== null && missing.length === 0 && !isActMissing)
    return level(
      'pewc',
      'The person agreed in writing, by an act of their own, to words that say all that is asked.',
    );
  const unproven = isActMissing ? ['were agreed to by an act', ...missing] : missing;
  const lacks = `There is no record that the words ${event.wordsShown === null ? 'were shown' : unproven.join(', ')}.`;
  if (missing.length === 0 && isAttested(event))
    return level('pewc_attested', `It is said that the person agreed in writing. ${lacks}`);
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

/** What the words on record do not say; nothing where there are none. */
function writtenLacks({ wordsShown: words }: LevelQuestion): string[] {
  if (words === null) return [];
  const lacks: string[] = [];
  if (!says(words, 'agrees')) lacks.push('authorise the texts');
  if (!says(words, 'automated')) lacks.push('say that the texts are automated');
  if (!says(words, 'not_condition')) lacks.push('say that consent is no condition of purchase');
  return lacks;
}

const isProven = (event: LevelQuestion) => event.wordsShown !== null && hasAct(event);
const provenReason = 'The person agreed by an act of their own to words that are on record.';
const attestedReason = 'Somebody answers for it that the person agreed; the words are not on record.';
const claimedReason =
  'Somebody says that the person agreed; neither the words nor who answers for it is on record.';

function elsewhere(event: LevelQuestion, dealing: Dealing | null, months: number): ConsentLevel {
  if (isProven(event)) return level('express', provenReason);
  if (isAttested(event)) return level('express_attested', attestedReason);
  if (dealing) return level('implied', `It rests on ${article(dealing)}.`, monthsAfter(dealing.at, months));
  return level('claimed', claimedReason);
}

function european(event: LevelQuestion, dealing: Dealing | null): ConsentLevel {
  if (isProven(event)) return level('gdpr_consent', provenReason);
  if (isAttested(event)) return level('gdpr_attested', attestedReason);
  if (dealing?.kind === 'purchase')
    return level(
      'soft_opt_in',
      'A customer, for similar products of the same business, as long as they do not object.',
    );
  return level('claimed', claimedReason);
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
