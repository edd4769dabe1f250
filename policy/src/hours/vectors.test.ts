import { describe, expect, test } from 'vitest';
import { noOwnRules, openHours } from './index.ts';

// What each row decides at both ends of its window, on the days it closes, and where candidates disagree: area code,
// state of the address, instant, by the federal window alone, by every candidate.
const vectors = `
212 -  2026-11-24T12:59:59Z hold  hold
212 -  2026-11-24T13:00:00Z allow allow
212 -  2026-11-25T01:59:59Z allow allow
212 -  2026-11-25T02:00:00Z hold  hold
305 -  2026-11-25T00:59:00Z allow allow
305 -  2026-11-25T01:00:00Z allow hold
850 -  2026-11-24T13:30:00Z hold  hold
850 -  2026-11-24T14:00:00Z allow allow
850 -  2026-11-25T01:30:00Z allow hold
206 FL 2026-11-25T02:30:00Z hold  hold
206 FL 2026-11-25T00:30:00Z allow allow
512 -  2026-11-29T18:00:00Z allow allow
512 -  2026-11-29T17:59:59Z allow hold
401 -  2026-11-24T22:59:00Z allow allow
401 -  2026-11-24T23:00:00Z allow hold
401 -  2026-11-28T14:30:00Z allow hold
401 -  2026-11-28T15:00:00Z allow allow
401 -  2026-11-11T17:00:00Z allow hold
401 -  2027-05-04T16:00:00Z allow hold
401 -  2027-08-09T16:00:00Z allow hold
801 -  2026-12-25T18:00:00Z allow hold
801 -  2027-07-23T18:00:00Z allow hold
801 -  2026-11-29T18:00:00Z allow hold
412 -  2027-03-26T16:00:00Z allow hold
412 -  2026-11-03T16:00:00Z allow hold
412 -  2026-06-19T16:00:00Z allow allow
860 -  2026-11-25T00:59:00Z allow allow
860 -  2026-11-24T13:59:59Z allow hold
601 -  2026-11-27T01:30:00Z allow allow
601 -  2026-11-29T18:00:00Z allow hold
928 -  2027-07-07T15:00:00Z allow allow
928 -  2027-07-07T14:30:00Z hold  hold
928 -  2027-07-08T03:30:00Z hold  hold
808 -  2026-11-24T17:30:00Z hold  hold
808 -  2026-11-24T18:00:00Z allow allow
907 -  2026-11-24T17:30:00Z hold  hold
907 -  2026-11-24T18:00:00Z allow allow
317 -  2027-03-14T12:00:00Z allow allow
317 -  2027-03-14T11:59:59Z hold  hold
312 -  2026-11-01T14:00:00Z allow allow
312 -  2026-11-01T13:59:59Z hold  hold
615 -  2026-11-24T14:00:00Z allow allow
270 -  2026-11-24T13:30:00Z hold  hold
270 -  2026-11-24T16:00:00Z allow allow
270 -  2026-11-24T15:59:59Z allow hold
787 -  2026-11-24T12:00:00Z allow allow
671 -  2026-11-23T22:00:00Z allow allow
671 -  2026-11-23T21:59:59Z hold  hold
605 -  2026-11-28T18:00:00Z allow hold
504 -  2027-01-18T18:00:00Z allow hold
205 -  2027-04-26T18:00:00Z allow hold
404 -  2026-11-29T14:00:00Z allow allow
800 -  2026-11-24T17:59:59Z hold  hold
800 -  2026-11-24T18:00:00Z allow allow
999 -  2026-11-24T19:00:00Z hold  hold
900 -  2026-11-24T19:00:00Z drop  drop
416 -  2026-11-24T13:59:59Z hold  hold
416 -  2026-11-25T02:29:59Z allow allow
416 -  2026-11-28T23:00:00Z hold  hold`;

// The rest of the world has one set of hours in every profile.
const abroad = `
+447700900301 2026-11-24T08:00:00Z allow
+447700900301 2026-11-24T20:00:00Z hold
+447700900301 2026-11-29T12:00:00Z allow
+33639981234  2026-11-24T20:59:59Z allow
+33639981234  2026-11-24T21:00:00Z hold
+33639981234  2026-11-29T12:00:00Z hold
+33639981234  2027-05-06T12:00:00Z hold
+4915112345678 2026-11-24T18:59:59Z allow
+4915112345678 2026-11-24T19:00:00Z hold
+4915112345678 2026-11-29T12:00:00Z hold
+919876543210 2026-11-24T04:30:00Z allow
+919876543210 2026-11-24T04:29:59Z hold
+919876543210 2026-11-29T15:29:59Z allow
+61491570156  2026-11-24T03:00:00Z allow
+61491570156  2026-11-24T10:00:00Z hold
+61491570156  2027-01-26T03:00:00Z hold
+41791234567  2026-11-24T08:00:00Z allow
+393331234567 2026-11-24T07:59:59Z hold
+34612345678  2026-11-24T09:00:00Z allow
+31612345678  2026-11-29T12:00:00Z hold
+18765550100  2026-11-24T14:00:00Z allow
+18765550100  2026-11-24T13:59:59Z hold`;

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));

describe('the hours of marketing', () => {
  const [strict, federal] = [openHours(noOwnRules), openHours({ ...noOwnRules, profile: 'federal' })];

  test.each(rows(vectors))(
    'area code %s, address %s, at %s: %s by the federal window, %s by all',
    (code = '', address = '', at = '', byFederal, byAll) => {
      const text = {
        number: `+1${code}5550100`,
        region: address === '-' ? null : address,
        purpose: 'marketing',
      };
      expect(federal.explain(text, new Date(at)).decision).toBe(byFederal);
      expect(strict.explain(text, new Date(at)).decision).toBe(byAll);
    },
  );

  test.each(rows(abroad))('%s at %s: %s', (number = '', at = '', decision) => {
    expect(strict.explain({ number, purpose: 'marketing' }, new Date(at)).decision).toBe(decision);
    expect(federal.explain({ number, purpose: 'marketing' }, new Date(at)).decision).toBe(decision);
  });
});
