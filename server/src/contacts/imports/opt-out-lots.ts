import type { OptOutPage } from './commit.queries.ts';

// Fewer than a page of people has consents, so that what holds the end of the consent chain holds it no longer for them.
const enoughAtOnce = 1_000;

/**
 * Pages of opt-outs that go into one transaction, in order. Of a page of people mostly a tenth has opted out; one by one the
 * database would be asked six times, and write to the disk once, for each two hundred.
 */
export function lotsOf(pages: readonly OptOutPage[]): number[][] {
  const lots: number[][] = [];
  let people = enoughAtOnce;
  for (const next of pages) {
    if (people >= enoughAtOnce) {
      lots.push([]);
      people = 0;
    }
    lots.at(-1)?.push(next.page);
    people += next.people;
  }
  return lots;
}
