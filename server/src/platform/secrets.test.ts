import { describe, expect, test } from 'vitest';
import { Internal } from './errors.ts';
import { openSecrets } from './secrets.ts';

const [older, present] = ['the key of before, which is long enough', 'the present key, which is long enough'];
const before = openSecrets(older);
const both = openSecrets(present, [older]);
const after = openSecrets(present);

describe('a value that an older key has sealed', () => {
  test('is sealed anew and opens with the present key alone, at its own place only', () => {
    const anew = both.reseal(before.seal('swordfish', 'a row'), 'a row');
    expect(anew && after.open(anew, 'a row')).toBe('swordfish');
    expect(() => anew && after.open(anew, 'another row')).toThrow(Internal);
    expect(() => anew && before.open(anew, 'a row')).toThrow(Internal);
  });

  test('cannot be sealed anew by whoever lacks that key, or for another place', () => {
    const sealed = before.seal('swordfish', 'a row');
    expect(() => after.reseal(sealed, 'a row')).toThrow('cannot be opened');
    expect(() => both.reseal(sealed, 'another row')).toThrow('cannot be opened');
  });
});

test('a value of the present key is left as it is', () => {
  expect(both.reseal(both.seal('swordfish', 'a row'), 'a row')).toBeNull();
  expect(after.reseal(after.seal('', 'a row'), 'a row')).toBeNull();
});
