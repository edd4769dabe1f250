import { describe, expect, it } from 'vitest';
import { sumOf, toWaterfall } from '../../ui/waterfall.ts';
import { type FlightCheck, hasText, linesToText, whyUnwritten } from './flight-check.ts';

const checkOf = (will_receive: number, total: number) => ({
  will_receive,
  texts: { parts: { min: 0, average: 0, max: 0, total } } as FlightCheck['texts'],
});

describe('a text that can be written', () => {
  it('is there as soon as anybody would get a part of one', () => {
    expect(hasText(checkOf(10, 1))).toBe(true);
  });
  it('is not there while people may be texted and none of them would get a part', () => {
    expect(hasText(checkOf(10, 0))).toBe(false);
  });
  it('is not what is missing where there is nobody to write to', () => {
    expect(hasText(checkOf(0, 0))).toBe(true);
  });
});

describe('a waterfall of which some cannot be written to yet', () => {
  const waterfall: FlightCheck['waterfall'] = [
    { line: 'audience', count: 13, sign: '+', label: 'People chosen' },
    { line: 'opted_out', count: 1, sign: '-', label: 'Opted out' },
    { line: 'will_receive', count: 12, sign: '=', label: 'Will receive' },
  ];
  const written = (...by_parts: FlightCheck['texts']['by_parts']) => ({
    ...{ waterfall, will_receive: 12, texts: { by_parts } as FlightCheck['texts'] },
  });
  it('takes them off those who may be texted, and adds up', () => {
    const lines = linesToText(written({ parts: 1, people: 7 }, { parts: 2, people: 1 }));
    expect(lines.slice(2).map(({ label, count }) => [label, count])).toEqual([
      ['May be texted', 12],
      ['No text can be written yet', 4],
      ['Will receive', 8],
    ]);
    expect(toWaterfall(lines).unexplained).toBe(0);
    expect(sumOf(lines, String)).toBe('13 − 1 − 4 = 8');
  });
  it('is that of the check where all can be', () => {
    expect(linesToText(written({ parts: 1, people: 12 }))).toBe(waterfall);
  });
  it('says why in the words of the check, and nothing else that it found', () => {
    const reason = (code: string, sentence: string) => ({ severity: 'no_go' as const, code, sentence });
    const reasons = [
      reason('merge.missing_value', '4 have no nickname.'),
      reason('approval.needed', 'Wait.'),
    ];
    expect(whyUnwritten({ reasons })).toEqual(['4 have no nickname.']);
  });
});
