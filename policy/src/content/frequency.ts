import type { LintFinding } from './finding.ts';
import { type Check, findingAt, quote, spanOf } from './reading.ts';

const texts =
  '(?:recurring |automated |marketing )?(?:msgs?|texts?|messages?|mensajes?|msjs?|sms|textos?|alerts?)';
const units: readonly { readonly perMonth: number; readonly words: string }[] = [
  { perMonth: 30, words: 'day|dia|jour' },
  { perMonth: 52 / 12, words: 'week|wk|semana|semaine' },
  { perMonth: 1, words: 'month|mo|mes|mois' },
];
const counted = new RegExp(
  String.raw`\b(\d{1,3}|one|two|three|four|five|un|una|une|dos|deux) ${texts} ?(?:/|a |per |each |every |al |por |a la |par )? ?\b(${units.map((one) => one.words).join('|')})\b`,
  'g',
);
const adverb =
  /\b(daily|every day|each day|weekly|every week)\b[^.!?]{0,16}\b(?:deals?|texts?|messages?|tips?|offers?|msgs?|alerts?)\b|\b(?:deals?|texts?|messages?|tips?|offers?|msgs?|alerts?|mensajes|ofertas|messages)\b (?:by text )?(every day|daily|cada dia|todos los dias|chaque jour|tous les jours)\b/g;
const numbers: Readonly<Record<string, number>> = {
  ...{ one: 1, un: 1, una: 1, une: 1, two: 2, dos: 2, deux: 2, three: 3, four: 4, five: 5 },
};

/** What a text says of how often texts come must be what the program has promised. */
export const checkFrequency: Check = (reading) => {
  const promised = reading.input.textsPerMonth;
  if (promised === null || promised === undefined) return [];
  const found: LintFinding[] = [];
  const text = reading.folded.text;
  for (const match of text.matchAll(counted)) {
    const count = numbers[match[1] ?? ''] ?? Number(match[1]);
    const unit = units.find(({ words }) => words.split('|').includes(match[2] ?? ''));
    // A month has four weeks to whoever writes “1 a week” for “4 a month”, and five when counted upwards.
    const least = unit?.perMonth === 52 / 12 ? count * 4 : count * (unit?.perMonth ?? 1);
    const most =
      unit?.perMonth === 52 / 12
        ? count * 5
        : count * (unit?.perMonth ?? 1) * (unit?.perMonth === 30 ? 31 / 30 : 1);
    if (promised < least || promised > most) found.push(tell(match.index, match[0].length));
  }
  for (const match of text.matchAll(adverb)) {
    const said = match[1] ?? match[2] ?? '';
    const isWeekly = said.includes('week');
    if (isWeekly ? promised < 4 : promised < 28) found.push(tell(match.index, match[0].length));
  }
  return found;

  function tell(index: number, length: number): LintFinding {
    const span = spanOf(reading, index, length);
    return findingAt('frequency.contradicts', 'error', span, {
      sentence: `${quote(reading.body, span)} is not what the program promises, ${promised} a month.`,
      remedy: `Say “up to ${promised} msgs/mo”, or change the program's promise and have people agree to it.`,
      fix: `up to ${promised} msgs/mo`,
    });
  }
};
