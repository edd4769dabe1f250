import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { quietly, together } from './together.ts';

describe('what was asked in one breath', () => {
  test('is answered in its order, whatever was no question', async () => {
    expect(await together([Promise.resolve(1), 'two', turn().then(() => 3)])).toEqual([1, 'two', 3]);
    expect(await together([])).toEqual([]);
  });

  test('fails as the first of it did, also where the others were heard of sooner', async () => {
    const deadlock = turn().then(() => Promise.reject(new Error('deadlock detected')));
    const because = Promise.reject(new Error('current transaction is aborted'));
    await expect(together([1, deadlock, because])).rejects.toThrow('deadlock detected');
  });

  test('may fail before anybody waits for it', async () => {
    const asked = quietly(Promise.reject(new Error('the connection broke')));
    await turn();
    await expect(asked).rejects.toThrow('the connection broke');
  });
});
