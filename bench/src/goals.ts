import type { Result } from './result.ts';

export type Goal = {
  readonly scenario: string;
  readonly figure: string;
  readonly least?: number;
  readonly most?: number;
  /** What is counted, in a few words. */
  readonly what: string;
};

const atLeast = (scenario: string, figure: string, least: number, what: string): Goal => ({
  ...{ scenario, figure, least, what },
});
const atMost = (scenario: string, figure: string, most: number, what: string): Goal => ({
  ...{ scenario, figure, most, what },
});
const withinTwoPercent = (scenario: string, figure: string, what: string): Goal => ({
  ...{ scenario, figure, least: 0.98, most: 1.02, what },
});

/** What we want to hold on two cores that the carrier and the database share, everything durable, receipts applied. */
export const goals: readonly Goal[] = [
  atLeast('send-smpp', 'textsPerSecond', 24_000, 'texts a second over SMPP'),
  atLeast(
    'send-rich',
    'textsPerSecond',
    20_000,
    'the same with variants, a short link and a coupon in each text',
  ),
  atLeast('send-http', 'textsPerSecond', 10_000, 'texts a second over HTTP, one request each'),
  atLeast('api-accept', 'requestsPerSecond', 5_000, 'single texts taken in by API in a second'),
  atMost('otp', 'p50Ms', 10, 'milliseconds of a password to the carrier during a campaign, half of them'),
  atMost('otp', 'p99Ms', 50, 'the same, ninety-nine in a hundred'),
  atMost('stop', 'p99Ms', 250, 'milliseconds of a STOP to its effect, ninety-nine in a hundred'),
  atMost(
    'callbacks',
    'idle1000P99Ms',
    50,
    'milliseconds of a callback to its answer at 1,000 a second, ninety-nine in a hundred',
  ),
  atMost(
    'callbacks',
    'paced200P99Ms',
    50,
    'the same at 200 a second during a campaign of 2,000 texts a second',
  ),
  atMost('callbacks', 'paced1000P99Ms', 50, 'the same at 1,000 a second during that campaign'),
  atLeast('links', 'redirectsPerSecond', 5_000, 'short links followed in a second on one core'),
  atMost(
    'links',
    'p99Ms',
    10,
    'milliseconds of a short link to the answer at 5,000 a second, ninety-nine in a hundred',
  ),
  withinTwoPercent('pace', 'ratio1PerMinute', 'rate that is held, by a limit of 1 a minute'),
  withinTwoPercent('pace', 'ratio10PerMinute', '10 a minute'),
  withinTwoPercent('pace', 'ratio100PerMinute', '100 a minute'),
  withinTwoPercent('pace', 'ratio4500PerMinute', '4,500 a minute'),
  withinTwoPercent('pace', 'ratio1000PerSecond', '1,000 a second'),
  atMost('pace', 'windowsAbove', 0, 'windows with more than the limit'),
  atLeast('receipts', 'receiptsPerSecond', 20_000, 'receipts applied in a second'),
  atLeast('policy', 'warmPerSecond', 100_000, 'decisions about hours in a second on one core'),
  atLeast('import', 'rowsPerSecond', 60_000, 'rows imported in a second'),
  atMost(
    'segment',
    'p95Ms',
    300,
    'milliseconds to count a segment of a million people, ninety-five in a hundred',
  ),
  atLeast('segment', 'shapesWithin300Ms', 20, 'shapes of twenty that are counted within that'),
  atLeast('events', 'eventsPerSecond', 10_000, 'events taken by API in a second'),
  atMost('console', 'scriptKb', 200, 'thousand bytes of script before the first page of the console stands'),
  atMost('console', 'firstScreenMs', 1_000, 'milliseconds to the first page on this machine, nothing cached'),
  atMost('console', 'routeP50Ms', 100, 'milliseconds to a page that was opened before'),
  atMost('console', 'keyP95Ms', 16, 'milliseconds of a key in the composer, ninety-five in a hundred'),
  atMost('import', 'peakMiB', 300, 'MiB that the import takes at the most'),
  atMost('growth', 'fall', 0.1, 'share of speed that is lost to ten million texts on record'),
  atLeast('peers', 'ratioToKannelSpool', 8, 'times as fast as Kannel with its store on disk'),
  atLeast('peers', 'ratioToKannelMemory', 5, 'times as fast as Kannel with its store in memory'),
  atLeast('peers', 'ratioToKannelNoReceipts', 1.7, 'the same, Kannel without receipts'),
];

export type Standing = 'met' | 'missed' | 'not measured' | 'a quick run';

export type Measured = { readonly value: number | null; readonly standing: Standing };

/** How a goal stands. A quick run says nothing about speed, so it meets no goal and misses none. */
export function standingOf({ scenario, figure, least, most }: Goal, results: readonly Result[]): Measured {
  const result = results.find(({ line }) => line.scenario === scenario);
  const value = result?.line[figure];
  if (!result || typeof value !== 'number') return { value: null, standing: 'not measured' };
  if (result.isQuick) return { value, standing: 'a quick run' };
  const isMet = (least === undefined || value >= least) && (most === undefined || value <= most);
  return { value, standing: isMet ? 'met' : 'missed' };
}
