import { faultOfZoneData, type HoursAnswer, openHours, showInstant } from '@tidings/policy/hours';
import { readQuestion } from './question.ts';

/** May a text arrive then and there, and why? JSON for machines, lines for people. */
export function run(args: readonly string[]): string {
  const { text, at, own, isJson } = readQuestion(args);
  const fault = faultOfZoneData();
  if (fault) console.error(`policy: ${fault}`);
  const answer = openHours(own).explain(text, at);
  return isJson ? asJson(answer) : asText(answer);
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
