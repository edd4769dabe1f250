import { expect, test } from 'vitest';
import { hexOf, idOfHex, idOfUuid, uuidOf } from './ids.ts';

test.each(['rc_0a1b2c3d1', 'rc_ffffffffzz9', 'rc_00000000a0b0c0'])(
  '%s is written as a provider does, and read back',
  (id) => {
    expect(hexOf(id)).toMatch(/^[0-9a-f]{32}$/);
    expect(idOfHex(hexOf(id))).toBe(id);
    expect(uuidOf(id)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(idOfUuid(uuidOf(id))).toBe(id);
  },
);

test.each(['', 'x', '0'.repeat(32), 'f'.repeat(31), 'g'.repeat(32)])('%j is none of ours', (hex) => {
  expect(idOfHex(hex)).toBeNull();
});
