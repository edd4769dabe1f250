import { afterEach, expect, it, vi } from 'vitest';
import { keyOfRow, liftEach, numbersByBrand } from './lifting.ts';

afterEach(() => void vi.unstubAllGlobals());

const row = (number: string, brand_id: string) => keyOfRow({ number, brand_id });
const [ada, ben] = ['+12125550142', '+12125550143'];

it('lifts the rows that were chosen, and leaves what the same people said to other brands', async () => {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body));
    asked.push(body);
    return Response.json({ lifted: body.numbers, still_suppressed: [], unreadable: [] });
  });
  const chosen = new Set([row(ada, 'brd_a'), row(ben, 'brd_a'), row(ben, 'brd_b')]);
  expect(await liftEach(numbersByBrand(chosen), 'a mistake')).toBe(3);
  expect(asked).toEqual([
    { numbers: [ada, ben], brand_id: 'brd_a', reason: 'a mistake' },
    { numbers: [ben], brand_id: 'brd_b', reason: 'a mistake' },
  ]);
});
