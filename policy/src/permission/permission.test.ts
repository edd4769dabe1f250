import { describe, expect, test } from 'vitest';
import { policyPurposes } from '../hours/index.ts';
import { afterReturn, consentLevels, outranks } from './levels.ts';
import { openPermission } from './permission.ts';
import { permissionStandards } from './row.ts';
import { permissionRows } from './rows.ts';

const at = new Date('2026-11-24T17:00:00Z');
const asked = { purpose: 'marketing', country: 'US', level: 'pewc', expiresAt: null } as const;

describe('the rows of permission', () => {
  const engine = openPermission('relationship');
  test.each(permissionRows.map((row) => [`${row.id} from ${row.validFrom ?? 'ever'}`, row] as const))(
    '%s decides its own vectors as it says',
    (_name, row) => {
      const isDecided = row.vectors.map((vector) => {
        const expiresAt = vector.expires === undefined ? null : new Date(vector.expires);
        const { decision, rule } = engine.verdictOf({ ...vector, expiresAt }, new Date(vector.at));
        return { decision, rule };
      });
      expect(isDecided).toEqual(row.vectors.map(({ decision }) => ({ decision, rule: row.id })));
      expect(row.vectors.length).toBeGreaterThan(1);
      expect(row.source.length).toBeGreaterThan(10);
    },
  );

  test('answer for every purpose that there is, everywhere', () => {
    for (const purpose of policyPurposes)
      for (const country of ['US', 'CA', 'GB', 'DE', 'AU', 'BR', null])
        expect(engine.rowFor(purpose, country, at)?.id).toMatch(/^permission\./);
  });

  test('follow each other without a gap or a day that two of them claim', () => {
    const groups = Map.groupBy(permissionRows, ({ id }) => id);
    for (const rows of groups.values())
      for (const [place, row] of rows.entries())
        expect(row.validFrom).toBe(place === 0 ? null : rows[place - 1]?.validTo);
  });
});

describe('a standard', () => {
  test('can only take away', () => {
    const loose = openPermission('relationship');
    for (const standard of permissionStandards)
      for (const purpose of policyPurposes)
        for (const country of ['US', 'CA', 'GB', 'FR', 'AU', 'BR'])
          for (const level of consentLevels) {
            const question = { purpose, country, level, expiresAt: null };
            const strict = openPermission(standard).verdictOf(question, at).decision;
            if (strict === 'allow') expect(loose.verdictOf(question, at).decision).toBe('allow');
          }
  });

  test('of proof refuses what is only attested, and one of writing what rests on a purchase', () => {
    const decided = (standard: 'written' | 'proven', level: 'pewc_attested' | 'established_relationship') =>
      openPermission(standard).verdictOf({ ...asked, level }, at).code;
    expect(decided('proven', 'pewc_attested')).toBe('contact.consent_too_weak');
    expect(decided('written', 'pewc_attested')).toBe(null);
    expect(decided('written', 'established_relationship')).toBe('contact.consent_too_weak');
  });
});

describe('a verdict', () => {
  const engine = openPermission('relationship');
  test('says what is needed and what is on file', () => {
    const { sentence, rule, version } = engine.verdictOf({ ...asked, level: 'pec' }, at);
    expect(sentence).toMatch(/^A text for marketing needs prior express written consent.* not enough\.$/);
    expect([rule, version]).toEqual(['permission.us.marketing', 'permission 2026-11-29']);
  });

  test('waits where nobody has worked out what is on file, and only where it matters', () => {
    expect(engine.verdictOf({ ...asked, level: null }, at).decision).toBe('hold');
    expect(engine.verdictOf({ ...asked, level: null, purpose: 'otp' }, at).decision).toBe('allow');
  });

  test('ends a dealing in the very instant in which its time is over', () => {
    const dealing = { ...asked, level: 'established_relationship', expiresAt: at } as const;
    expect(engine.verdictOf(dealing, at).code).toBe('contact.consent_expired');
    expect(engine.verdictOf(dealing, new Date(at.getTime() - 1)).code).toBe(null);
  });

  test('refuses a purpose that no row knows', () => {
    expect(engine.verdictOf({ ...asked, purpose: 'spam' }, at).decision).toBe('drop');
  });

  test('is the same object for everybody of a kind, so that a text costs two look-ups', () => {
    expect(engine.verdictOf({ ...asked }, at)).toBe(engine.verdictOf({ ...asked }, at));
  });
});

describe('levels', () => {
  const lasting = (name: (typeof consentLevels)[number], expiresAt: Date | null = null) => ({
    name,
    expiresAt,
  });
  test('outrank each other by what they allow, then by how long', () => {
    expect(outranks(lasting('pewc'), lasting('pec'))).toBe(true);
    expect(outranks(lasting('pec'), lasting('pewc'))).toBe(false);
    expect(outranks(lasting('pewc'), lasting('pewc'))).toBe(false);
    expect(outranks(lasting('implied', new Date(at.getTime() + 1)), lasting('implied', at))).toBe(true);
    expect(outranks(lasting('implied', at), lasting('implied', at))).toBe(false);
  });

  test('come back by START as far as they were written', () => {
    expect(consentLevels.map(afterReturn)).toEqual([
      ...Array.from({ length: 7 }, () => 'rejoined'),
      ...['pec', 'claimed', 'claimed', 'pec', 'claimed'],
    ]);
  });
});
