import { simulateInThreads } from '../../simulate/in-threads.ts';
import { type Mistake, mistakes } from '../../simulate/mistakes.ts';
import type { Proof } from '../proof.ts';

/**
 * The send core in simulated worlds (`--texts` of them, from `--seed` on; `--seconds` ends it early). A seed that fails
 * here belongs into regressions.ts.
 */
export const simulation: Proof = {
  shows:
    'the send core in worlds where anything may crash, freeze or be late at every wait: all laws hold in each',
  controls: Object.keys(mistakes),
  sizes: {
    short: { texts: 10_000, kills: 0, seconds: 20 },
    usual: { texts: 30_000, kills: 0, seconds: 60 },
    nightly: { texts: 1_000_000, kills: 0, seconds: 7_200 },
  },
  async prove({ texts, seconds, seed, control }) {
    // A control ends with the first world that goes wrong. The rarest mistake shows in one of six thousand, so worlds are counted
    // there and not seconds, of which a slow machine needs more.
    const patience = control === null ? 1 : 3;
    const giveUpAfterS = control === null ? seconds : Math.max(600, seconds);
    const startedAt = performance.now();
    const { failures, seeds, ...figures } = await simulateInThreads(
      seed,
      texts * patience,
      control as Mistake | null,
      giveUpAfterS * 1_000,
    );
    const seedsPerMinute = Math.round((seeds * 60_000) / (performance.now() - startedAt));
    return {
      ...{ seed, seeds, seedsPerMinute, ...figures, found: failures.length },
      first: failures[0] ?? null,
      passed: failures.length === 0,
    };
  },
};
