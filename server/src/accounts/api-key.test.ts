import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOfApiKey, newApiKey } from './api-key.ts';
import { clearSession, readCookie, setSession } from './cookies.ts';

describe('an API key', () => {
  test('has one form at every value, and is found again by its hash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const key = newApiKey(Buffer.from(bytes));
        expect(key.secret).toMatch(/^tk_live_[0-9A-Za-z]{49}$/);
        expect(hashOfApiKey(key.secret)?.equals(key.hash)).toBe(true);
        expect(key.secret.startsWith(key.prefix)).toBe(true);
        expect(key.prefix).toHaveLength(14);
      }),
    );
  });

  test('with one wrong letter is known to be mistyped without asking the database', () => {
    const { secret } = newApiKey();
    for (let at = 0; at < secret.length; at += 1) {
      const other = secret[at] === 'a' ? 'b' : 'a';
      expect(hashOfApiKey(secret.slice(0, at) + other + secret.slice(at + 1))).toBeNull();
    }
  });

  test.each(['', 'tk_live_', 'Bearer x', 'tk_test_'.padEnd(57, 'A'), 'tk_live_'.padEnd(58, '0')])(
    'is not %s',
    (text) => expect(hashOfApiKey(text)).toBeNull(),
  );

  test('is never the same twice', () => {
    expect(newApiKey().secret).not.toBe(newApiKey().secret);
  });
});

describe('the session cookie', () => {
  test('carries every restriction that a browser knows', () => {
    expect(setSession('abc')).toBe(
      '__Host-tidings=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=604800',
    );
    expect(clearSession()).toContain('Max-Age=0');
  });

  test('is found among others, and only under its whole name', () => {
    const header = 'a=1; __Host-tidings-device=d; __Host-tidings=s=x; __Host-tidings2=z';
    expect(readCookie(header, '__Host-tidings')).toBe('s=x');
    expect(readCookie('__Host-tidings=', '__Host-tidings')).toBeNull();
    expect(readCookie(undefined, '__Host-tidings')).toBeNull();
  });
});
