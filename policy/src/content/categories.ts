import { type Category, categories } from './category-words.ts';
import { blankInnocent } from './company.ts';
import { everyMatch } from './every-match.ts';
import type { LintFinding, LintPurpose } from './finding.ts';
import { type Check, findingAt, foldedBrands, quote, type Reading, spanOf } from './reading.ts';

// Their texts may speak of anything, as long as they do not sell it.
// What stands behind a word and makes it a matter of help or of law.
const excuseAfter =
  /^[^.!?]{0,24}\b(?:addictions?|recovery|helpline|hotline|awareness|prevention|abuse|cessation|support group|take-?back|disposal|detectors?|has become a problem|problem|counsel(?:l?ing|lors?)|anonymous|legislation|scams?)\b|^[^.!?]{0,40}\b(?:must be (?:declared|checked|locked|stored|unloaded|left)|(?:may not|can't|cannot) be (?:brought|carried|used)|(?:is|are) (?:not (?:allowed|permitted)|prohibited|forbidden|banned))\b/;
const plainSpoken: readonly LintPurpose[] = [
  ...(['internal', 'emergency', 'conversational', 'survey', 'healthcare', 'otp'] as const),
];
// What stands before a word and turns it into a warning, a lesson or news. Within one sentence.
const excuse =
  /\b(?:avoid(?:ing)?|spot(?:ting)?|recogni[sz](?:e|ing)|not (?:used?|smoked?|touched|had)|do not (?:drink|use|take|mix|smoke)|don't (?:drink|use|take|mix|smoke)|never|quit|without|beware|warning|tax(?:es)?|ban|measure|law|laws|drug test|test(?:s|ed|ing)?|instead of|rather than|alternatives? to|kick(?:ing)?|give up|gave up|sober|free from|illegal|stolen|seized|results include|safety|prevent(?:ion)?|addiction|recovery|rehab|person with a|no tome|no consuma|evite|evitez|ne prenez pas|n'utilisez pas|dejar de|arreter de|end)\b[^.!?]{0,60}$/;
// Names that say what a brand sells; in a name other words may be anything.
const tellingNames: readonly { rule: string; name: RegExp }[] = [
  { rule: 'category.cannabis', name: /\b(?:cannabis|marijuana|cbd|thc|kratom)\b/ },
  {
    rule: 'category.gambling',
    name: /\b(?:casino(?! (?:street|st|road|rd|avenue|ave|drive|lane|square|park|heights|way|blvd|court))|sportsbook|betting)\b/,
  },
  { rule: 'category.tobacco', name: /\b(?:vapes?|smoke shop|tobacco)\b/ },
  { rule: 'category.firearms', name: /\b(?:ammo|firearms|guns)\b/ },
  { rule: 'category.sexual', name: /\b(?:escorts|xxx|strip club)\b/ },
];

/** CTIA's and the carriers' forbidden categories, each told once with the first place at which it shows. */
export const checkCategories: Check = (reading) => {
  const innocent = blankInnocent(reading.unnamed, reading);
  return categories.flatMap((category) => {
    if (isAllowed(category, reading)) return [];
    const place = findPlace(category, reading, innocent) ?? findName(category, reading);
    return place ? [tell(category, reading, place)] : [];
  });
};

type Place = { readonly index: number; readonly length: number };

function findPlace(category: Category, reading: Reading, innocent: string): Place | null {
  const { purpose, isSelling } = reading;
  const text = category.butNot
    ? innocent.replace(category.butNot, (found) => ' '.repeat(found.length))
    : innocent;
  const isPlainSpoken = purpose !== null && plainSpoken.includes(purpose);
  const stood = withStandIns(category, text);
  const always =
    firstOf(category.always, text, () => true) ??
    (stood === null ? null : firstOf(category.standIns?.always, stood, () => true));
  if (always) return always;
  if (isPlainSpoken && !isSelling) return null;
  if (isDebated(category, reading)) return null;
  const isExcused = (index: number) =>
    excuse.test(text.slice(Math.max(0, index - 80), index)) ||
    excuseAfter.test(text.slice(index).replace(/^\S+ ?/, ' '));
  return (
    firstOf(category.surely, text, (index) => !isExcused(index)) ??
    (stood === null ? null : firstOf(category.standIns?.surely, stood, (index) => !isExcused(index))) ??
    (isSelling ? firstOf(category.whenSelling, text, (index) => !isExcused(index)) : null)
  );
}

// What is voted on: a text for an election may name it, as long as it sells none.
const debated: readonly string[] = [
  ...(['category.cannabis', 'category.firearms', 'category.gambling', 'category.alcohol'] as const),
  ...(['category.tobacco', 'category.finance', 'category.drugs'] as const),
];
const sold =
  /\b(?:% off|half[- ]price|half off|buy|order|shop|tickets?|specials?|on tap|drinks?|each|sale|raffle)\b/;

const isDebated = ({ rule }: Category, { purpose, folded }: Reading): boolean =>
  purpose === 'political' && debated.includes(rule) && !sold.test(folded.text);

/** As long as the text, with a line in place of everybody of the kind; null where there is nobody. */
function withStandIns({ standIns }: Category, text: string): string | null {
  if (!standIns) return null;
  const stood = text.replace(standIns.of, (who) => '_'.repeat(who.length));
  return stood === text ? null : stood;
}

function firstOf(
  pattern: RegExp | undefined,
  text: string,
  isMeant: (index: number) => boolean,
): Place | null {
  if (!pattern) return null;
  for (const match of everyMatch(pattern, text))
    if (isMeant(match.index)) return { index: match.index, length: match[0].length };
  return null;
}

// Vape-Free Club, Casino Royale Cinema: what it is free of, and where one sees films.
const harmlessName =
  /[- ]free\b|\b(?:anti|non|no|quit|stop)[- ]|\b(?:cinemas?|theat(?:er|re)|playhouse|picture house|films?|books?|bookshop|museum|records|band|players|recovery|clinic)\b/;

function findName(category: Category, reading: Reading): Place | null {
  const telling = tellingNames.find((one) => one.rule === category.rule);
  const { isSelling, purpose, folded } = reading;
  if (!telling || !isSelling || (purpose !== null && plainSpoken.includes(purpose))) return null;
  for (const name of foldedBrands(reading)) {
    if (harmlessName.test(name)) continue;
    const index = telling.name.test(name) ? folded.text.indexOf(name) : -1;
    if (index >= 0) return { index, length: name.length };
  }
  return null;
}

function isAllowed({ allowedFrom }: Category, { input }: Reading): boolean {
  if (!allowedFrom || input.ageGate === null || input.ageGate === undefined) return false;
  return (
    input.ageGate >= (allowedFrom[input.country ?? 'US'] ?? allowedFrom['*'] ?? Number.POSITIVE_INFINITY)
  );
}

function tell(category: Category, reading: Reading, { index, length }: Place): LintFinding {
  const span = spanOf(reading, index, length);
  const age = category.allowedFrom?.[reading.input.country ?? 'US'] ?? category.allowedFrom?.['*'];
  return findingAt(category.rule, category.severity ?? 'error', span, {
    sentence: `${quote(reading.body, span)} reads as ${category.name}: ${category.why}.`,
    remedy: remedyOf(category, age),
  });
}

function remedyOf({ severity, rule }: Category, age: number | undefined): string {
  if (severity === 'warning')
    return 'Register the contest with the carrier, link its rules, and say that no purchase is needed.';
  if (age !== undefined)
    return `Send it only to people whose date of birth has shown that they are ${age} or older, and set that age gate; or leave it out.`;
  if (rule === 'category.profanity' || rule === 'category.hate') return 'Say it in other words.';
  return 'Leave it out: text about something else, or use another way than texts for this.';
}
