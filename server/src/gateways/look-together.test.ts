import { describe, expect, test } from 'vitest';
import { cannotSay } from './find-listed.ts';
import type { LostText } from './gateway.ts';
import { openTimedList, type Page, type Span } from './look-together.ts';

const noon = Date.parse('2026-08-01T12:00:00Z');
const minute = 60_000;

const lost = (reference: string, afterMs = 0): LostText => ({
  ...{ reference, from: '+12025550100', to: '+13035550146', body: 'Hello' },
  leftAt: new Date(noon + afterMs),
  whichAreOthers: async () => new Set(),
});

/** A list of so many texts, two a page, that notes what it was asked for. */
function openList(count: number, { breaksAt = null as string | null } = {}) {
  const asked: { span: Span; at: string | null }[] = [];
  const find = openTimedList({
    ...{ carrier: 'Harbour', takenWithinMs: 10 * minute, pagesAtMost: 5 },
    async readPage(span, at) {
      asked.push({ span, at });
      if (at === breaksAt && breaksAt !== null) return cannotSay('Harbour is shut.');
      const first = Number(at ?? 0);
      const listed = [first, first + 1]
        .filter((one) => one < count)
        .map((one) => ({ id: `id${one}`, reference: `r${one}` }));
      const page: Page = { listed, next: first + 2 < count ? String(first + 2) : null };
      return page;
    },
  });
  return { asked, find };
}

describe('lost texts in a list that has only times', () => {
  test('are looked for together, and the pages are read once', async () => {
    const { asked, find } = openList(6);
    const answers = await Promise.all(['r5', 'r0', 'r3', 'gone'].map((one, at) => find(lost(one, at))));
    expect(answers).toEqual([
      { kind: 'found', providerId: 'id5' },
      { kind: 'found', providerId: 'id0' },
      { kind: 'found', providerId: 'id3' },
      { kind: 'absent' },
    ]);
    expect(asked.map(({ at }) => at)).toEqual([null, '2', '4']);
  });

  test('are looked for no further than the last of them', async () => {
    const { asked, find } = openList(6);
    expect(await find(lost('r1'))).toEqual({ kind: 'found', providerId: 'id1' });
    expect(asked).toHaveLength(1);
  });

  test('that are asked about during a look are answered from the next', async () => {
    const { asked, find } = openList(4);
    const first = find(lost('r3'));
    await new Promise(setImmediate);
    const second = find(lost('r0'));
    expect(await Promise.all([first, second])).toEqual([
      { kind: 'found', providerId: 'id3' },
      { kind: 'found', providerId: 'id0' },
    ]);
    expect(asked.map(({ at }) => at)).toEqual([null, '2', null]);
  });

  test('of one span are read in one, and those of another hour in another', async () => {
    const { asked, find } = openList(2);
    await Promise.all([find(lost('a')), find(lost('b', 5 * minute)), find(lost('c', 60 * minute))]);
    const spans = asked.map(({ span }) => [span.from.getTime() - noon, span.to.getTime() - noon]);
    expect(spans).toEqual([
      [-2 * minute, 17 * minute],
      [58 * minute, 72 * minute],
    ]);
  });

  test('of which the list is too long are not called absent', async () => {
    const { find } = openList(100);
    const [near, far] = await Promise.all([find(lost('r9')), find(lost('r10'))]);
    expect(near).toEqual({ kind: 'found', providerId: 'id9' });
    expect(far).toMatchObject({ kind: 'cannot_say', sentence: expect.stringContaining('more texts') });
  });

  test('that stand after a page which cannot be read are not called absent either', async () => {
    const { find } = openList(6, { breaksAt: '2' });
    const [before, after] = await Promise.all([find(lost('r1')), find(lost('r2'))]);
    expect(before).toEqual({ kind: 'found', providerId: 'id1' });
    expect(after).toEqual({ kind: 'cannot_say', sentence: 'Harbour is shut.' });
  });
});
