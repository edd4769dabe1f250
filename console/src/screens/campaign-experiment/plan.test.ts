import { describe, expect, it } from 'vitest';
import { bodyOfPlan, newVariant, ownWords, partsOf, planOf, usualPlan } from './plan.ts';

describe('a plan', () => {
  it('says of each variant only what it has of its own', () => {
    const plan = usualPlan();
    plan.variants[1] = { ...newVariant(1), body: 'Free cake', name: ' cake ', local: '2026-12-01T10:00' };
    expect(bodyOfPlan(plan, 'Fresh rolls')).toMatchObject({
      variants: [{ name: 'A' }, { name: 'cake', body: 'Free cake', local: '2026-12-01T10:00' }],
      ...{ test_percent: 20, control_percent: 0, wait_minutes: 240, least_each: 100, fallback: 'hold' },
    });
    expect(bodyOfPlan(plan, 'Fresh rolls').variants[0]).not.toHaveProperty('body');
    expect(bodyOfPlan(plan, 'Fresh rolls')).not.toHaveProperty('bandit');
  });

  it('is read back as it was said', () => {
    const plan = planOf({
      ...{ metric: 'replies', test_percent: 50, control_percent: 5, wait_minutes: 90, least_each: 40 },
      ...{ fallback: 'best', bandit: { rounds: 4, floor_percent: 10, round: 0 } },
      variants: [
        { name: 'one', body: null, other_texts: null, sender_id: null, local: null },
        { name: 'two', body: 'Two', other_texts: null, sender_id: 'snd_1', local: null },
      ],
    } as never);
    expect(plan).toMatchObject({ wait_hours: '1.5', variants: [{ body: null }, { sender_id: 'snd_1' }] });
    expect(bodyOfPlan(plan, 'One')).toMatchObject({
      bandit: { rounds: 4, floor_percent: 10 },
      wait_minutes: 90,
      variants: [{ name: 'one' }, {}],
    });
  });

  it('goes on saying what the campaign says when that is mended while the form is open', () => {
    const plan = usualPlan();
    const saved = bodyOfPlan(plan, 'Fresh rolls, and not French ones');
    expect(saved.variants.map((variant) => 'body' in variant)).toEqual([false, false]);
    // Typed back to the words of the campaign is as in the campaign again.
    expect([ownWords('Fresh rolls', 'Fresh rolls'), ownWords('', 'Fresh rolls')]).toEqual([null, '']);
  });

  it('says its words beside those in other languages', () => {
    const plan = usualPlan();
    plan.variants[1] = { ...newVariant(1), texts: { es: 'Pan' } };
    expect(bodyOfPlan(plan, 'Rolls').variants[1]).toMatchObject({ body: 'Rolls', texts: { es: 'Pan' } });
  });

  it('parts the people: equal shares, those who get nothing, and the rest', () => {
    const plan = { ...usualPlan(), control_percent: '10' };
    expect(partsOf(plan, 10_000)).toEqual({ each: 1_000, kept: 1_000, rest: 7_000 });
    expect(partsOf({ ...plan, test_percent: '' }, 10)).toEqual({ each: 0, kept: 1, rest: 9 });
  });
});
