import { describe, expect, test } from 'vitest';
import type { ChunkCount } from './conservation.queries.ts';
import { breachesOfChunk, breachesOfRun, countByLaw, laws, sayConservation } from './conservation.ts';

const closed: ChunkCount = {
  id: 7,
  baseId: 1_024,
  state: 'done',
  isRecorded: false,
  people: 3,
  places: 6,
  texts: 3,
  textPlaces: 6,
  twice: 0,
  lostQueued: 0,
  unnamed: 0,
};
const found = (change: Partial<ChunkCount>) =>
  breachesOfChunk('w', { ...closed, ...change }).map(({ law, off }) => [law, off]);

describe('a chunk', () => {
  test('that is closed has a text or a reason for everybody', () => {
    expect(found({})).toEqual([]);
    expect(found({ texts: 1, textPlaces: 1 })).toEqual([['closed', 2]]);
  });

  test('that is open may have some already, and shares nobody with another', () => {
    for (const state of ['ready', 'leased', 'stopped'] as const) {
      expect(found({ state, texts: 1, textPlaces: 1 })).toEqual([]);
      expect(found({ state, texts: 1, textPlaces: 1, twice: 1 })).toEqual([['twice', 1]]);
    }
  });

  test('in which one person was forgotten and another texted twice is found, though the numbers agree', () => {
    expect(found({ textPlaces: 5 })).toEqual([['closed', 1]]);
  });

  test('of texts on record has them all, and may share it with those that have moved on', () => {
    expect(found({ isRecorded: true, texts: 2 })).toEqual([['recorded', 1]]);
    expect(found({ isRecorded: true, people: 2, texts: 3 })).toEqual([]);
  });

  test('leaves no text to wait for nobody, and none unknown that is on no list', () => {
    expect(found({ lostQueued: 2, unnamed: 1 })).toEqual([
      ['queued', 2],
      ['unnamed', 1],
    ]);
  });
});

test('a launch has as many people as it promised, in whichever chunks', () => {
  expect(breachesOfRun('w', { id: 'r', promised: 5, found: 5 })).toEqual([]);
  expect(breachesOfRun('w', { id: 'r', promised: 5, found: 4 })).toMatchObject([{ law: 'enrolled', off: 1 }]);
  expect(breachesOfRun('w', { id: 'r', promised: 5, found: 7 })).toMatchObject([{ law: 'enrolled', off: 2 }]);
});

test('what is broken is counted by law, with a zero for each that holds', () => {
  const breaches = breachesOfChunk('w', { ...closed, texts: 1, unnamed: 1 });
  expect(countByLaw(breaches)).toEqual({
    enrolled: 0,
    closed: 2,
    twice: 0,
    recorded: 0,
    queued: 0,
    unnamed: 1,
  });
  expect(Object.keys(countByLaw([]))).toEqual(Object.keys(laws));
});

test('the sentence names the chunk or the launch, and not more of them than anybody reads', () => {
  expect(sayConservation([], 12)).toContain('exactly one place (12 chunks');
  const one = breachesOfRun('w', { id: '01900000-0000-7000-8000-000000000001', promised: 5, found: 4 });
  expect(sayConservation(one, 1)).toContain('(1; cmp_01900000000070008000000000000001)');
  const many = Array.from({ length: 8 }, (_, id) => breachesOfChunk('w', { ...closed, id, texts: 1 })).flat();
  expect(sayConservation(many, 8)).toMatch(/chunk 4\).* And 3 more\./);
});
