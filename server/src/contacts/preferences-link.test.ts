import { describe, expect, test } from 'vitest';
import { openSecrets } from '../platform/secrets.ts';
import {
  preferencesLinkEndsAt,
  preferencesLinkOf,
  preferencesTokenOf,
  readPreferencesToken,
} from './preferences-link.ts';

const secrets = openSecrets('a secret key of thirty-two letters');
const at = (hour: string, origin?: string) => ({
  secrets,
  clock: { now: () => new Date(hour) } as never,
  origin,
});
const today = at('2026-11-29T12:00:00Z', 'https://texts.example.com');
const visitor = { workspaceId: '0192f0c0-1234-7abc-8def-0123456789ab', contactId: 281_474_976_710_655 };

describe('a link to a person’s page', () => {
  test('opens what it was made for, and fits in a text', () => {
    const token = preferencesTokenOf(today, visitor);
    expect(readPreferencesToken(today, token)).toEqual({ ok: true, visitor });
    expect(token).toMatch(/^[\w.-]+$/);
    expect(preferencesLinkOf(today, visitor)?.length).toBeLessThan(120);
    expect(preferencesLinkOf(at('2026-11-29T12:00:00Z'), visitor)).toBeNull();
  });

  test('is the same all day, and ends when it says', () => {
    const token = preferencesTokenOf(today, visitor);
    expect(preferencesTokenOf(at('2026-11-29T23:59:59Z'), visitor)).toBe(token);
    const end = preferencesLinkEndsAt(new Date('2026-11-29T12:00:00Z'));
    expect(end.toISOString()).toBe('2027-02-28T00:00:00.000Z');
    const read = (ms: number) => readPreferencesToken(at(new Date(ms).toISOString()), token);
    expect(read(end.getTime() - 1)).toMatchObject({ ok: true });
    expect(read(end.getTime())).toEqual({ ok: false, reason: 'expired' });
  });

  test('opens nothing once any letter of it is another', () => {
    const token = preferencesTokenOf(today, visitor);
    const letters = Array.from({ length: token.length }, (_, place) => {
      const other = token[place] === 'A' ? 'B' : 'A';
      return token.slice(0, place) + other + token.slice(place + 1);
    });
    const opened = letters.filter((one) => {
      const reading = readPreferencesToken(today, one);
      // The last letter of a signature has bits that mean nothing; what opens must still be what was signed.
      return reading.ok && JSON.stringify(reading.visitor) !== JSON.stringify(visitor);
    });
    expect(opened).toEqual([]);
    for (const token of ['', '2', '2.', '2..', '2.A.A.A', 'x'.repeat(3_000)])
      expect(readPreferencesToken(today, token)).toEqual({ ok: false, reason: 'altered' });
  });

  test('made with another key opens nothing', () => {
    const others = { ...today, secrets: openSecrets('another key of thirty-two letters!') };
    expect(readPreferencesToken(today, preferencesTokenOf(others, visitor))).toMatchObject({ ok: false });
  });
});
