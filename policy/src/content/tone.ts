import type { LintFinding } from './finding.ts';
import { type Check, findingAt, quote, type Reading, spanOf } from './reading.ts';

/** Pressure and shouting. They are warnings: one may mean them, but carriers score them and people leave. */
export const checkTone: Check = (reading) =>
  reading.purpose === 'emergency'
    ? []
    : [...findPressure(reading), ...findCapitals(reading), ...findExclamations(reading)];

const urgency =
  /\bself-?destructs?\b|\blast (?:hours?|minutes?|chance) ever\b|\bnever (?:see|get|have) (?:this|these|such)\b[^.!?]{0,20}\bagain\b|\bact (?:now|fast|immediately)\b|\bfinal notice\b|\b(?:immediate|urgent) action\b|\blast warning\b|\bor lose\b[^.!?]{0,20}\bforever\b|\bbefore it(?:'s| is) too late\b|\bexpires in \d+ (?:minutes|seconds)\b|\bonly minutes left\b|\bnow or never\b|\bdon't wait\b|\burgent\b|\bhurry,? hurry\b|\bvery last chance\b|\btime is running out\b|\byou(?:'ll| will) miss out forever\b|\bdon't delay\b|\bonly \d+ minutes\b|\bapurate\b|\bdepechez-vous\b|\bactua ahora\b|\bantes de que sea (?:demasiado )?tarde\b|\bultimo aviso\b|\bagissez (?:maintenant|vite)\b|\bavant qu'il ne soit trop tard\b|\bdernier avis\b/;
const manipulation =
  /\b(?:everyone|everybody)\b[^.!?]{0,30}\bbut you\b|\b(?:everyone|everybody) (?:else )?already (?:has|have|booked|joined|bought)\b|\bdon't be the one who\b|\bwhat will (?:the |your )?(?:neighbors|neighbours|friends|family|boss) (?:think|say)\b|\bdon't embarrass\b|\bembarrass(?:ing)? yourself\b|\b(?:be|is) your fault\b|\bcrazy to (?:miss|skip|pass)\b|\bregrets? (?:it|this) forever\b|\bbecause of you\b|\bif you (?:ignore|don't (?:act|give|help|reply|answer))\b|\bon your conscience\b|\bhow could you\b|\bdisappointed in you\b|\blast hope\b|\byou(?:'re| are) letting\b|\bsi (?:no haces nada|ignoras)\b|\bsi vous ne faites rien\b|\bif you do nothing\b|\b(?:you'll|you will) regret\b|\beveryone else (?:is|has)\b|\bdon't be the only one\b|\bleft behind\b|\bwhat kind of (?:parent|person|friend|mother|father)\b|\bshame on you\b|\bdo you even care\b|\bif you (?:really|truly) (?:loved|cared)\b|\bdon't let (?:us|them) down\b|\bonly a fool\b|\byour family will\b|\bte arrepentiras\b|\bque clase de (?:padre|madre|persona)\b|\bpor tu culpa\b|\bvous (?:allez )?(?:le )?regretter|\bquel genre de parent\b/;

// Clinics and shifts do press, and a code says how long it lasts.
const calm: readonly Reading['purpose'][] = ['healthcare', 'internal', 'otp'];

function findPressure(reading: Reading): LintFinding[] {
  const { folded, body, purpose } = reading;
  const found: LintFinding[] = [];
  const pressing = calm.includes(purpose) ? null : urgency.exec(folded.text);
  if (pressing) {
    const span = spanOf(reading, pressing.index, pressing[0].length);
    found.push(
      findingAt('tone.urgency', 'warning', span, {
        sentence: `${quote(body, span)} presses people to hurry without telling them until when.`,
        remedy: 'Say the day and the hour until which it holds, or leave it out.',
      }),
    );
  }
  const leaning = manipulation.exec(folded.text);
  if (leaning) {
    const span = spanOf(reading, leaning.index, leaning[0].length);
    found.push(
      findingAt('tone.manipulation', 'warning', span, {
        sentence: `${quote(body, span)} works on guilt or fear instead of telling what is offered.`,
        remedy: 'Say what people get, and leave the rest to them.',
      }),
    );
  }
  return found;
}

const shoutedWord = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?:['’]\p{Lu}+)?(?![\p{L}\p{N}])/gu;
// So many shouted words in a row of a text are a manner; one or two are emphasis, and keywords are shouted by custom.
const fewestShouted = 5;

function findCapitals({ words, body, purpose }: Reading): LintFinding[] {
  const shouted = [...words.matchAll(shoutedWord)].filter(
    (match) =>
      match[0].length > 2 || /^(?:IN|OF|AT|TO|ON|UP|WE|GO|MY|IS|IT|NO|SO|DE|LA|EL|LE)$/.test(match[0]),
  );
  const first = shouted[0];
  const last = shouted.at(-1);
  if (!first || !last || purpose === 'conversational') return [];
  const letters = shouted.reduce((sum, match) => sum + match[0].length, 0);
  const all = words.replace(/[^\p{L}]/gu, '').length;
  if (shouted.length < fewestShouted || letters < 20 || letters * 2 < all) return [];
  const span = [first.index, last.index + last[0].length] as const;
  return [
    findingAt('tone.capitals', 'warning', span, {
      sentence: `${quote(body, span)} is written in capitals, which filters score as spam.`,
      remedy: 'Write it in ordinary letters.',
    }),
  ];
}

function findExclamations({ words, body }: Reading): LintFinding[] {
  const doubled = /!(?:\s?!)+/.exec(words);
  const marks = [...words.matchAll(/!/g)];
  const first = marks[0];
  if (!doubled && marks.length < 4) return [];
  const at = doubled?.index ?? first?.index ?? 0;
  const length = doubled?.[0].length ?? (marks.at(-1)?.index ?? at) - at + 1;
  const span = [at, at + length] as const;
  return [
    findingAt('tone.exclamations', 'warning', span, {
      sentence: `${marks.length} exclamation marks, such as in ${quote(body, span)}, are scored as spam.`,
      remedy: 'Leave one, or none.',
      ...(doubled ? { fix: '!' } : {}),
    }),
  ];
}
