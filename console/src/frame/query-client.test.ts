import { expect, it } from 'vitest';
import { ApiProblem } from './api.ts';
import { meQuery } from './queries.ts';
import { createQueryClient, pauseBeforeRetry, sessionEndedKey } from './query-client.ts';

const problem = (status: number, code: string, retryAfterSeconds: number | null = null) =>
  new ApiProblem({ status, code, detail: 'No.', retryAfterSeconds });

it('waits as long as the server asks for, within reason, and longer each time where it does not say', () => {
  expect(pauseBeforeRetry(0, problem(429, 'limit.reached', 4))).toBe(4_000);
  expect(pauseBeforeRetry(0, problem(429, 'limit.reached', 900))).toBe(10_000);
  expect([0, 1, 2].map((failures) => pauseBeforeRetry(failures, problem(503, 'x')))).toEqual([
    1_000, 2_000, 4_000,
  ]);
});

it('leaves a page that has nothing to show, and keeps one that has, when the session is over', async () => {
  let left = 0;
  const client = createQueryClient(() => {
    left += 1;
  });
  const ended = () => Promise.reject(problem(401, 'session.ended'));
  await client.fetchQuery({ queryKey: ['fresh'], queryFn: ended }).catch(() => undefined);
  expect([left, client.getQueryData(sessionEndedKey)]).toEqual([1, undefined]);
  client.setQueryData(['shown'], { words: 'half typed' });
  await client.fetchQuery({ queryKey: ['shown'], queryFn: ended, staleTime: 0 }).catch(() => undefined);
  expect([left, client.getQueryData(sessionEndedKey)]).toEqual([1, true]);
});

it('takes a wrong code for what it is', async () => {
  const client = createQueryClient(() => undefined);
  const wrong = () => Promise.reject(problem(401, 'second_factor.wrong'));
  await client
    .getMutationCache()
    .build(client, { mutationFn: wrong })
    .execute(undefined)
    .catch(() => undefined);
  expect(client.getQueryData(sessionEndedKey)).toBeUndefined();
});

it('asks anew who is here once the workspace asks for a second factor', async () => {
  const client = createQueryClient(() => undefined);
  client.setQueryData(meQuery.queryKey, { permissions: [] } as never);
  const refused = () => Promise.reject(problem(403, 'second_factor.needed'));
  await client.fetchQuery({ queryKey: ['people'], queryFn: refused }).catch(() => undefined);
  expect(client.getQueryState(meQuery.queryKey)?.isInvalidated).toBe(true);
});
