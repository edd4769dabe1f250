const digits = 36;
const lowest = digits ** 2;

/**
 * Makes ids such as `rc_5f0c21aa1`: what it is of, the run, and one counter for all in base 36. Every text has two or three. Their
 * last two digits come from a table, because JavaScript writes numbers in base 36 slowly.
 */
export function createIds(run: string): (prefix: 'rc' | 'ev') => string {
  const lows = Array.from({ length: lowest }, (_, low) => low.toString(digits).padStart(2, '0'));
  const heads = { rc: `rc_${run}`, ev: `ev_${run}` };
  let count = 0;
  return (prefix) => {
    count++;
    if (count < lowest) return heads[prefix] + count.toString(digits);
    const low = count % lowest;
    if (low === 0) {
      const high = ((count - low) / lowest).toString(digits);
      heads.rc = `rc_${run}${high}`;
      heads.ev = `ev_${run}${high}`;
    }
    return heads[prefix] + lows[low];
  };
}
