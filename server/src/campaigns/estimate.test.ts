import { countParts } from '@tidings/sms';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTally } from './estimate.ts';

function tallyOf(body: string, texts: readonly string[]) {
  const tally = openTally(body);
  for (const [place, text] of texts.entries()) tally.add(place + 1, text);
  return tally.result();
}

describe('parts over an audience', () => {
  test('are the least, the most, the average and the sum of what each person will get', () => {
    const estimate = tallyOf('x', ['a'.repeat(10), 'a'.repeat(161), 'a'.repeat(400)]);
    expect(estimate.parts).toEqual({ min: 1, average: 2, max: 3, total: 6 });
    expect(estimate.byParts).toEqual([
      { parts: 1, people: 1 },
      { parts: 2, people: 1 },
      { parts: 3, people: 1 },
    ]);
    expect(estimate.worst).toEqual({ contactId: 3, parts: 3, units: 400 });
  });

  test('agree with counting each text by itself, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { minLength: 1 }), (texts) => {
        const parts = texts.map((text) => countParts(text).parts);
        const estimate = tallyOf('', texts);
        expect(estimate.parts.total).toBe(parts.reduce((a, b) => a + b, 0));
        expect(estimate.parts.max).toBe(Math.max(...parts));
        expect(estimate.parts.min).toBe(Math.min(...parts));
        expect(estimate.people).toBe(texts.length);
      }),
      { numRuns: 50 },
    );
  });

  test('are nothing for nobody', () => {
    expect(tallyOf('Hello', [])).toMatchObject({
      people: 0,
      parts: { min: 0, average: 0, max: 0, total: 0 },
      worst: null,
    });
  });
});

describe('what forces UCS-2', () => {
  test('in the text itself is named with its replacement, for everybody', () => {
    const { forcedUcs2, ucs2People } = tallyOf('It’s on', ['It’s on', 'It’s on']);
    expect(ucs2People).toBe(2);
    expect(forcedUcs2).toEqual([
      expect.objectContaining({ character: '’', replacement: "'", people: 2, isInBody: true }),
    ]);
  });

  test('in a name is named too, with how many people carry it', () => {
    const texts = ['Hi Ana', 'Hi Łucja', 'Hi Paweł', 'Hi Ławrynowicz', 'Hi Zoë'];
    const { forcedUcs2, ucs2People } = tallyOf('Hi {{ first_name }}', texts);
    expect(ucs2People).toBe(4);
    expect(forcedUcs2.map(({ character, people, isInBody }) => [character, people, isInBody])).toEqual([
      ['Ł', 2, false],
      ['ł', 1, false],
      ['ë', 1, false],
    ]);
  });

  test('does not count a person twice for a letter that comes twice', () => {
    expect(tallyOf('', ['ŁŁŁ']).forcedUcs2).toEqual([expect.objectContaining({ character: 'Ł', people: 1 })]);
  });
});

test('people for whom nothing can be written are counted by reason, with examples but not with all of them', () => {
  const tally = openTally('');
  for (let id = 1; id <= 30; id += 1) {
    const missing = id % 3 === 0 ? ['city', 'first_name'] : ['city'];
    tally.addUnwritable(id, { code: 'merge.missing_value', missing });
  }
  tally.addUnwritable(31, { code: 'merge.too_long', missing: [] });
  const { unwritable, unwritablePeople, people } = tally.result();
  expect(unwritable.map((one) => [one.field, one.people, one.contactIds.length])).toEqual([
    ['city', 30, 10],
    ['first_name', 10, 10],
    [null, 1, 1],
  ]);
  expect([unwritablePeople, people]).toEqual([31, 31]);
});
