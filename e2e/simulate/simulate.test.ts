import { describe, expect, test } from 'vitest';
import { mistakes } from './mistakes.ts';
import { regressions } from './regressions.ts';
import { runWorld } from './run-world.ts';
import { drawScenario } from './scenario.ts';
import { simulate, simulateMany } from './simulate.ts';

describe('the send core in simulated worlds', () => {
  test('keeps every law in a hundred of them', async () => {
    const so = await simulateMany(1, 100);
    expect(so.failures).toEqual([]);
    expect(so.accepted).toBeGreaterThan(250);
  });

  test.for(regressions)('keeps them where it once did not: seed $seed', async ({ seed }) => {
    expect((await simulate(seed)).wrong).toEqual([]);
  });

  test('is the same world for the same seed, step by step', async () => {
    const told: string[][] = [[], []];
    for (const lines of told) await simulate(42, undefined, (line) => lines.push(line));
    expect(told[0]?.length).toBeGreaterThan(50);
    expect(told[1]).toEqual(told[0]);
  });

  test.for([
    ['crash', 21],
    ['freeze', 23],
    ['databaseCrash', 24],
  ] as const)('survives a %s at any single step', async ([what, seed]) => {
    const scenario = { ...drawScenario(seed), faults: { crash: 0, freeze: 0, leave: 0, databaseCrash: 0 } };
    const { steps, wrong } = await runWorld({ seed, scenario });
    expect(wrong).toEqual([]);
    // Worlds side by side share what their turns cost.
    const worlds = Array.from({ length: Math.min(steps, 300) }, (_, at) =>
      runWorld({ seed, scenario, exactly: { atStep: at + 1, what } }),
    );
    for (const [at, ending] of (await Promise.all(worlds)).entries())
      expect(ending.wrong, `at step ${at + 1}`).toEqual([]);
  });
});

describe('a planted mistake is noticed', () => {
  const rare = new Set(['no-row-lock', 'asks-too-early']);
  test.for(Object.entries(mistakes).filter(([name]) => !rare.has(name)))('%s', async ([, mistake]) => {
    const so = await simulateMany(1, 600, mistake, ({ failures }) => failures.length > 0);
    expect(so.failures.length).toBeGreaterThan(0);
  });
});
