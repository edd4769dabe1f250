import { describe, expect, test } from 'vitest';
import type { Gateway, Submission, SubmitLimits, SubmitOutcome } from '../gateways/index.ts';
import { submitSafely } from './submit-safely.ts';

const texts = [{ reference: 'a.1' }, { reference: 'a.2' }, { reference: 'a.3' }] as Submission[];
const limits: SubmitLimits = { mayStillLeave: () => true, answerWithinMs: 1_000 };
const accepted = (providerId: string): SubmitOutcome => ({ kind: 'accepted', providerId });

/** What was told of each text, in the order in which it was told. */
async function toldBy(gateway: Partial<Pick<Gateway, 'submit' | 'submitEach'>>): Promise<string[]> {
  const told: string[] = [];
  submitSafely({ submit: () => [], ...gateway }, texts, limits, (place, outcome) => {
    told.push(`${place} ${outcome.kind === 'accepted' ? outcome.providerId : outcome.kind}`);
  });
  await new Promise((resolve) => setImmediate(resolve));
  return told;
}

describe('texts that are handed to an account', () => {
  test('are told of as the adapter calls back', async () => {
    const submitEach: Gateway['submitEach'] = (all, _, settle) => {
      for (const place of [...all.keys()].toReversed()) settle(place, accepted(`id${place}`));
    };
    expect(await toldBy({ submitEach })).toEqual(['2 id2', '1 id1', '0 id0']);
  });

  test('are told of once, however often the adapter says so', async () => {
    const submitEach: Gateway['submitEach'] = (all, _, settle) => {
      for (const place of all.keys()) settle(place, accepted('first'));
      settle(1, { kind: 'not_sent' });
    };
    expect(await toldBy({ submitEach })).toEqual(['0 first', '1 first', '2 first']);
  });

  test('are unknown where the adapter breaks, but for those that it had told of', async () => {
    const submitEach: Gateway['submitEach'] = (_, __, settle) => {
      settle(0, accepted('id'));
      throw new Error('broken');
    };
    expect(await toldBy({ submitEach })).toEqual(['0 id', '1 unknown', '2 unknown']);
    const submit = () => {
      throw new Error('broken');
    };
    expect(await toldBy({ submit })).toEqual(['0 unknown', '1 unknown', '2 unknown']);
  });

  test('have an answer each where it gives promises: unknown for one that rejects or is not there', async () => {
    const submit = () => [Promise.resolve(accepted('id')), Promise.reject(new Error('broken'))];
    expect(await toldBy({ submit })).toEqual(expect.arrayContaining(['0 id', '1 unknown', '2 unknown']));
  });
});
