import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';
import { meQuery } from './queries.ts';

const triesAfterFailure = 2;
const firstPauseMs = 1_000;
const longestPauseMs = 10_000;

/** Whether the server has said that nobody is signed in; what the pages show is then kept and a question stands over it. */
export const sessionEndedKey = ['session-ended'] as const;

/** How long to wait before the same is asked again: what the server asks for, within reason, else longer each time. */
export function pauseBeforeRetry(failures: number, error: unknown): number {
  const wished = error instanceof ApiProblem ? error.retryAfterSeconds : null;
  return Math.min(wished === null ? firstPauseMs * 2 ** failures : wished * 1_000, longestPauseMs);
}

/**
 * One cache for all pages. When the server no longer knows who we are, a page that has nothing to show yet is left
 * (`onSignedOut`); one that shows something, perhaps half typed, stays as it is and asks for a new sign-in.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.isSignedOut;
  // The workspace has begun to ask for a second factor: who is here is asked anew, and is led to set one up.
  const askAnewIfOwed = (error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'second_factor.needed')
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { state }) => {
        askAnewIfOwed(error);
        if (!isSignedOut(error)) return;
        if (state.data === undefined) onSignedOut();
        else client.setQueryData(sessionEndedKey, true);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error) => {
        askAnewIfOwed(error);
        if (isSignedOut(error)) client.setQueryData(sessionEndedKey, true);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < triesAfterFailure && error instanceof ApiProblem && error.isPassing,
        retryDelay: pauseBeforeRetry,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
