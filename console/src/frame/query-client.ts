import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';

const triesAfterFailure = 2;

/** One cache for all pages. `onSignedOut` is told when the server no longer knows who we are, whatever was asked. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 401) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < triesAfterFailure && error instanceof ApiProblem && error.isPassing,
      },
      mutations: { retry: false },
    },
  });
}
