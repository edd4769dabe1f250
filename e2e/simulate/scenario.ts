import type { Timing } from '../../server/src/dispatch/index.ts';
import type { CapabilityClass } from '../../server/src/gateways/index.ts';
import { type Dice, openDice } from './dice.ts';

/** What one simulated world is like. Rates of faults are per event; those of the carrier and of people per text or person. */
export type Scenario = {
  capability: CapabilityClass;
  timing: Timing;
  workers: number;
  chunksAtOnce: number;
  inFlightCap: number;
  partsPerSecond: number;
  campaigns: readonly { people: number; chunkSize: number; purpose: 'marketing' | 'transactional' }[];
  /** Passwords, one by one, which may be sent again where nobody can be asked. */
  passwords: number;
  /** A second zone whose morning comes while the campaign runs: its people are held for some seconds. */
  hasLateRisers: boolean;
  /** Faults, people and operators are busy until then; afterwards there is peace, and everything must come to its end. */
  peaceFromMs: number;
  latency: { usualMs: number; slow: number; slowMs: number };
  faults: { crash: number; freeze: number; leave: number; databaseCrash: number };
  carrier: {
    loses: number;
    hangs: number;
    drops: number;
    isSlow: number;
    refuses: number;
    throttles: number;
    troubles: number;
    outages: number;
    optOuts: number;
    listingLagMs: number;
    cannotSay: number;
    thinksSlowly: number;
    receiptsLost: number;
    receiptsDoubled: number;
    receiptsEarly: number;
  };
  people: { stop: number; start: number };
  operators: { pauses: number; stops: number; switches: number; holds: number };
};

// As in production, in the same proportions and so many times faster.
export const timing: Timing = { leaseMs: 4_000, guardMs: 1_000, submitTimeoutMs: 2_000, settleMs: 6_000 };

// Only a wave of ten or more is settled without its last answers. That many texts are many steps: one world in ten has
// them, and some that are slow.
const wideWave = 12;

/**
 * Draws a world. Each kind of trouble is left out of nearly half of all worlds: where everything goes wrong at once,
 * nothing goes far enough to go wrong in an interesting way.
 */
export function drawScenario(seed: number): Scenario {
  const dice = openDice(seed ^ 0x5eed);
  const isWide = seed % 10 === 5;
  const sometimes = (most: number) => (dice.chance(0.45) ? 0 : dice.between(0, most));
  return {
    capability: dice.pick(['A', 'B', 'B', 'B', 'C', 'D', 'E']),
    timing,
    workers: dice.whole(1, 3),
    chunksAtOnce: dice.whole(1, 3),
    inFlightCap: isWide ? wideWave : dice.pick([1, 2, 2, 3, 8]),
    partsPerSecond: isWide ? 1_000 : dice.pick([2, 10, 1_000, 1_000]),
    campaigns: isWide
      ? [{ people: wideWave, chunkSize: wideWave, purpose: 'transactional' }]
      : Array.from({ length: dice.pick([1, 1, 1, 2]) }, () => drawCampaign(dice)),
    passwords: dice.pick([0, 0, 1, 2]),
    hasLateRisers: dice.chance(0.15),
    peaceFromMs: dice.between(2_000, 25_000),
    latency: {
      usualMs: dice.pick([0.5, 2, 10, 50]),
      slow: sometimes(0.1),
      slowMs: dice.pick([50, 300, 900]),
    },
    faults: {
      crash: sometimes(0.04),
      freeze: sometimes(0.03),
      leave: sometimes(0.005),
      databaseCrash: sometimes(0.01),
    },
    carrier: {
      loses: sometimes(0.3),
      hangs: sometimes(0.1),
      drops: sometimes(0.15),
      isSlow: isWide ? 0.1 : sometimes(0.3),
      refuses: sometimes(0.1),
      throttles: sometimes(0.2),
      troubles: sometimes(0.02),
      outages: sometimes(1.5),
      optOuts: sometimes(0.05),
      listingLagMs: dice.pick([0, 500, 1_000]),
      cannotSay: sometimes(0.3),
      thinksSlowly: sometimes(0.3),
      receiptsLost: sometimes(0.3),
      receiptsDoubled: sometimes(0.3),
      receiptsEarly: sometimes(0.3),
    },
    people: { stop: sometimes(0.5), start: sometimes(0.5) },
    operators: {
      pauses: sometimes(2),
      stops: dice.chance(0.1) ? 1 : 0,
      switches: sometimes(1.5),
      holds: sometimes(1),
    },
  };
}

function drawCampaign(dice: Dice): Scenario['campaigns'][number] {
  return {
    people: dice.whole(1, 7),
    chunkSize: dice.whole(1, 5),
    purpose: dice.chance(0.2) ? 'marketing' : 'transactional',
  };
}
