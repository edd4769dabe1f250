import { describe, expect, test } from 'vitest';
import {
  makeCodes,
  maskOf,
  oddMention,
  poolsIn,
  readCodes,
  refuseGuessable,
  replaceCoupons,
} from './coupon.ts';

test('finds the pools of a text, each once, and fills their places', () => {
  const body = 'Code {{ coupon.spring }} or {{coupon.tea_time}}, again {{ coupon.spring }}';
  expect(poolsIn(body)).toEqual(['spring', 'tea_time']);
  expect(replaceCoupons(body, (pool) => pool.toUpperCase())).toBe('Code SPRING or TEA_TIME, again SPRING');
  expect(oddMention(body)).toBe(-1);
});

test.each([
  'Hi {{ coupon.spring | upcase }}',
  'Hi {{ coupon.spring | default: "none" }}',
  'Hi {% if coupon.spring %}code{% endif %}',
])('points at a code that is asked for in another way: %s', (body) => {
  expect(oddMention(body)).toBe(3);
});

test('words about coupons are no places for codes', () => {
  expect(oddMention('Your coupon. Use it. {{ first_name }}')).toBe(-1);
});

test('a mask has the length of its code and is none', () => {
  expect(maskOf('SPRING-7Q2')).toBe('XXXXXX-0X0');
});

describe('codes that a business brings', () => {
  test('are taken as they are', () => {
    expect(readCodes([' SAVE-10 ', 'x_1'])).toEqual(['SAVE-10', 'x_1']);
  });
  test.each([[['AB']], [['SAVE 10']], [['{{ x }}']], [['-10']], [['É10']], [['A'.repeat(41)]]])(
    'are refused where they are none: %j',
    (codes) => expect(() => readCodes(codes)).toThrow(/3 to 40 letters/),
  );
  test('are refused where one stands there twice, whatever its letters', () => {
    expect(() => readCodes(['SAVE-10', 'save-10'])).toThrow(/save-10 stands here twice/);
  });
});

describe('codes that are drawn', () => {
  test('differ, and leave out what is misread', () => {
    let state = 1;
    const codes = makeCodes('GO-XXXX', 500, (below) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    });
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) expect(code).toMatch(/^GO-[2-9A-HJKMNP-Z]{4}$/);
  });
  test('are refused where they could be guessed', () => {
    expect(() => refuseGuessable('GO-XXXX', 93)).toThrow(/With 4 drawn places/);
    expect(() => refuseGuessable('GO-XXXX', 92)).not.toThrow();
    expect(() => refuseGuessable('GO', 1)).toThrow(/Write an X/);
    expect(() => refuseGuessable('NOTHING', 1)).toThrow(/0 drawn places/);
  });
});
