import type { TraceEntry } from '@tidings/policy';
import { type SenderShape, senderEntry } from '@tidings/policy';
import { type LintPurpose, lintText } from '@tidings/policy/content';
import { countryOfNumber } from '@tidings/sms/countries';
import type { Question } from './question.ts';

/** What is said and from which sender, as far as it was asked about: one entry a finding, in the order of the text. */
export function judgeWords({ text, body, brand, sender }: Question): readonly TraceEntry[] {
  return [
    ...(sender === null ? [] : [senderEntry(sender, text.number)]),
    ...(body === null ? [] : judgeBody(text.number, text.purpose, body, brand, sender)),
  ];
}

const version = 'content 1';

function judgeBody(
  to: string,
  purpose: string,
  body: string,
  brand: string | null,
  sender: SenderShape | null,
): readonly TraceEntry[] {
  const findings = lintText({
    body,
    // Debt collection is no purpose of a program; what depends on the purpose is then left out.
    purpose: purpose === 'debt_collection' ? null : (purpose as LintPurpose),
    country: countryOfNumber(to) ?? 'US',
    canReply: sender !== 'alphanumeric',
    // What the person has been told lately stands in a database; here it counts as told.
    isOptOutLineDue: false,
    ...(brand === null ? {} : { brands: [brand] }),
  });
  if (findings.length === 0)
    return [
      { rule: 'content.clear', version, outcome: 'allow', sentence: 'Nothing speaks against the words.' },
    ];
  return findings.map(({ rule, severity, sentence, remedy, start }) => ({
    rule: `content.${rule}`,
    version,
    outcome: severity === 'error' ? ('drop' as const) : ('allow' as const),
    sentence: `At character ${start + 1}: ${sentence} ${remedy}`,
  }));
}
