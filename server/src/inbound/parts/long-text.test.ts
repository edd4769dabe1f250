import { expect, test } from 'vitest';
import { type KeptPart, type NewPart, type Placed, placeParts } from './long-text.ts';

const at = new Date('2026-11-24T17:00:00Z');
const coding = { charset: 'gsm7', messageClass: null, isWaitingIndication: false } as const;
const part = (number: number, words = `part ${number} `, more: Partial<NewPart> = {}): NewPart => ({
  ...{ from: '+13125550142', to: '+12025550100', reference: 'udh8 7', total: 3, number, coding },
  ...{ octets: Buffer.from(words), gatewayId: 'g', receivedAt: at, ...more },
});

/** Places parts in as many goes as told, each with all that is on record by then, as after a restart. */
function placeInTurns(...turns: readonly (readonly NewPart[])[]) {
  let ids = 0;
  const nextId = () => {
    ids += 1;
    return `text ${ids}`;
  };
  const record: KeptPart[] = [];
  const said: { whole: string[]; givenUp: string[] } = { whole: [], givenUp: [] };
  for (const turn of turns) {
    const placed = placeParts(record, turn, nextId);
    record.push(...placed.kept);
    for (const name of ['whole', 'givenUp'] as const) said[name].push(...placed[name].map(wordsOf));
    const taken = new Set([...placed.whole, ...placed.givenUp].map(({ textId }) => textId));
    for (const [place, one] of record.entries())
      if (taken.has(one.textId)) record[place] = { ...one, takenAt: at };
  }
  return { ...said, onRecord: record.length };
}
const wordsOf = ({ parts }: Placed['whole'][number]) =>
  parts.map(({ octets }) => Buffer.from(octets).toString()).join('');

const whole = 'part 1 part 2 part 3 ';

test.each([
  ['together', [[part(1), part(2), part(3)]]],
  ['one by one', [[part(1)], [part(2)], [part(3)]]],
  ['backwards', [[part(3)], [part(2), part(1)]]],
  ['with a repeat before the end', [[part(2), part(2)], [part(2)], [part(1), part(3)]]],
  ['with repeats after the end', [[part(1), part(2), part(3)], [part(3)], [part(1), part(2), part(3)]]],
])('a text is whole once, whose parts come %s', (_name, turns) => {
  expect(placeInTurns(...turns)).toMatchObject({ whole: [whole], givenUp: [], onRecord: 3 });
});

test.each([
  ['another phone', { from: '+13125550143' }],
  ['another number of ours', { to: '+12025550199' }],
  ['another gateway', { gatewayId: 'h' }],
  ['another reference', { reference: 'udh8 8' }],
  ['the same reference in another kind of header', { reference: 'udh16 7' }],
])('parts are not mixed with those of %s', (_name, more) => {
  const other = [1, 2, 3].map((number) => part(number, `other ${number} `, more));
  const { whole: texts, givenUp } = placeInTurns([part(1), ...other], [part(2), part(3)]);
  expect(texts).toEqual(['other 1 other 2 other 3 ', whole]);
  expect(givenUp).toEqual([]);
});

test('a reference that comes round gives up what it left open, and begins the next text', () => {
  const next = [1, 2, 3].map((number) => part(number, `next ${number} `));
  expect(placeInTurns([part(1), part(3)], next)).toEqual({
    ...{ whole: ['next 1 next 2 next 3 '], givenUp: ['part 1 part 3 '], onRecord: 5 },
  });
});

test('the same reference after a whole text is the next text', () => {
  const next = [3, 2, 1].map((number) => part(number, `next ${number} `));
  const { whole: texts } = placeInTurns([part(1), part(2), part(3)], next);
  expect(texts).toEqual([whole, 'next 1 next 2 next 3 ']);
});
