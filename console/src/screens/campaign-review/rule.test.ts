import { expect, it } from 'vitest';
import { ruleOf } from './rule.ts';

it.each([
  [{ every: 'WEEKLY', weekdays: ['TH', 'MO'] }, 'FREQ=WEEKLY;BYDAY=MO,TH'],
  [{ every: 'DAILY', interval: '2', ends: 'count', count: '5' }, 'FREQ=DAILY;INTERVAL=2;COUNT=5'],
  [
    { every: 'MONTHLY', month_day: '-1', weekdays: ['MO'], ends: 'until', until: '2027-12-31' },
    'FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231',
  ],
  // What is chosen for another kind of end is not said.
  [{ every: 'DAILY', ends: 'never', count: '5' }, 'FREQ=DAILY'],
] as const)('%j is the rule %s', (entered, rule) => expect(ruleOf(entered)).toBe(rule));
