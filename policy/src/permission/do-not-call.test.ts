import { describe, expect, test } from 'vitest';
import { type DoNotCallAsked, doNotCallVerdict } from './do-not-call.ts';

const at = new Date('2026-11-24T17:00:00Z');
const asked: DoNotCallAsked = {
  ...{ purpose: 'marketing', country: 'US', level: 'established_relationship' },
  ...{ lists: [], registersAsOf: new Date('2026-11-01T00:00:00Z') },
};
const ruleOf = (change: Partial<DoNotCallAsked>) => {
  const verdict = doNotCallVerdict({ ...asked, ...change }, at);
  return verdict && `${verdict.decision} ${verdict.rule}`;
};

describe('the do-not-call lists', () => {
  test.each<[string, Partial<DoNotCallAsked>, string | null]>([
    ['let a relationship pass with registers at hand', {}, 'allow do-not-call.registers'],
    ['refuse it without the federal one', { registersAsOf: null }, 'drop do-not-call.age'],
    [
      'take data of 31 days',
      { registersAsOf: new Date('2026-10-24T00:00:00Z') },
      'allow do-not-call.registers',
    ],
    ['take none of 32', { registersAsOf: new Date('2026-10-23T00:00:00Z') }, 'drop do-not-call.age'],
    ['exempt a relationship from the federal list', { lists: ['federal'] }, 'allow do-not-call.registers'],
    ['and not from that of a state', { lists: ['federal', 'state'] }, 'drop do-not-call.state'],
    [
      'exempt written consent from both',
      { level: 'pewc', lists: ['federal', 'state'] },
      'allow do-not-call.exempt',
    ],
    ['ask nothing of written consent', { level: 'pewc_attested', registersAsOf: null }, null],
    ['keep one’s own list whatever is on file', { level: 'pewc', lists: ['own'] }, 'drop do-not-call.own'],
    ['keep it in other countries too', { country: 'DE', lists: ['own'] }, 'drop do-not-call.own'],
    ['have no say elsewhere', { country: 'CA', level: 'implied', registersAsOf: null }, null],
    ['have no say about orders', { purpose: 'transactional', lists: ['own', 'federal'] }, null],
  ])('%s', (_name, change, rule) => {
    expect(ruleOf(change)).toBe(rule);
  });
});
