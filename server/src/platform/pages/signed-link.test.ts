import { describe, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import { openSecrets } from '../secrets.ts';
import { readLink, signLink } from './signed-link.ts';

const keys = openSecrets('the present key, which is long enough');
const at = '2026-11-24T17:00:00Z';
const hourMs = 3_600_000;
const token = signLink(keys, fixedClock(at), { purpose: 'preferences', subject: 'ws.42.é', lastsMs: hourMs });
const read = (text: string, purpose = 'preferences', now = at, by = keys) =>
  readLink(by, fixedClock(now), text, purpose);

describe('a signed link', () => {
  test('says what it was made for until its hour', () => {
    expect(token).toMatch(/^[\w.-]+$/);
    expect(read(token)).toMatchObject({ ok: true, subject: 'ws.42.é', issuedAt: new Date(at) });
    expect(read(token, 'preferences', '2026-11-24T17:59:59.999Z').ok).toBe(true);
    expect(read(token, 'preferences', '2026-11-24T18:00:00Z')).toEqual({ ok: false, reason: 'expired' });
  });

  test('does not open for another purpose', () => {
    expect(read(token, 'leave')).toEqual({ ok: false, reason: 'altered' });
  });

  test('does not open when any letter of it is another, or missing, or too many', () => {
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      // The last letter of a signature carries two bits that mean nothing; base64url readers ignore them, we compare text.
      expect(read(`${token.slice(0, place)}${other}${token.slice(place + 1)}`).ok, `letter ${place}`).toBe(
        false,
      );
      expect(read(token.slice(0, place)).ok).toBe(false);
    }
    for (const text of ['', '.', '..', '1..', `${token}.x`, `${token}A`, 'x'.repeat(100_000)])
      expect(read(text)).toEqual({ ok: false, reason: 'altered' });
  });

  test('opens after the key was changed, as long as the old one is known', () => {
    const next = 'the next key, which is long enough too';
    expect(read(token, 'preferences', at, openSecrets(next)).ok).toBe(false);
    expect(
      read(token, 'preferences', at, openSecrets(next, ['the present key, which is long enough'])).ok,
    ).toBe(true);
  });
});
