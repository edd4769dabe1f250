import { openPermission } from '@tidings/policy/permission';
import { describe, expect, test } from 'vitest';
import { isEnough } from './enough-consent.ts';

const now = new Date('2026-11-24T17:00:00Z');
const asked = { number: '+12125550142', purpose: 'marketing', level: 'pec', levelExpiresAt: null } as const;
const rules = { permission: openPermission('relationship'), now };

describe('what is on file', () => {
  test('is not enough for texts that sell where nothing shows a writing, and is for others', () => {
    expect(isEnough(rules, asked)).toBe(false);
    expect(isEnough(rules, { ...asked, level: 'pewc_attested' })).toBe(true);
    expect(isEnough(rules, { ...asked, purpose: 'transactional' })).toBe(true);
  });

  test('is judged by the country of the number, the standard of the workspace and the day', () => {
    expect(isEnough(rules, { ...asked, number: '+442079460123', level: 'gdpr_attested' })).toBe(true);
    const proven = { permission: openPermission('proven'), now };
    expect(isEnough(proven, { ...asked, level: 'pewc_attested' })).toBe(false);
    const over = { level: 'established_relationship', levelExpiresAt: new Date('2026-11-01') } as const;
    expect(isEnough(rules, { ...asked, ...over })).toBe(false);
  });

  test('counts while nobody has worked out what it is worth', () => {
    expect(isEnough(rules, { ...asked, level: null })).toBe(true);
  });
});
