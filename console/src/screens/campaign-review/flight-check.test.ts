import { describe, expect, it } from 'vitest';
import { type FlightCheck, hasText } from './flight-check.ts';

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
