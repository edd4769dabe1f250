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
  String.raw`\b(\d{1,3}|one|two|three|four|five|un|una|une|dos|deux) ${texts} ?(?:/|a |per |each |every |al |por |a la |par |cada |chaque |pro |ao |toda |jede[nrs]? )? ?\b(${units.map((one) => one.words).join('|')})\b`,
  'g',
);
const adverb =
  /\b(daily|every day|each day|weekly|every week)\b[^.!?]{0,16}\b(?:deals?|texts?|messages?|tips?|offers?|msgs?|alerts?)\b|\b(?:deals?|texts?|messages?|tips?|offers?|msgs?|alerts?|mensajes|ofertas|messages)\b (?:by text )?(every day|daily|cada dia|todos los dias|chaque jour|tous les jours)\b/g;
const numbers: Readonly<Record<string, number>> = {
  ...{ one: 1, un: 1, una: 1, une: 1, two: 2, dos: 2, deux: 2, three: 3, four: 4, five: 5 },
};

// How often, in any words, with how many that is in a month at least.
const rates: readonly { readonly perMonth: number; readonly words: RegExp }[] = [
  { perMonth: 480, words: /\b(?:hourly|every hour|each hour|by the hour)\b/g },
  {
    perMonth: 56,
    words:
      /\b(?:(?:twice|two times|two or three times|2x|several times|many times|three times|four times|multiple times|morning and (?:night|evening)) (?:a |per |each |every )?(?:day)|twice daily|every (?:few|couple of|two|three|four) hours|(?:varias|dos|tres) veces al dia|(?:varias|duas|tres) vezes (?:ao|por) dia|plusieurs fois par jour|(?:mehrmals|zweimal|dreimal) (?:taglich|am tag))\b/g,
  },
  {
    perMonth: 28,
    words:
      /\b(?:daily|nightly|(?:every|each)(?: single)? (?:day|morning|evening|night|afternoon)|(?:once|one) (?:a|per|each|every) day|day after day|7 days a week|cada (?:dia|manana|noche)|todos los dias|a diario|diariamente|todos? (?:os|as) (?:dias|manhas)|todo dia|cada dia|chaque (?:jour|matin|soir)|tous les (?:jours|matins|soirs)|quotidien\w*|taglich|jeden (?:tag|morgen|abend))\b/g,
  },
  {
    perMonth: 20,
    words:
      /\b(?:every weekday|each weekday|weekdays|monday (?:to|through) friday|five (?:days|times) a week)\b/g,
  },
  {
    perMonth: 14,
    words: /\b(?:every other day|every (?:two|couple of|few) days|(?:four|4) times (?:a|per|each) week)\b/g,
  },
  {
    perMonth: 12,
    words:
      /\b(?:(?:three|3|several|many|a few|multiple) times (?:a|per|each|every) week|tres veces (?:a la|por) semana|tres vezes por semana|trois fois par semaine|dreimal (?:pro|die|in der) woche)\b/g,
  },
  {
    perMonth: 8,
    words:
      /\b(?:(?:twice|two times|2 times|a couple of times) (?:a |per |each |every )week|twice weekly|dos veces (?:a la|por) semana|duas vezes por semana|deux fois par semaine|zweimal (?:pro|die|in der) woche)\b/g,
  },
  {
    perMonth: 4,
    words:
      /\b(?:weekly|(?:every|each) (?:week|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:once|one) (?:a|per) week|cada semana|todas las semanas|semanal(?:mente)?|toda semana|chaque semaine|hebdomadaire|wochentlich|jede woche)\b/g,
  },
];
// That texts come so often, and not that the shop opens so often.
const comesByText =
  /\b(?:we(?:'ll| will|'re going to| are going to|'d| do)?|you(?:'ll| will|'re| are|'ve)?(?: now| also| be)*)\b[^.!?]{0,30}\b(?:(?:texts?|texting|message|messaging|hear(?:ing)? from|signed up|subscribed|sign up|ping)\b|(?:send|sending|get|getting|receive|receiving|expect)\b(?=[^.!?]{0,50}\b(?:texts?|messages?|msgs?|alerts?|tips?|offers?|deals?|codes?|coupons?|updates?|news|sms|from us|reminders?|quotes?|recipes?|specials?|prices?|picks|stor(?:y|ies)|photos?|verses?|quotes|devotionals?|workouts?|poses?)\b|[^.!?]{0,30}\b(?:from us|by text)\b))|\b(?:a|one|new|fresh) (?:\w+ )?(?:tips?|coupons?|offers?|codes?|recipes?|workouts?|listings?|specials?)\b[^.!?]{0,30}\b(?:every|each) (?:day|week|morning|evening|night|hour)|\b(?:by|via|per|par|por) (?:text|sms|mensaje|mensagem)\b|\b(?:to|on) your (?:phone|cell|inbox)\b|\b(?:texts?|messages?|msgs?|alerts?|mensajes|mensagens|sms|nachrichten) (?:come|arrive|go out|every|each|daily|weekly|twice|several|three)|\b(?:daily|weekly|nightly|hourly|twice-daily|semanal|diari[oa]s?|tagliche?|quotidien) (?:texts?|messages?|msgs?|alerts?|sms|mensajes?|mensagens)\b|\b(?:recibiras|recibira|te enviaremos|le enviaremos|te escribiremos|voce recebera|vamos enviar|enviaremos|vous recevrez|nous vous enverrons|sie erhalten|wir schicken|wir senden|du bekommst|du erhaltst)\b/;

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
  for (const sentence of text.matchAll(/(?:[^.!?]|[.](?=\S))+/g)) {
    if (!comesByText.test(sentence[0])) continue;
    const told = rates.find(({ perMonth, words }) => promised < perMonth && sentence[0].search(words) >= 0);
    const match = told && [...sentence[0].matchAll(told.words)][0];
    if (match && found.length === 0) found.push(tell(sentence.index + match.index, match[0].length));
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
