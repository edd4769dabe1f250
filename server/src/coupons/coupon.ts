import { Invalid, invalidAt } from '../platform/errors.ts';

/** Codes that are given to people in texts, each to one. */
export type CouponPool = {
  readonly id: string;
  /** As it stands in texts: `{{ coupon.spring }}`. */
  readonly name: string;
  readonly label: string | null;
  readonly state: 'on' | 'off';
  /** From then on no text with one of its codes leaves, and none is redeemed. Null for no end. */
  readonly endsAt: Date | null;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

export type CouponCounts = {
  readonly codes: number;
  readonly given: number;
  readonly redeemed: number;
};

export const couponField = (name: string) => `coupon.${name}`;

const poolName = /^[a-z][a-z0-9_]{0,39}$/;

export function readPoolName(name: string): string {
  if (poolName.test(name)) return name;
  throw invalidAt(
    '/name',
    'coupon.bad_name',
    'A pool is named by small letters, digits and _, as it stands in texts: {{ coupon.spring_sale }}.',
  );
}

/** Why no code of it may be given or redeemed at an instant; null where they may. */
export function closedBecause({ name, state, endsAt }: CouponPool, at: Date): string | null {
  if (state === 'off') return `The coupons “${name}” are switched off.`;
  if (endsAt !== null && endsAt <= at)
    return `The coupons “${name}” ended on ${endsAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC.`;
  return null;
}

// A place for a code and nothing else: two people never read the same one, so a filter or a choice by it has no sense.
const plainPlace = /\{\{\s*coupon\.([a-z][a-z0-9_]{0,39})\s*\}\}/g;
const anyMention = /coupon\s*\./;

/** The pools that a text takes codes from, in the order in which they stand there, each once. */
export function poolsIn(body: string): readonly string[] {
  return [...new Set([...body.matchAll(plainPlace)].map((match) => match[1] as string))];
}

/** The text with something else in the places of codes. */
export const replaceCoupons = (body: string, codeOf: (pool: string) => string): string =>
  body.replace(plainPlace, (_, pool: string) => codeOf(pool));

/** Where a tag asks for a code in another way than as a plain place; −1 where none does. */
export function oddMention(body: string): number {
  const rest = body.replace(plainPlace, (whole) => ' '.repeat(whole.length));
  for (const tag of rest.matchAll(/\{[{%][^}]*[}%]\}/g)) if (anyMention.test(tag[0])) return tag.index;
  return -1;
}

/** A code that looks like others of its pool and is none: letters as X, digits as 0. */
export const maskOf = (code: string) => code.replace(/\p{L}/gu, 'X').replace(/\d/g, '0');

const codePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/;

/** @throws Invalid naming the first that is no code, or stands there twice */
export function readCodes(given: readonly string[]): string[] {
  const seen = new Set<string>();
  return given.map((written, index) => {
    const code = written.trim();
    const pointer = `/codes/${index}`;
    if (!codePattern.test(code))
      throw new Invalid('coupon.bad_code', badCode, [{ pointer, code: 'coupon.bad_code', detail: badCode }]);
    if (seen.has(code.toUpperCase())) {
      const detail = `The code ${code} stands here twice. Nothing was added.`;
      throw new Invalid('coupon.repeated_code', detail, [{ pointer, code: 'coupon.repeated_code', detail }]);
    }
    seen.add(code.toUpperCase());
    return code;
  });
}

const badCode =
  'A code has 3 to 40 letters A to Z, digits, - and _, and begins with a letter or a digit. Nothing was added.';

// Without 0 O 1 I L, which people read to each other wrongly.
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** @throws Invalid where so many codes of this pattern would make it easy to guess one, or where it makes no codes */
export function refuseGuessable(pattern: string, count: number): void {
  const places = pattern.match(/X/g)?.length ?? 0;
  if (!codePattern.test(pattern))
    throw invalidAt(
      '/generate/pattern',
      'coupon.bad_pattern',
      `${badCode} Write an X for each place that is drawn.`,
    );
  if (letters.length ** places < count * oneIn)
    throw invalidAt(
      '/generate/pattern',
      'coupon.guessable',
      `With ${places} drawn places one guess in fewer than ${oneIn.toLocaleString('en-US')} would find a code. Write more X.`,
    );
}

const oneIn = 10_000;

/** Different codes by a pattern in which each X is drawn: `SPRING-XXXX-XXXX`. `draw` gives a whole number below its argument. */
export function makeCodes(pattern: string, count: number, draw: (below: number) => number): string[] {
  const made = new Set<string>();
  while (made.size < count) made.add(pattern.replace(/X/g, () => letters.charAt(draw(letters.length))));
  return [...made];
}
