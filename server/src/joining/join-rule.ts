import { isCountryCode } from '@tidings/sms/countries';
import { type Program, promotional } from '../contacts/index.ts';
import { Invalid, type ProblemDetail } from '../platform/errors.ts';

export const doubleOptIns = ['always', 'unless_from_phone', 'never'] as const;
export type DoubleOptIn = (typeof doubleOptIns)[number];

/** How a program is joined. */
export type JoinRule = {
  /** Who is asked to say YES from their phone before they are in. */
  readonly doubleOptIn: DoubleOptIn;
  readonly confirmWithinHours: number;
  /** One reminder of a request that was not answered; null for none. */
  readonly remindAfterHours: number | null;
  readonly leastAge: number | null;
  /** Null for wherever the workspace texts. */
  readonly countries: readonly string[] | null;
  /** Which number asks and confirms; null for the one the workspace has had longest. */
  readonly senderId: string | null;
};

// Carriers expect a request to be answered within a day; after that the person has forgotten what the YES would mean.
const usualConfirmHours = 24;
const mostConfirmHours = 90 * 24;

/** What sells is confirmed wherever the way in does not prove who holds the phone; what people need to hear is not. */
export function usualRule(program: Pick<Program, 'purpose'>): JoinRule {
  return {
    doubleOptIn: promotional.includes(program.purpose) ? 'unless_from_phone' : 'never',
    confirmWithinHours: usualConfirmHours,
    remindAfterHours: null,
    leastAge: null,
    countries: null,
    senderId: null,
  };
}

/** Everything wrong with a rule at once. */
export function checkRule(rule: JoinRule): JoinRule {
  const problems: ProblemDetail[] = [];
  const need = (isGood: boolean, field: string, detail: string) => {
    if (!isGood) problems.push({ pointer: `/${field}`, code: 'rule.invalid', detail });
  };
  const isHours = (hours: number) => Number.isInteger(hours) && hours >= 1 && hours <= mostConfirmHours;
  need(isHours(rule.confirmWithinHours), 'confirm_within_hours', `Give 1 to ${mostConfirmHours} hours.`);
  need(
    rule.remindAfterHours === null ||
      (isHours(rule.remindAfterHours) && rule.remindAfterHours < rule.confirmWithinHours),
    'remind_after_hours',
    'Remind people before their request runs out, or not at all.',
  );
  need(
    rule.leastAge === null || (Number.isInteger(rule.leastAge) && rule.leastAge >= 1 && rule.leastAge <= 99),
    'least_age',
    'Give an age from 1 to 99, or none.',
  );
  need(
    rule.countries === null || (rule.countries.length > 0 && rule.countries.every(isCountryCode)),
    'countries',
    'Give countries as two letters, such as US or GB, or leave them out for wherever the workspace texts.',
  );
  const [first] = problems;
  if (first) throw new Invalid('rule.invalid', problems.map((one) => one.detail).join(' '), problems);
  return rule;
}
