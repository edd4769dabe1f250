import { describe, expect, test } from 'vitest';
import type { OutsideAnswer } from '../platform/outside/outside.ts';
import { type Check, findingOf, mayBeSwitchedOff } from './destination.ts';

const url = 'https://shop.example/sale';
const page = (status: number, at = url): OutsideAnswer => ({
  ...{ kind: 'answer', status, url: at, contentType: 'text/html', body: Buffer.alloc(0) },
});
const failed = (code: 'unreachable' | 'private_address' | 'too_large') => ({ kind: 'failed', code }) as const;
const looks = (...seen: Parameters<typeof findingOf>[1][]): Check | null =>
  seen.reduce<Check | null>((before, one) => findingOf(url, one, before), null);

describe('where a link leads', () => {
  test('is remembered by its first look, and nothing is the matter with a page that is there', () => {
    expect(looks(page(200, 'https://www.shop.example/sale/'))).toMatchObject({
      host: 'www.shop.example',
      finding: null,
    });
  });

  test.each([
    [404, 'gone'],
    [410, 'gone'],
    [503, 'failing'],
    [403, null],
    [429, null],
  ])('answers %i: %s', (status, finding) => {
    expect(looks(page(status))?.finding).toBe(finding);
  });

  test('is found elsewhere when another site answers, and not for a www', () => {
    const [before, away] = [page(200, 'https://www.shop.example/'), page(200, 'https://parked.example.net/')];
    expect(looks(before, page(200, 'https://shop.example/'))?.finding).toBeNull();
    expect(looks(before, away)).toMatchObject({
      finding: 'moved',
      sentence: expect.stringContaining('leads to parked.example.net now'),
    });
  });

  test('is only called so for sure when two looks in a row find it', () => {
    expect(mayBeSwitchedOff(looks(page(404)) as Check)).toBe(false);
    expect(mayBeSwitchedOff(looks(page(404), page(404)) as Check)).toBe(true);
    expect(mayBeSwitchedOff(looks(page(404), page(200), page(404)) as Check)).toBe(false);
  });

  test('is never switched off for being down, which passes by itself', () => {
    const down = looks(failed('unreachable'), failed('unreachable'), failed('unreachable')) as Check;
    expect([down.finding, mayBeSwitchedOff(down)]).toEqual(['unreachable', false]);
  });

  test('is judged anew when the link was led elsewhere', () => {
    const before = looks(page(404), page(404));
    expect(findingOf('https://shop.example/other', page(404), before)?.times).toBe(1);
  });

  test('is not judged where it is not looked at, and a long page is a page', () => {
    expect(looks(failed('private_address'))).toBeNull();
    expect(looks(failed('too_large'))?.finding).toBeNull();
  });
});
