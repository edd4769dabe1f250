import { type Ending, runWorld } from './run-world.ts';
import { drawScenario } from './scenario.ts';
import type { Breakage } from './world.ts';

export type Failure = { seed: number; wrong: string[] };

export type Simulated = {
  seeds: number;
  steps: number;
  accepted: number;
  unknown: number;
  failures: Failure[];
};

export function simulate(seed: number, breakage?: Breakage, trace?: (line: string) => void): Promise<Ending> {
  return runWorld({
    seed,
    scenario: drawScenario(seed),
    ...(breakage ? { breakage } : {}),
    ...(trace ? { trace } : {}),
  });
}

// Each step waits for the engine's next turn; worlds that take their steps in the same turn share what it costs.
const atOnce = 64;

/** Runs so many worlds, from this seed on. `isEnough` may end it early. */
export async function simulateMany(
  firstSeed: number,
  count: number,
  breakage?: Breakage,
  isEnough: (so: Simulated) => boolean = () => false,
): Promise<Simulated> {
  const so: Simulated = { seeds: 0, steps: 0, accepted: 0, unknown: 0, failures: [] };
  let next = firstSeed;
  const lane = async () => {
    while (next < firstSeed + count && !isEnough(so)) {
      const seed = next;
      next += 1;
      const { wrong, ...figures } = await simulate(seed, breakage);
      so.seeds += 1;
      so.steps += figures.steps;
      so.accepted += figures.accepted;
      so.unknown += figures.unknown;
      if (wrong.length > 0) so.failures.push({ seed, wrong });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  so.failures.sort((one, other) => one.seed - other.seed);
  return so;
}
