import { expect, test } from 'vitest';
import { evidenceInWords } from './evidence-words.ts';

test.each([
  ['the act', { act: 'ticked the box' }, ['What the person did', 'ticked the box']],
  ['who told so', { matched_by: 'model' }, ['Told by', 'the reader’s trained model']],
  ['an event by its public id', { request_event: 7 }, ['The request to confirm', 'cev_7']],
  [
    'words by version and hash',
    { terms: { version: 2, locale: 'es', sha256: 'ab' } },
    ['Terms', 'version 2 (es), printed below; SHA-256 ab'],
  ],
  ['what the business named itself', { till_no: 4 }, ['till no', '4']],
  [
    'what is an object',
    { relationship: { kind: 'purchase' } },
    ['Dealing it rests on', '{"kind":"purchase"}'],
  ],
])('evidence tells %s', (_name, evidence, [label, value]) => {
  expect(evidenceInWords(evidence)).toEqual([{ label, value }]);
});

test('what was done comes before what it was read by, whatever the order on record', () => {
  const said = evidenceInWords({ matched: 'yes', raw_text: 'Yes!', act: 'answered YES', other: 'x' });
  expect(said.map(({ value }) => value)).toEqual(['answered YES', 'Yes!', 'yes', 'x']);
});
