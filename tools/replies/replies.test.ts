import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normaliseReply, readReply } from '@tidings/sms';
import { describe, expect, test } from 'vitest';
import stored from '../../sms/src/reply/model.json' with { type: 'json' };
import { corpusHash, readCorpus } from './corpus.ts';

const retrain = 'run `npm run -s replies -- train`';

test('the model was made from the corpus as it stands', () => {
  expect(stored.corpus, retrain).toBe(corpusHash());
});

test('the model is small enough to ship', () => {
  expect(JSON.stringify(stored).length).toBeLessThan(1_000_000);
});

test('no sentence that is held out for the end is one that training saw', () => {
  const seen = new Set(
    [...readCorpus('train-'), ...readCorpus('corrected')]
      .map(({ text }) => normaliseReply(text))
      .filter((plain) => plain.split(' ').length > 3), // Shorter ones, such as "stop" and "ok", are everybody's.
  );
  expect(readCorpus('held-out').filter(({ text }) => seen.has(normaliseReply(text)))).toEqual([]);
});

test('every line of every file is a label, an author and a sentence', () => {
  const files = readdirSync(join(import.meta.dirname, '../../sms/corpus'));
  expect(files.length).toBeGreaterThan(5);
  for (const name of files) expect(readCorpus(name.replace('.tsv', '')).length).toBeGreaterThan(0);
  expect(readFileSync(join(import.meta.dirname, '../../sms/corpus/corrected.tsv'), 'utf8')).toContain('\t');
});

describe('a sentence that a person corrected is read as corrected', () => {
  test.each(readCorpus('corrected').map(({ label, text }) => [text, label]))('%j is %s', (text, label) => {
    expect(readReply(text).action).toBe(label);
  });
});
