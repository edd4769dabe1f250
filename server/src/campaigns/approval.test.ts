import { describe, expect, test } from 'vitest';
import {
  type Approval,
  type ApprovalPolicy,
  type ApprovalSubject,
  isKeptBack,
  standingOf,
  usualPolicy,
} from './approval.ts';

const now = new Date('2026-11-24T17:00:00Z');
const hash = Buffer.alloc(32, 1);
const two: ApprovalPolicy = { ...usualPolicy, needed: 2 };
const subject: ApprovalSubject = {
  contentHash: hash,
  people: 100,
  purpose: 'marketing',
  authors: new Set(['author']),
};
const word = (accountId: string, more: Partial<Approval> = {}): Approval => ({
  contentHash: hash,
  people: 100,
  verdict: 'approved',
  accountId,
  by: accountId,
  note: null,
  content: null,
  givenAt: now,
  expiresAt: new Date(now.getTime() + 1),
  ...more,
});
const stateOf = (policy: ApprovalPolicy, words: Approval[], of: Partial<ApprovalSubject> = {}) =>
  standingOf(policy, { ...subject, ...of }, words, now).state;

describe('a campaign', () => {
  test('needs nobody where nothing is asked', () => expect(stateOf(usualPolicy, [])).toBe('not_needed'));
  test('is approved by as many as are asked for', () => {
    expect(stateOf(two, [word('a')])).toBe('waiting');
    expect(stateOf(two, [word('a'), word('a')])).toBe('waiting');
    expect(stateOf(two, [word('a'), word('b')])).toBe('approved');
  });
  test.each([
    ['an author', word('author')],
    ['other words', word('b', { contentHash: Buffer.alloc(32, 2) })],
    ['another number of people', word('b', { people: 101 })],
    ['a word that has expired', word('b', { expiresAt: now })],
  ])('is not approved by %s', (_what, given) => expect(stateOf(two, [word('a'), given])).toBe('waiting'));
  test('that starts by itself may have a tenth more people than were approved, and no more', () => {
    const launch = (people: number) => ({ people, isUnattended: true });
    expect(stateOf({ ...two, needed: 1 }, [word('a')], launch(110))).toBe('approved');
    expect(stateOf({ ...two, needed: 1 }, [word('a')], launch(111))).toBe('waiting');
    const of = { ...subject, ...launch(111) };
    expect(standingOf(two, of, [word('a')], now).sentence).toMatch(
      /It was approved for 100 people, and 111 would get it now\.$/,
    );
    expect(stateOf(two, [word('a', { verdict: 'declined' })], launch(500))).toBe('declined');
  });
  test('in parts is asked about by how many all of them go to', () => {
    const some = { ...two, overPeople: 100 };
    expect(stateOf(some, [], { people: 80 })).toBe('not_needed');
    expect(stateOf(some, [], { people: 80, whole: 640 })).toBe('waiting');
  });
  test('is kept back by whoever declines it, until they think again', () => {
    const no = word('b', { verdict: 'declined', note: 'No date' });
    expect(stateOf(two, [word('a'), word('c'), no])).toBe('declined');
    expect(standingOf(two, subject, [no], now).sentence).toMatch(/^b has declined it: No date\./);
    expect(stateOf(two, [word('a'), no, word('b')])).toBe('approved');
  });
  test('is kept back by whoever wants it changed, until it is', () => {
    const wish = word('b', { verdict: 'changes_requested', note: 'Say when it ends.' });
    const standing = standingOf(two, subject, [word('a'), word('c'), wish], now);
    expect([standing.state, isKeptBack(standing)]).toEqual(['changes_requested', true]);
    expect(standing.sentence).toMatch(/^b wants it changed: Say when it ends\. Change/);
    expect(stateOf(two, [wish], { contentHash: Buffer.alloc(32, 2) })).toBe('waiting');
  });
  test('is asked about above a number of people and for some purposes only', () => {
    const some = { ...two, overPeople: 100, purposes: ['marketing'] };
    expect(stateOf(some, [])).toBe('not_needed');
    expect(stateOf(some, [], { people: 101 })).toBe('waiting');
    expect(stateOf(some, [], { people: 101, purpose: 'survey' })).toBe('not_needed');
  });
  test('for an emergency always needs one more person', () => {
    expect(stateOf(usualPolicy, [], { purpose: 'emergency' })).toBe('waiting');
    expect(stateOf(usualPolicy, [word('a')], { purpose: 'emergency' })).toBe('approved');
  });
});
