import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { actAs } from './acting-as.ts';
import { ApiProblem, api, type Handset } from './api.ts';
import { refresh } from './call.ts';
import { newerReport } from './live-link.ts';

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor ?? undefined,
};

/** What the pages ask for, each under one key, so that a change in one place is seen in all. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ client, queryKey, signal }) => {
    // A page that shows somebody asks as them, and is told where another tab has gone elsewhere; any other asks openly.
    if (client.getQueryData(queryKey) === undefined) actAs(null);
    const me = await api.me(signal);
    actAs(me);
    return me;
  },
  staleTime: Number.POSITIVE_INFINITY,
  // Whoever comes back to this tab may have gone elsewhere in another one.
  refetchOnWindowFocus: 'always',
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.setup(signal),
});

export const rehearsalQuery = queryOptions({
  queryKey: ['rehearsal'],
  queryFn: ({ signal }) => api.rehearsal(signal),
  refetchInterval: 5_000,
});

type Stage = 'drafts' | 'planned' | 'on_their_way' | 'over';

/** Newest first; of one stage, or all. */
export const campaignsQuery = (stage?: Stage) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', stage ?? null],
    queryFn: ({ pageParam, signal }) => api.listCampaigns({ cursor: pageParam, stage }, signal),
    ...paged,
  });

export const reportQuery = (campaignId: string) =>
  queryOptions({
    queryKey: ['campaign', campaignId, 'report'],
    queryFn: ({ signal }) => api.campaignReport(campaignId, signal),
    structuralSharing: (known, next) => newerReport(known as Report | undefined, next as Report),
  });
type Report = Awaited<ReturnType<typeof api.campaignReport>>;

/** Asks anew for everything that tells of a campaign, after it was changed. */
export async function refreshCampaign(client: QueryClient, campaignId: string): Promise<void> {
  await refresh(client, '/v1/campaigns');
  await client.invalidateQueries({ queryKey: reportQuery(campaignId).queryKey });
  await client.invalidateQueries({ queryKey: ['campaigns'] });
}

export const peopleBehindLineQuery = (campaignId: string, line: string) =>
  infiniteQueryOptions({
    queryKey: ['campaign', campaignId, 'people', line],
    queryFn: ({ pageParam, signal }) => api.peopleBehindLine(campaignId, { line, cursor: pageParam }, signal),
    ...paged,
  });

export const contactQuery = (id: string) =>
  queryOptions({ queryKey: ['contact', id], queryFn: ({ signal }) => api.contact(id, signal) });

export const consentQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'consent'],
    queryFn: ({ signal }) => api.contactConsent(id, signal),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'timeline'],
    queryFn: ({ signal }) => api.contactTimeline(id, signal),
  });

export const handsetsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['handsets', search],
    queryFn: ({ pageParam, signal }) => api.listHandsets({ search, cursor: pageParam }, signal),
    ...paged,
  });

/** A phone that has not got a text yet is an empty one: one can pick it up and type all the same. */
export const handsetQuery = (number: string) =>
  queryOptions({
    queryKey: ['handset', number],
    queryFn: ({ signal }) => api.handset(number, signal).catch((error: unknown) => emptyIfNew(number, error)),
  });

function emptyIfNew(number: string, error: unknown): Handset {
  if (error instanceof ApiProblem && error.code === 'handset.not_found') return { number, conversation: [] };
  throw error;
}

/** The person of a number, or null when it is nobody's. A search may find longer numbers too, so the match is exact. */
export const contactByNumberQuery = (number: string) =>
  queryOptions({
    queryKey: ['contact-by-number', number],
    queryFn: async ({ signal }) => {
      const { data } = await api.listContacts({ search: number }, signal);
      return data.find((contact) => contact.number === number) ?? null;
    },
  });
