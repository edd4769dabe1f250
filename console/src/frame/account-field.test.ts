import { describe, expect, test } from 'vitest';
import { accountField } from './account-field.ts';
import { bodyOf, initialValues } from './fields.tsx';

const row = { name: 'x', label: 'X', help: 'Where it stands.', is_required: true } as const;

describe('a field of an account', () => {
  test.each([
    ['text', ' a ', 'a'],
    ['long_text', 'a\nb', 'a\nb'],
    ['secret', ' s ', ' s '],
    ['long_secret', '-----BEGIN\nx\n', '-----BEGIN\nx\n'],
    ['number', '2775', 2775],
    ['switch', true, true],
    ['choice', 'b', 'b'],
  ] as const)('of the kind %s goes as the service takes it', (kind, entered, sent) => {
    const field = accountField({ ...row, kind, ...(kind === 'choice' ? { choices: ['a', 'b'] } : {}) });
    expect(bodyOf([field], { 'settings/x': entered }, 'UTC')).toEqual({ settings: { x: sent } });
  });

  test('that is left alone in a change is not sent, unless it is a switch, which stands as it stood', () => {
    const fields = [
      { ...accountField({ ...row, kind: 'long_secret' }), isRequired: false },
      { ...accountField({ ...row, name: 'is_tls', kind: 'switch' }), isRequired: false, initial: true },
      { ...accountField({ ...row, name: 'port', kind: 'number' }), isRequired: false, initial: 2775 },
    ];
    expect(bodyOf(fields, initialValues(fields, 'UTC'), 'UTC')).toEqual({
      settings: { is_tls: true, port: 2775 },
    });
  });
});
