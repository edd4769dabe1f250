import type { ColumnContent } from './column-content.ts';
import type { Guess } from './guess-target.ts';

const field: Guess = { target: 'field', confidence: 0.8 };

// One column each; the others that look the same are fields of the business's own.
const singles = [
  'email',
  'country',
  'region',
  'time_zone',
  'consent_date',
  'consent_source',
  'tracking',
] as const;

/**
 * Weighs the columns of a file against one another: which of several numbers comes first, whether “Joined” is a date of
 * consent, which name is whose.
 */
export function settleGuesses(
  guesses: readonly Guess[],
  contents: readonly ColumnContent[],
  isAboutTexts: readonly boolean[],
): Guess[] {
  const settled = [...guesses];
  settleWeak(settled);
  settleNames(settled);
  settleNumbers(settled, contents);
  for (const target of singles) keepBest(settled, target, (index) => (isAboutTexts[index] ? 1 : 0));
  for (const target of ['first_name', 'last_name', 'full_name'] as const) keepBest(settled, target, () => 0);
  return settled;
}

const indexesOf = (guesses: readonly Guess[], target: Guess['target']) =>
  guesses.flatMap((guess, index) => (guess.target === target ? [index] : []));

/**
 * “Joined” says when somebody became a customer as often as when they agreed to texts. It counts as consent only in a file
 * that speaks of subscriptions, and only when nothing says it better; “Source” likewise.
 */
function settleWeak(guesses: Guess[]): void {
  const has = (target: Guess['target']) => indexesOf(guesses, target).length > 0;
  const speaksOfConsent = has('status') || has('consent') || has('consent_source');
  const joinedCounts = !has('consent_date') && speaksOfConsent;
  indexesOf(guesses, 'joined').forEach((index, nth) => {
    guesses[index] = joinedCounts && nth === 0 ? { target: 'consent_date', confidence: 0.6 } : field;
  });
  const sourceCounts = !has('consent_source') && has('consent_date');
  indexesOf(guesses, 'source').forEach((index, nth) => {
    guesses[index] = sourceCounts && nth === 0 ? { target: 'consent_source', confidence: 0.6 } : field;
  });
}

// Beside a first name, a column called just “Name” or “Nom” is the family's; beside a family name, “Nombre” is the first.
function settleNames(guesses: Guess[]): void {
  const fulls = indexesOf(guesses, 'full_name');
  const [first, second] = fulls;
  if (first === undefined) return;
  const current = guesses[first] as Guess;
  const hasFirst = indexesOf(guesses, 'first_name').length > 0;
  const hasLast = indexesOf(guesses, 'last_name').length > 0;
  if (hasFirst && hasLast) guesses[first] = field;
  else if (hasFirst) guesses[first] = { ...current, target: 'last_name' };
  else if (hasLast) guesses[first] = { ...current, target: 'first_name' };
  else if (second !== undefined) {
    guesses[first] = { ...current, target: 'first_name' };
    guesses[second] = { ...(guesses[second] as Guess), target: 'last_name' };
  }
}

/** The best column is the person's number; the other columns of numbers stand in where it is blank. */
function settleNumbers(guesses: Guess[], contents: readonly ColumnContent[]): void {
  const told = indexesOf(guesses, 'number').filter((index) => guesses[index]?.isTold);
  const all = indexesOf(guesses, 'number');
  const named = all.filter((index) => (guesses[index]?.rank ?? 0) > 0);
  // Ten-digit customer numbers look like telephone numbers. Beside a column that is called one they are not.
  const usable =
    told.length > 0 ? told : named.some((index) => (contents[index]?.numbers ?? 0) > 0) ? named : all;
  const weight = (index: number) => (guesses[index]?.rank ?? 0) + (contents[index]?.numbers ?? 0);
  const best = [...usable].sort((a, b) => weight(b) - weight(a) || a - b)[0];
  for (const index of all) {
    if (index === best || guesses[index]?.isTold) continue;
    guesses[index] = usable.includes(index) ? { target: 'other_number', confidence: 0.8 } : field;
  }
}

function keepBest(guesses: Guess[], target: Guess['target'], bonus: (index: number) => number): void {
  const weight = (index: number) =>
    (guesses[index]?.isTold ? 10 : 0) + (guesses[index]?.confidence ?? 0) + bonus(index);
  const [, ...others] = indexesOf(guesses, target).sort((a, b) => weight(b) - weight(a) || a - b);
  for (const index of others) guesses[index] = { ...field, ...(guesses[index]?.isNote && { isNote: true }) };
}
