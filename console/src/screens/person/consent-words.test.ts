import { expect, test } from 'vitest';
import { evidenceName, inWords, levelInWords } from './consent-words.ts';

test('evidence and levels are said in words, those of a business by its own', () => {
  expect([evidenceName('sha256'), evidenceName('till_number')]).toEqual([
    ...['Fingerprint of the file (SHA-256)', 'Till number'],
  ]);
  expect([inWords(['opted_in_on', 'source']), inWords(13), inWords({ a: 1 })]).toEqual([
    ...['opted_in_on, source', '13', '{"a":1}'],
  ]);
  expect([levelInWords('pewc'), levelInWords('new_level')]).toEqual(['Written consent', 'New level']);
});
