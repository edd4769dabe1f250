import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import type { SubmitOutcome } from '../gateways/index.ts';
import { reconcileUnknown } from './reconcile.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Thirty people, of whom the first gets an answer only when the test says so, or before the others are on record. */
async function withStraggler(
  outcome: SubmitOutcome,
  comes: 'when told' | 'while the record waits' = 'when told',
) {
  const on = await stageIn(database, 30);
  const [slow] = on.fixture.people;
  const gate = Promise.withResolvers<void>();
  on.carrier.answer = (submission, tries) =>
    submission.to === slow?.number && tries === 1
      ? { outcome }
      : { outcome: { kind: 'accepted', providerId: `fake_${submission.reference}` } };
  let isFirst = true;
  on.carrier.meanwhile = async (submission) => {
    if (submission.to !== slow?.number || !isFirst) return;
    isFirst = false;
    await gate.promise;
  };
  const runId = await launch(on);
  let seatsTaken = 0;
  on.tools.desk = async (work) => {
    seatsTaken += 1;
    // The first is for the decision, the second for the record.
    if (comes === 'while the record waits' && seatsTaken === 2) {
      gate.resolve();
      // Time enough for an answer to be dealt with that does not wait.
      await sleep(200);
    }
    return work();
  };
  await workAll(on);
  const answer = async () => {
    gate.resolve();
    await on.tools.late.drain();
  };
  return { on, runId, answer };
}

const unknowns = (on: Stage) =>
  on.in(async (tx) => (await tx.query('select message_id from unknown_text')).rows.length);

const accepted: SubmitOutcome = { kind: 'accepted', providerId: 'late' };

describe('a text that the carrier answers long after the others of its wave', () => {
  test('does not keep them waiting: it is named unknown, and they are on record', async () => {
    const { on, runId, answer } = await withStraggler(accepted);
    expect(await counts(on, runId)).toEqual({ accepted: 29, unknown: 1 });
    expect(await unknowns(on)).toBe(1);
    await answer();
  });

  test('is accepted when the answer says so, and nobody is asked about it any more', async () => {
    const { on, runId, answer } = await withStraggler(accepted);
    await answer();
    expect(await counts(on, runId)).toEqual({ accepted: 30 });
    expect(await unknowns(on)).toBe(0);
  });

  test('goes again under its old reference when nothing had left', async () => {
    const { on, runId, answer } = await withStraggler({
      kind: 'throttled',
      retryAfterMs: 1,
      sentence: 'slower',
    });
    await answer();
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 30 });
    const [slow] = on.fixture.people;
    expect(on.carrier.accepted.filter((one) => one.to === slow?.number)).toHaveLength(1);
  });

  test('goes again, too, when that is said while the record of its wave waits for a seat', async () => {
    const throttled = { kind: 'throttled', retryAfterMs: 1, sentence: 'slower' } as const;
    const { on, runId, answer } = await withStraggler(throttled, 'while the record waits');
    await answer();
    await workAll(on);
    expect(await unknowns(on)).toBe(0);
    expect(await counts(on, runId)).toEqual({ accepted: 30 });
    const [slow] = on.fixture.people;
    expect(on.carrier.accepted.filter((one) => one.to === slow?.number)).toHaveLength(1);
  });

  test('has left where the carrier says so, however late it says it', async () => {
    const { on, answer } = await withStraggler({ kind: 'opted_out', code: 'opted_out', sentence: 'No.' });
    await answer();
    const { rows } = await on.in((tx) => tx.query('select number, reason from suppression'));
    expect(rows).toEqual([{ number: on.fixture.people[0]?.number, reason: 'carrier' }]);
  });

  test('stays unknown when its answer is lost for good, and is cleared up by asking', async () => {
    const { on, runId, answer } = await withStraggler({ kind: 'unknown', sentence: 'reset' });
    await answer();
    expect(await counts(on, runId)).toEqual({ accepted: 29, unknown: 1 });
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 30 });
  });
});
