import { normalShare } from '../../platform/statistics/normal.ts';

/** What people of an arm brought: how many they are, the sum, and the sum of the squares. */
export type Moments = { readonly tries: number; readonly sum: number; readonly squares: number };

// As in posterior.ts.
const reach = 8;
const steps = 1_024;

/**
 * The probability of each arm that its mean is the highest. With a flat prior, and so many people that means are normal: what
 * is believed of a mean is a normal distribution around what was seen. Arms of which nothing is known are believed to be
 * like all others together.
 */
export function chancesOfMeans(arms: readonly Moments[]): number[] {
  if (arms.length < 2) return arms.map(() => 1);
  const all = arms.reduce(
    (total, arm) => ({
      tries: total.tries + arm.tries,
      sum: total.sum + arm.sum,
      squares: total.squares + arm.squares,
    }),
    { tries: 0, sum: 0, squares: 0 },
  );
  const widest = Math.sqrt(Math.max(1e-12, all.squares / Math.max(1, all.tries)));
  const beliefs = arms.map(({ tries, sum, squares }) => {
    if (tries < 2) return { mean: sum / Math.max(1, tries), deviation: widest };
    const mean = sum / tries;
    const variance = Math.max(0, (squares - tries * mean * mean) / (tries - 1));
    // Nobody bought: that says something, but not that the mean is exactly nothing.
    return { mean, deviation: Math.max(Math.sqrt(variance / tries), widest / tries) };
  });
  const low = Math.min(...beliefs.map(({ mean, deviation }) => mean - reach * deviation));
  const high = Math.max(...beliefs.map(({ mean, deviation }) => mean + reach * deviation));
  const step = (high - low) / steps;
  const share = (place: number, at: number) => {
    const { mean = 0, deviation = 1 } = beliefs[place] ?? {};
    return normalShare((low + at * step - mean) / deviation);
  };
  const raw = beliefs.map((_, place) => {
    let sum = 0;
    for (let at = 0; at < steps; at += 1) {
      let product = share(place, at + 1) - share(place, at);
      for (let other = 0; other < beliefs.length && product > 0; other += 1)
        if (other !== place) product *= share(other, at + 0.5);
      sum += product;
    }
    return sum;
  });
  const total = raw.reduce((sum, one) => sum + one, 0);
  return raw.map((one) => one / total);
}
