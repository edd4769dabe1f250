import { describe, expect, test } from 'vitest';
import {
  decideExtension,
  dueOf,
  isOverdue,
  refuseFulfilment,
  refuseRefusal,
  refuseVerification,
  requestStatuses,
} from './request.ts';

const received = new Date('2026-11-28T10:00:00Z');
const request = {
  status: 'verified',
  law: 'gdpr',
  dueAt: dueOf('gdpr', received),
  extendedAt: null,
} as const;

describe('the states of a request', () => {
  const allowed = (refuse: (request: { status: (typeof requestStatuses)[number] }) => void) =>
    requestStatuses.filter((status) => {
      try {
        refuse({ status });
        return true;
      } catch {
        return false;
      }
    });

  test('who asks is shown while it is open', () => {
    expect(allowed(refuseVerification)).toEqual(['received', 'verified']);
  });

  test('nothing is done before, and nothing twice', () => {
    expect(allowed(refuseFulfilment)).toEqual(['verified', 'held']);
    expect(() => refuseFulfilment({ status: 'received' })).toThrow(/First make sure who asks/);
    expect(() => refuseFulfilment({ status: 'done' })).toThrow(/done already/);
  });

  test('it may be refused until it is done', () => {
    expect(allowed(refuseRefusal)).toEqual(['received', 'verified', 'held']);
  });
});

describe('the time to answer', () => {
  test('is over a month after it came, and only while somebody waits', () => {
    expect(isOverdue(request, new Date('2026-12-28T10:00:00Z'))).toBe(false);
    expect(isOverdue(request, new Date('2026-12-28T10:00:01Z'))).toBe(true);
    for (const status of ['held', 'erasing', 'done', 'refused'] as const)
      expect(isOverdue({ ...request, status }, new Date('2027-12-28T10:00:01Z'))).toBe(false);
  });

  test('is extended once, with a reason, before it is over', () => {
    const now = new Date('2026-12-20T10:00:00Z');
    expect(decideExtension(request, 'Ten thousand texts to go through.', now)).toEqual(
      new Date('2027-02-28T10:00:00Z'),
    );
    expect(() => decideExtension(request, ' ', now)).toThrow(/Say why/);
    expect(() => decideExtension({ ...request, extendedAt: now }, 'Again.', now)).toThrow(/once/);
    expect(() => decideExtension(request, 'Late.', new Date('2026-12-29T10:00:00Z'))).toThrow(/over/);
    expect(() => decideExtension({ ...request, status: 'done' }, 'Why.', now)).toThrow(/done already/);
  });
});
