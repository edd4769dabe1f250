import type { ItemOf } from '@tidings/sdk';
import { call } from './call.ts';

/** What a form offers that begins with a keyword and texts people: programs, numbers and keywords. */
export type KeywordOffers = {
  programs: readonly Pick<ItemOf<'/v1/programs'>, 'id' | 'name' | 'brand_name' | 'purpose'>[];
  senders: readonly Pick<ItemOf<'/v1/senders'>, 'id' | 'number'>[];
  keywords: readonly Pick<ItemOf<'/v1/keywords'>, 'id' | 'kind' | 'words'>[];
};

export const keywordOffers = {
  queryKey: ['/v1/programs', 'with numbers and keywords'] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<KeywordOffers> => {
    const [programs, senders, keywords] = await Promise.all([
      call('/v1/programs', 'get', { signal }),
      call('/v1/senders', 'get', { signal }),
      call('/v1/keywords', 'get', { signal }),
    ]);
    return { programs: programs.data, senders: senders.data, keywords: keywords.data };
  },
};
