import type { TraceEntry } from '@tidings/policy';
import { findPromotion, isPlainPurpose } from '@tidings/policy/content';
import { faultOfZoneData, type HoursAnswer, openHours, showInstant } from '@tidings/policy/hours';
import { openPermission, traceOf } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import { judgeWords } from './judge-words.ts';
import { type Question, readQuestion } from './question.ts';

/** May a text arrive then and there, and why? JSON for machines, lines for people. */
export function run(args: readonly string[]): string {
  const question = readQuestion(args);
  const { text, at, own, isJson } = question;
  const fault = faultOfZoneData();
  if (fault) console.error(`policy: ${fault}`);
  // What sells is asked everything that marketing is asked; the finding that says so stands among the words.
  const counted = { ...question, text: isSelling(question) ? { ...text, purpose: 'marketing' } : text };
  const permitted = withPermission(counted, openHours(own).explain(counted.text, at));
  const answer = withWords(permitted, judgeWords(question));
  return isJson ? asJson(answer) : asText(answer);
}

const isSelling = ({ text, body }: Question): boolean =>
  body !== null && isPlainPurpose(text.purpose) && findPromotion(body) !== null;

/** Consent first, as dispatch asks it. What is on file is only known where somebody says it. */
function withPermission({ text, at, consent, standard }: Question, hours: HoursAnswer): HoursAnswer {
  const permission = openPermission(standard);
  const { purpose } = text;
  const country = countryOfNumber(text.number);
  const asked = { purpose, country, level: consent?.level ?? null, expiresAt: consent?.until ?? null };
  const entry = traceOf(permission.verdictOf(asked, at));
  const needs = permission.rowFor(purpose, country, at)?.needs;
  if (consent === null) {
    const sentence = `A text for ${purpose} needs ${needs}. Say what is on file with --consent.`;
    return { ...hours, trace: [{ ...entry, outcome: 'allow', sentence }, ...hours.trace] };
  }
  const trace = [entry, ...hours.trace];
  return entry.outcome === 'drop' ? { decision: 'drop', trace } : { ...hours, trace };
}

/** Words that may not be said, or a sender that nobody takes, drop the text whatever the hour is. */
function withWords(answer: HoursAnswer, said: readonly TraceEntry[]): HoursAnswer {
  const trace = [...answer.trace, ...said];
  return said.some(({ outcome }) => outcome === 'drop') ? { decision: 'drop', trace } : { ...answer, trace };
}

function asJson(answer: HoursAnswer): string {
  const { decision, trace, closesAt } = answer;
  return JSON.stringify({
    decision,
    ...(answer.decision === 'hold' ? { until: showInstant(answer.until.getTime()) } : {}),
    ...(closesAt ? { closes_at: showInstant(closesAt.getTime()) } : {}),
    trace,
  });
}

function asText(answer: HoursAnswer): string {
  const head =
    answer.decision === 'hold' ? `hold until ${showInstant(answer.until.getTime())}` : answer.decision;
  const lines = answer.trace.map(
    ({ rule, version, outcome, sentence }) =>
      `  ${outcome.padEnd(5)} ${sentence}\n        ${rule}, ${version}`,
  );
  return [head, ...lines].join('\n');
}
