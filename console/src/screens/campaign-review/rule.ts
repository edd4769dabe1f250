/** What the form of a rule holds, and the rule that it makes: what of RFC 5545 a campaign needs. */
export type RuleEntered = Readonly<{
  every: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  interval: string;
  weekdays: readonly string[];
  /** `1` to `31`, `-1` for the last. */
  month_day: string;
  ends: 'never' | 'count' | 'until';
  count: string;
  until: string;
}>;

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export function ruleOf(entered: Partial<RuleEntered>): string {
  const { every = 'WEEKLY', interval = '1', weekdays: chosen = [], month_day: day = '' } = entered;
  const parts = [`FREQ=${every}`];
  if (interval.trim() !== '' && interval.trim() !== '1') parts.push(`INTERVAL=${interval.trim()}`);
  if (every !== 'MONTHLY' && chosen.length > 0)
    parts.push(`BYDAY=${weekdays.filter((one) => chosen.includes(one)).join()}`);
  if (every === 'MONTHLY' && day.trim() !== '') parts.push(`BYMONTHDAY=${day.trim()}`);
  if (entered.ends === 'count' && entered.count) parts.push(`COUNT=${entered.count.trim()}`);
  if (entered.ends === 'until' && entered.until) parts.push(`UNTIL=${entered.until.replaceAll('-', '')}`);
  return parts.join(';');
}
