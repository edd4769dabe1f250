import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageOfReference, referenceOf } from './reference.ts';

test('a reference leads back to its message and to no other installation', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (id) => {
      const reference = referenceOf('k3x9q2', id);
      expect(reference.length).toBeLessThanOrEqual(64);
      expect(messageOfReference('k3x9q2', reference)).toBe(id);
      expect(messageOfReference('other', reference)).toBeNull();
    }),
  );
});

test.each(['', 'k3x9q2', 'k3x9q2.', 'k3x9q2.1.2', 'k3x9q2.-1', 'k3x9q2.1e3!', 'k3x9q2.zzzzzzzzzzzzzz'])(
  '%j is nobody’s reference',
  (text) => {
    expect(messageOfReference('k3x9q2', text)).toBeNull();
  },
);
