import { describe, expect, test } from 'vitest';
import { calm, phone } from '../test/fixtures.ts';
import { type FaultName, faultNames } from './faults.ts';
import { profiles } from './profiles.ts';
import { createDice } from './random.ts';
import { planRoute } from './routing.ts';
import { changeSettings } from './settings.ts';

const dice = createDice(42);
const about = { reference: 'ref-1', to: '+12025550123', attempt: 0 };
const fixedDelay = { ...calm, receipt_delay_ms: { min: 100, max: 100 } };

function plan(faults: Partial<Record<FaultName, number>>, validForMs: number | null = null) {
  const settings = changeSettings(profiles.friendly, {
    ...fixedDelay,
    faults: { ...calm.faults, ...faults },
  });
  return planRoute(dice, settings, about, validForMs);
}

const told = (faults: Partial<Record<FaultName, number>>) =>
  plan(faults)
    .receipts.toSorted((one, other) => one.sentAfterMs - other.sentAfterMs)
    .map((receipt) => receipt.status);

describe('what becomes of a text', () => {
  test('without faults it is sent, then delivered', () => {
    expect(plan({})).toMatchObject({
      outcome: 'delivered',
      errorCode: null,
      settledAfterMs: 100,
      isLost: false,
    });
    expect(told({})).toEqual(['sent', 'delivered']);
    expect(plan({}).isUsual).toBe(true);
  });

  test.each(faultNames.filter((name) => /^receipt|handset|filtered/.test(name)))(
    'with %s it is not usual',
    (fault) => {
      expect(plan({ [fault]: 1 }).isUsual).toBe(false);
    },
  );

  test.each([
    ['unknown_handset', 'failed', ['sent', 'failed']],
    ['handset_off', 'undelivered', ['sent', 'undelivered']],
    ['carrier_filtered', 'rejected', ['rejected']],
  ] as const)('%s ends as %s with its own error code', (fault, outcome, receipts) => {
    expect(plan({ [fault]: 1 })).toMatchObject({ outcome, errorCode: fault });
    expect(told({ [fault]: 1 })).toEqual(receipts);
  });

  test('a validity that ends before delivery makes it expired, and one that ends later does not', () => {
    expect(plan({}, 99)).toMatchObject({ outcome: 'expired', errorCode: 'validity_passed' });
    expect(plan({}, -1)).toMatchObject({ outcome: 'expired' });
    expect(plan({}, 100)).toMatchObject({ outcome: 'delivered' });
  });
});

describe('what is told about it', () => {
  test('receipt_out_of_order tells the end before the beginning, with the true times', () => {
    expect(told({ receipt_out_of_order: 1 })).toEqual(['delivered', 'sent']);
    const [sent, delivered] = plan({ receipt_out_of_order: 1 }).receipts;
    expect(sent?.happensAfterMs).toBeLessThan(delivered?.happensAfterMs ?? 0);
  });

  test('receipt_duplicate tells the end twice', () => {
    expect(told({ receipt_duplicate: 1 })).toEqual(['sent', 'delivered', 'delivered']);
  });

  test('receipt_late adds the late time to the end, not to what happened', () => {
    const last = plan({ receipt_late: 1 }).receipts.at(-1);
    expect(last).toMatchObject({ happensAfterMs: 100, sentAfterMs: 100 + profiles.friendly.late_ms });
  });

  test('receipt_before_answer makes everything happen at once', () => {
    expect(plan({ receipt_before_answer: 1 })).toMatchObject({ isBeforeAnswer: true, settledAfterMs: 0 });
  });

  test('with sent_receipts off only the end is told, once', () => {
    const settings = changeSettings(profiles.friendly, { ...fixedDelay, sent_receipts: false });
    expect(planRoute(dice, settings, about, null).receipts.map((receipt) => receipt.status)).toEqual([
      'delivered',
    ]);
  });

  test('receipt_lost keeps the plan and marks it as lost', () => {
    expect(plan({ receipt_lost: 1 })).toMatchObject({ outcome: 'delivered', isLost: true });
  });
});

test('the same seed plans the same for every text, in whatever order they come', () => {
  const texts = Array.from({ length: 500 }, (_, i) => ({ reference: `ref-${i}`, to: phone(i), attempt: 0 }));
  const planAll = (list: typeof texts) =>
    list.map((text) => planRoute(createDice(9), profiles.harsh, text, null));
  const first = planAll(texts);
  expect(planAll(texts.toReversed()).toReversed()).toEqual(first);
  expect(new Set(first.map((route) => route.outcome)).size).toBeGreaterThan(2);
  const otherSeed = texts.map((text) => planRoute(createDice(10), profiles.harsh, text, null));
  expect(otherSeed).not.toEqual(first);
});
