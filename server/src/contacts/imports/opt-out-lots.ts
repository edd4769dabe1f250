import type { OptOutPage } from './commit.queries.ts';

// Half of what a page of people has consents, so that what holds the end of the consent chain holds it no longer for them. A page of a
// file of opt-outs alone has up to two thousand, and goes by itself.
const mostAtOnce = 1_000;

/**
 * Pages of opt-outs that go into one transaction, in order. Of a page of people mostly a tenth has opted out; one by one the
 * database would be asked six times, and write to the disk once, for each two hundred.
 */
export function lotsOf(pages: readonly OptOutPage[]): number[][] {
  const lots: number[][] = [];
  let people = 0;
  for (const next of pages) {
    people += next.people;
    const lot = lots.at(-1);
    if (lot && people <= mostAtOnce) lot.push(next.page);
    else {
      lots.push([next.page]);
      people = next.people;
    }
  }
  return lots;
}
