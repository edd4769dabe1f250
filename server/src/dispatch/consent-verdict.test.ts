import { openPermission } from '@tidings/policy/permission';
import { describe, expect, test } from 'vitest';
import { consentVerdict } from './consent-verdict.ts';

const now = new Date('2026-11-24T17:20:00Z');
const joined = {
  status: 'opted_in',
  ...{ eventId: 7, levelExpiresAt: null, isSuppressed: false },
  level: 'pewc',
} as const;
const permission = openPermission('relationship');
const number = '+12125550101';
const verdictFor = (change: Partial<Parameters<typeof consentVerdict>[0]>, purpose = 'marketing') =>
  consentVerdict({ ...joined, ...change }, { number, purpose, permission, now });

describe('somebody who has joined', () => {
  test('is texted', () => expect(verdictFor({})).toBeNull());

  test('and wrote what nobody has judged yet waits with marketing, by the full hour', () => {
    expect(verdictFor({ heldSince: now })).toEqual({
      kind: 'hold',
      until: new Date('2026-11-25T18:00:00Z'),
      reason: 'reply_to_judge',
    });
  });

  test('and has paused waits until the day they named, and no longer', () => {
    const until = new Date('2026-12-24T00:00:00Z');
    expect(verdictFor({ pausedUntil: until })).toEqual({ kind: 'hold', until, reason: 'paused_by_person' });
    expect(verdictFor({ pausedUntil: now })).toBeNull();
  });

  test.each(['otp', 'transactional', 'conversational', 'emergency', 'internal'])(
    'gets %s texts through a pause and a hold',
    (purpose) => {
      expect(
        verdictFor({ heldSince: now, pausedUntil: new Date('2027-01-01T00:00:00Z') }, purpose),
      ).toBeNull();
    },
  );

  test.each(['marketing', 'survey', 'nonprofit', 'political', 'healthcare'])(
    'waits with %s texts',
    (purpose) => {
      expect(verdictFor({ heldSince: now }, purpose)).toMatchObject({ kind: 'hold' });
    },
  );
});

test('an opt-out is no matter of waiting', () => {
  expect(verdictFor({ isSuppressed: true, heldSince: now })).toMatchObject({ kind: 'drop' });
  expect(verdictFor({ status: 'opted_out', heldSince: now })).toMatchObject({ kind: 'drop' });
});
