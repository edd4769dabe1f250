import { expect, test } from 'vitest';
import stored from '../../sms/src/reply/model.json' with { type: 'json' };
import { readCorpus } from './corpus.ts';
import { trainModel } from './train.ts';

test('training gives the very model that ships', { timeout: 600_000 }, () => {
  expect(trainModel([...readCorpus('train-'), ...readCorpus('corrected')])).toEqual(stored);
});
