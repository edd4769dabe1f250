import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildWaterfall, findFlaw, waterfallOf } from './waterfall.ts';

const some = fc.nat({ max: 1_000_000 });

describe('a waterfall', () => {
  test('begins with the file where one fed the audience, and every line but the sums changes the number', () => {
    const lines = buildWaterfall({
      files: {
        rows: 102,
        invalid: 5,
        duplicates: 7,
        repeatedFiles: 0,
        notInAudience: 1,
        notFromFile: 3,
      },
      chosen: 92,
      excluded: 2,
      noConsent: 20,
      optedOut: 7,
      outsideCountries: 3,
      weakConsent: 0,
      ...{ senderUnregistered: 0, unreachable: 0, reassigned: 0, notDrawn: 0, doNotCall: 0 },
      ...{ otherPart: 0, inControl: 0, heldOut: 0, hourPast: 0 },
      willReceive: 60,
    });
    expect(lines.map(({ line, sign, count }) => `${sign}${count} ${line}`)).toEqual([
      '+102 in_file',
      '-5 invalid',
      '-7 duplicates',
      '-1 not_in_audience',
      '+3 not_from_file',
      '=92 audience',
      '-2 excluded',
      '-20 no_consent',
      '-7 opted_out',
      '-3 outside_countries',
      '=60 will_receive',
    ]);
  });

  test('begins with the audience where none did, and keeps the zeros that answer a question', () => {
    const lines = buildWaterfall({
      files: null,
      chosen: 4,
      excluded: 0,
      noConsent: 0,
      optedOut: 0,
      outsideCountries: 0,
      weakConsent: 0,
      ...{ senderUnregistered: 0, unreachable: 0, reassigned: 0, notDrawn: 0, doNotCall: 0 },
      ...{ otherPart: 0, inControl: 0, heldOut: 0, hourPast: 0 },
      willReceive: 4,
    });
    expect(lines.map(({ line }) => line)).toEqual(['audience', 'no_consent', 'opted_out', 'will_receive']);
  });

  test.each([
    ['sending', 'Will receive'],
    ['finished', 'Were to receive it'],
    ['stopped', 'Were to receive it'],
  ])('of a campaign that is %s says: %s', (status, label) => {
    const line = { line: 'will_receive', sign: '=', count: 4, label: 'Will receive' } as const;
    expect(waterfallOf({ audience: { waterfall: [line] }, status })).toEqual([{ ...line, label }]);
  });

  test('adds up whatever the counts, and any one changed number is found', () => {
    fc.assert(
      fc.property(
        some,
        some,
        some,
        some,
        some,
        some,
        fc.boolean(),
        some,
        (excluded, noConsent, optedOut, outsideCountries, weakConsent, willReceive, hasFile, extra) => {
          const standing = {
            excluded,
            noConsent,
            optedOut,
            outsideCountries,
            weakConsent,
            willReceive,
            ...{ senderUnregistered: 0, unreachable: 0, reassigned: 0, notDrawn: 0, doNotCall: 0 },
            ...{ otherPart: 0, inControl: 0, heldOut: 0, hourPast: 0 },
          };
          const chosen = Object.values(standing).reduce((sum, count) => sum + count, 0);
          const files = hasFile
            ? {
                rows: chosen + extra * 3,
                invalid: extra,
                duplicates: extra,
                repeatedFiles: 0,
                notInAudience: extra,
                notFromFile: 0,
              }
            : null;
          const lines = buildWaterfall({ files, chosen, ...standing });
          expect(findFlaw(lines)).toBeUndefined();
          for (const [place, line] of lines.entries()) {
            const wrong = lines.map((one, at) => (at === place ? { ...line, count: line.count + 1 } : one));
            expect(findFlaw(wrong)).toBeDefined();
          }
        },
      ),
    );
  });

  test('that does not add up is refused and never shown', () => {
    const left = {
      excluded: 0,
      noConsent: 1,
      optedOut: 0,
      outsideCountries: 0,
      weakConsent: 0,
      ...{ senderUnregistered: 0, unreachable: 0, reassigned: 0, notDrawn: 0, doNotCall: 0 },
      ...{ otherPart: 0, inControl: 0, heldOut: 0, hourPast: 0 },
    };
    const counts = { files: null, chosen: 4, ...left, willReceive: 4 };
    expect(() => buildWaterfall(counts)).toThrow(/does not add up at will_receive/);
  });
});
