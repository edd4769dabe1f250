import { openPermission } from '@tidings/policy/permission';
import { describe, expect, test } from 'vitest';
import type { Held } from './textable.queries.ts';
import { textableInFull, textableOf } from './textable.ts';

const rules = { permission: openPermission('relationship'), now: new Date('2026-11-24T12:00:00Z') };
const held = (part: Partial<Held>): Held => ({
  ...{ number: '+13035550100', purpose: 'marketing', status: 'opted_in', isSuppressed: false },
  ...{ programName: 'Offers', level: 'pewc', levelExpiresAt: null },
  ...part,
});

describe('whether somebody may be texted at all', () => {
  test.each<[string, Held[], boolean, string]>([
    ['who has joined, by a consent that is enough', [held({})], false, 'yes'],
    ['who has joined one program and left another', [held({ status: 'opted_out' }), held({})], false, 'yes'],
    ['who has joined by word of mouth', [held({ level: 'pec' })], false, 'weak'],
    ['who has joined and then told the brand to stop', [held({ isSuppressed: true })], true, 'opted_out'],
    ['who has left', [held({ status: 'opted_out' })], false, 'opted_out'],
    ['of whom only an opt-out is known', [], true, 'opted_out'],
    ['who was asked and has not answered', [held({ status: 'pending' })], false, 'pending'],
    [
      'who was asked and has then told the brand to stop',
      [held({ status: 'pending', isSuppressed: true })],
      true,
      'opted_out',
    ],
    ['of whom nothing is on record', [], false, 'no_consent'],
  ])('%s', (_who, programs, isOut, expected) => {
    expect(textableOf(rules, programs, isOut)).toBe(expected);
  });
});

describe('by which programs', () => {
  test('are those that they joined by a consent that is enough, and whose brand may text them', () => {
    const programs = [
      held({ programName: 'Offers' }),
      held({ programName: 'Advice' }),
      held({ programName: 'Fairs', level: 'pec' }),
      held({ programName: 'Openings', status: 'opted_out' }),
      held({ programName: 'Bread', isSuppressed: true }),
    ];
    expect(textableInFull(rules, programs, true)).toEqual({ answer: 'yes', by: ['Advice', 'Offers'] });
    expect(textableInFull(rules, [], false)).toEqual({ answer: 'no_consent', by: [] });
  });
});
