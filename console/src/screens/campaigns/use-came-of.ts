import { useQueries } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import type { Campaign } from '../../frame/api.ts';
import { answer } from '../../frame/call.ts';

export type Totals = ItemOf<'/v1/reports/campaigns'>['totals'];
/** What became of the texts of each campaign; nothing of one of which nothing has been counted yet. */
export type CameOf = ReadonlyMap<string, Totals>;

const everyMs = 60_000;

/** A question for each page of the listing, however old its campaigns are; counted once a minute. */
export function useCameOf(pages: readonly { data: readonly Campaign[] }[]): CameOf {
  return useQueries({
    queries: pages
      .map(({ data }) => data.filter(({ launched_at }) => launched_at !== null).map(({ id }) => id))
      .filter((ids) => ids.length > 0)
      .map((ids) => ({
        ...answer('/v1/reports/campaigns', { query: { campaigns: ids.join(',') } }),
        staleTime: everyMs,
        refetchInterval: everyMs,
      })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data?.data ?? []).map((one) => [one.campaign_id, one.totals]))),
  });
}
