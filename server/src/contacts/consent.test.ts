import { describe, expect, test } from 'vitest';
import {
  decideGrant,
  decideOptOut,
  type HeldConsent,
  joinedPrograms,
  type LedgerEntry,
  takesBack,
} from './consent.ts';

const held = (...consents: [string, HeldConsent['status']][]): HeldConsent[] =>
  consents.map(([programId, status]) => ({
    ...{ programId, status, eventId: 1, occurredAt: new Date(0) },
    ...{ level: 'pewc', levelExpiresAt: null },
  }));
const suppressed = { eventId: 9, isLifted: false };
const lifted = { eventId: 9, isLifted: true };

describe('an opt-out', () => {
  test('closes every program that is open', () => {
    expect(
      decideOptOut(held(['news', 'opted_in'], ['offers', 'opted_out'], ['orders', 'opted_in']), undefined),
    ).toEqual({
      kind: 'opt_out',
      programIds: ['news', 'orders'],
    });
  });

  test('counts for a number of which nothing is known', () => {
    expect(decideOptOut([], undefined)).toEqual({ kind: 'opt_out', programIds: [] });
  });

  test('changes nothing the second time', () => {
    expect(decideOptOut(held(['news', 'opted_out']), suppressed)).toEqual({
      kind: 'already_out',
      eventId: 9,
    });
  });

  test('counts again after the person came back', () => {
    expect(decideOptOut(held(['news', 'opted_in']), lifted).kind).toBe('opt_out');
    expect(decideOptOut([], lifted).kind).toBe('opt_out');
  });

  test('closes a program that is open although the number is suppressed', () => {
    expect(decideOptOut(held(['news', 'opted_in']), suppressed)).toEqual({
      kind: 'opt_out',
      programIds: ['news'],
    });
  });
});

describe('a consent that somebody else brings', () => {
  test('opens the program to a number that never said anything', () => {
    expect(decideGrant(undefined, undefined)).toBe('granted');
    expect(decideGrant(undefined, lifted)).toBe('granted');
  });

  test('never overrides an opt-out', () => {
    expect(decideGrant(undefined, suppressed)).toBe('opted_out');
    expect(decideGrant('opted_in', suppressed)).toBe('opted_out');
    expect(decideGrant('opted_out', undefined)).toBe('opted_out');
  });

  test('adds nothing for who is in already', () => {
    expect(decideGrant('opted_in', undefined)).toBe('unchanged');
  });
});

describe('START gives back', () => {
  const ledger = (...events: [LedgerEntry['type'], string | null, string?][]): LedgerEntry[] =>
    events.map(([type, programId, method = 'reply'], at) => ({
      ...{ id: at + 1, type, programId, method, occurredAt: new Date(at) },
    }));

  test('what the number had joined, each with the consent it rests on', () => {
    const events = ledger(['opt_in', 'news'], ['opt_in', 'offers'], ['opt_out', null]);
    expect(joinedPrograms(events)).toEqual(
      new Map([
        ['news', 1],
        ['offers', 2],
      ]),
    );
  });

  test('nothing to a number that never joined', () => {
    expect(joinedPrograms(ledger(['opt_out', null])).size).toBe(0);
  });

  test('no consent that was withdrawn as unfounded', () => {
    expect(
      joinedPrograms(ledger(['opt_in', 'news'], ['opt_in', 'offers'], ['withdrawn', 'news'])).has('news'),
    ).toBe(false);
    expect(joinedPrograms(ledger(['opt_in', 'news'], ['withdrawn', null])).size).toBe(0);
  });

  test('the same again after STOP, START and STOP', () => {
    const events = ledger(['opt_in', 'news'], ['opt_out', null], ['rejoin', null], ['opt_out', null]);
    expect([...joinedPrograms(events).keys()]).toEqual(['news']);
  });

  test('not what the person left by itself, on their page', () => {
    const events = ledger(['opt_in', 'news'], ['opt_in', 'offers'], ['opt_out', 'news', 'preferences_page']);
    expect([...joinedPrograms(events).keys()]).toEqual(['offers']);
    expect([...joinedPrograms([...events, ...ledger(['opt_in', 'news'])]).keys()]).toContain('news');
  });

  test('only what was left before the START, and by a STOP where nothing blocks the brand', () => {
    const events = ledger(['opt_in', 'news'], ['opt_out', 'news']);
    expect(takesBack(events, 'news', { at: new Date(1), isBlocked: false })).toBe(true);
    expect(takesBack(events, 'news', { at: new Date(0), isBlocked: false })).toBe(false);
    const byStaff = ledger(['opt_in', 'news'], ['opt_out', null, 'console']);
    expect(takesBack(byStaff, 'news', { at: new Date(9), isBlocked: false })).toBe(false);
    expect(takesBack(byStaff, 'news', { at: new Date(9), isBlocked: true })).toBe(true);
  });
});
