/**
 * What is believed of a rate after some tries, as a density over a grid. The prior is flat: before the first text every rate
 * from 0 to 1 is as likely as any other, so the posterior of `hits` among `tries` is Beta(hits + 1, tries − hits + 1).
 */
export type Arm = { readonly tries: number; readonly hits: number };

export const meanOf = ({ tries, hits }: Arm): number => (hits + 1) / (tries + 2);

const deviationOf = ({ tries, hits }: Arm): number => {
  const [a, b] = [hits + 1, tries - hits + 1];
  return Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)));
};

/** The logarithm of the density without its constant, which the grid normalises away. */
const logDensity = ({ tries, hits }: Arm, rate: number): number =>
  hits * Math.log(rate) + (tries - hits) * Math.log1p(-rate);

// Eight deviations leave out less than 1e-14 of any of them; 1,024 steps tell probabilities to five places.
const reach = 8;
const steps = 1_024;

/**
 * The probability of each arm that its rate is the highest of all, which sum to 1. Integrated over a grid: exact to five
 * places, the same each time, and some 0.2 ms for eight arms.
 */
export function probabilitiesOfBest(arms: readonly Arm[]): number[] {
  if (arms.length < 2) return arms.map(() => 1);
  const low = Math.max(1e-12, Math.min(...arms.map((arm) => meanOf(arm) - reach * deviationOf(arm))));
  const high = Math.min(1 - 1e-12, Math.max(...arms.map((arm) => meanOf(arm) + reach * deviationOf(arm))));
  const step = (high - low) / steps;
  const densities = arms.map((arm) => densityOn(arm, low, step));
  const cumulatives = densities.map(cumulate);
  const raw = densities.map((density, place) => {
    let sum = 0;
    for (let at = 0; at <= steps; at += 1) {
      let product = density[at] ?? 0;
      for (const [other, cumulative] of cumulatives.entries())
        if (other !== place) product *= cumulative[at] ?? 0;
      sum += at === 0 || at === steps ? product / 2 : product;
    }
    return sum;
  });
  const all = raw.reduce((sum, one) => sum + one, 0);
  return raw.map((one) => one / all);
}

/** A density over the grid whose trapezoids sum to 1. */
function densityOn(arm: Arm, low: number, step: number): Float64Array {
  const logs = Float64Array.from({ length: steps + 1 }, (_, at) => logDensity(arm, low + at * step));
  const top = logs.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  const values = logs.map((log) => Math.exp(log - top));
  let sum = 0;
  for (const [at, value] of values.entries()) sum += at === 0 || at === steps ? value / 2 : value;
  return values.map((value) => value / sum);
}

function cumulate(density: Float64Array): Float64Array {
  const cumulative = new Float64Array(density.length);
  for (let at = 1; at < density.length; at += 1)
    cumulative[at] = (cumulative[at - 1] ?? 0) + ((density[at - 1] ?? 0) + (density[at] ?? 0)) / 2;
  return cumulative;
}

/** The probability that the rate of one is at least `factor` times that of the other. */
export function probabilityOfTimes(one: Arm, other: Arm, factor: number): number {
  const low = Math.max(1e-12, meanOf(one) - reach * deviationOf(one));
  const high = Math.min(1 - 1e-12, meanOf(one) + reach * deviationOf(one));
  const step = (high - low) / steps;
  const density = densityOn(one, low, step);
  const otherLow = Math.max(1e-12, meanOf(other) - reach * deviationOf(other));
  const otherHigh = Math.min(1 - 1e-12, meanOf(other) + reach * deviationOf(other));
  const otherStep = (otherHigh - otherLow) / steps;
  const cumulative = cumulate(densityOn(other, otherLow, otherStep));
  let sum = 0;
  for (const [at, value] of density.entries()) {
    const place = ((low + at * step) / factor - otherLow) / otherStep;
    const below = place <= 0 ? 0 : place >= steps ? 1 : (cumulative[Math.floor(place)] ?? 0);
    sum += value * below;
  }
  return Math.min(1, sum);
}
