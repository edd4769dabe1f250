import { expect, test } from 'vitest';
import type { Consent } from '../../contacts/index.ts';
import { emergencyExemption } from './emergency-reach.ts';

const now = new Date('2026-11-24T17:20:00Z');
const body = 'Acme: fire in hall 3. Leave by the south door.';
const text = { programId: 'p', purpose: 'emergency', body, number: '+12125550101' };
const release = {
  ...{ programId: 'p', body, isWithoutConsent: true },
  expiresAt: new Date('2026-11-25T00:00:00Z'),
};
const pending: Consent = {
  ...{ status: 'pending', eventId: 7, level: null, levelExpiresAt: null, isSuppressed: false },
};
const exempt = (
  change: { text?: Partial<typeof text>; release?: Partial<typeof release>; standing?: Consent } = {},
) =>
  emergencyExemption(
    { ...text, ...change.text },
    change.standing,
    { released: [{ ...release, ...change.release }] },
    now,
  );

test('lets the words that two people have released go to somebody who has not joined', () => {
  expect(exempt()).toMatchObject({ decision: 'allow', rule: 'emergency.us' });
  expect(exempt({ standing: pending })).not.toBeNull();
});

test.each([
  ['words for anything else', { text: { purpose: 'marketing' } }],
  ['words that somebody altered', { text: { body: `${body} Sale today!` } }],
  ['another program', { text: { programId: 'q' } }],
  ['a release for those who have joined', { release: { isWithoutConsent: false } }],
  ['a release that is over', { release: { expiresAt: now } }],
  ['a place whose law we do not know', { text: { number: '+5511955550101' } }],
  ['somebody who has left', { standing: { ...pending, status: 'opted_out' } as Consent }],
  ['somebody who has left the brand', { standing: { ...pending, isSuppressed: true } }],
  ['somebody whose data may not be used', { standing: { ...pending, isRestricted: true } }],
])('is no way through for %s', (_what, change) => {
  expect(exempt(change as Parameters<typeof exempt>[0])).toBeNull();
});
