import { describe, expect, test } from 'vitest';
import { consentLevelOf } from './consent-level.ts';

const words =
  'By joining you agree to get recurring automated marketing texts from Bakery. Consent is not a condition of purchase.';
const event = {
  type: 'opt_in',
  number: '+13125550142',
  method: 'keyword',
  occurredAt: new Date('2026-01-31T12:00:00Z'),
  wordsShown: words,
  evidence: {},
  purpose: 'marketing',
} as const;
const purchase = { relationship: { kind: 'purchase', at: '2026-01-31T12:00:00Z' } };
const inquiry = { relationship: { kind: 'inquiry', at: '2026-08-31T12:00:00Z' } };

describe('the level of consent', () => {
  test.each([
    ['a keyword after the whole disclosure', {}, 'pewc', null],
    ['a YES from the phone', { type: 'doi_confirmed', method: 'web_form' }, 'pewc', null],
    [
      'a form with the act on record',
      { method: 'web_form', evidence: { act: 'ticked the box' } },
      'pewc',
      null,
    ],
    ['a form with no act on record', { method: 'web_form' }, 'pewc_attested', null],
    ['a paper that somebody kept', { wordsShown: null, method: 'paper' }, 'pewc_attested', null],
    [
      'a list that somebody answers for',
      { wordsShown: null, method: 'import', evidence: { attestation: 'The contracts in our archive' } },
      'pewc_attested',
      null,
    ],
    [
      'words that lack something, whoever answers for them',
      { wordsShown: 'You agree to texts.', evidence: { attestation: 'Ours' } },
      'pec',
      null,
    ],
    ['a telephone call', { wordsShown: null, method: 'verbal' }, 'pec', null],
    ['words that do not authorise', { wordsShown: 'Automated texts. Not required.' }, 'pec', null],
    ['words nobody kept', { wordsShown: null, method: 'import' }, 'pec', null],
    [
      'a purchase',
      { wordsShown: null, method: 'import', evidence: purchase },
      'established_relationship',
      '2027-07-31',
    ],
    [
      'an inquiry',
      { wordsShown: null, method: 'import', evidence: inquiry },
      'established_relationship',
      '2026-11-30',
    ],
    ['a Canadian keyword', { number: '+14165550142' }, 'express', null],
    [
      'a Canadian purchase',
      { number: '+14165550142', wordsShown: null, method: 'import', evidence: purchase },
      'implied',
      '2028-01-31',
    ],
    [
      'a Canadian inquiry',
      { number: '+14165550142', wordsShown: null, method: 'import', evidence: inquiry },
      'implied',
      '2027-02-28',
    ],
    [
      'a Canadian paper',
      { number: '+14165550142', wordsShown: null, method: 'paper' },
      'express_attested',
      null,
    ],
    ['a Canadian claim', { number: '+14165550142', wordsShown: null, method: 'api' }, 'claimed', null],
    [
      'a German paper',
      { number: '+4915123456789', wordsShown: null, method: 'paper' },
      'gdpr_attested',
      null,
    ],
    ['a German claim', { number: '+4915123456789', wordsShown: null, method: 'api' }, 'claimed', null],
    ['a Brazilian keyword', { number: '+5511961234567' }, 'express', null],
    ['a German YES', { number: '+4915123456789', type: 'doi_confirmed' }, 'gdpr_consent', null],
    [
      'a British sale',
      { number: '+447700900123', wordsShown: null, method: 'import', evidence: purchase },
      'soft_opt_in',
      null,
    ],
  ] as const)('of %s is %s', (_name, more, name, expiresOn) => {
    const level = consentLevelOf({ ...event, ...more });
    expect(level?.name).toBe(name);
    expect(level?.expiresAt?.toISOString().slice(0, 10) ?? null).toBe(expiresOn);
  });

  test.each(['opt_out', 'withdrawn', 'doi_requested', 'expired'] as const)('of %s is none', (type) => {
    expect(consentLevelOf({ ...event, type })).toBe(null);
  });

  test('says what is missing', () => {
    expect(consentLevelOf({ ...event, wordsShown: null })?.reason).toContain('were shown');
  });

  test('after a START is what the consent before it was worth, if that was written', () => {
    const start = { ...event, type: 'rejoin', wordsShown: null, method: 'reply' } as const;
    expect(consentLevelOf(start, 'pewc')?.name).toBe('rejoined');
    expect(consentLevelOf(start, 'established_relationship')?.name).toBe('pec');
    expect(consentLevelOf({ ...start, number: '+14165550142' }, 'implied')?.name).toBe('claimed');
  });

  test('cannot be typed in', () => {
    const evidence = { level: 'pewc', relationship: 'purchase' };
    expect(consentLevelOf({ ...event, wordsShown: null, method: 'api', evidence })?.name).toBe('pec');
  });
});
