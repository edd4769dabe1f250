import { expect, test } from 'vitest';
import { type ApiRequest, choose } from './api-request.ts';

const answer = (at: number, status: number): ApiRequest => ({
  ...{ workspaceId: 'w', at: new Date(at), method: 'POST', route: '/v1/messages', status, tookMs: 3 },
  ...{ keyId: 'k', requestId: `r${at}`, code: null },
});

test('few answers are all kept', () => {
  expect(
    choose([answer(1, 200), answer(2, 422)]).map(({ requestId, others }) => [requestId, others]),
  ).toEqual([
    ['r1', 0],
    ['r2', 0],
  ]);
  expect(choose([])).toEqual([]);
});

test('of too many, refusals are kept first, in the order in which they came, and the rest are counted', () => {
  const many = [...Array.from({ length: 10 }, (_, at) => answer(at, 201)), answer(11, 401), answer(20, 422)];
  const kept = choose(many, 4);
  expect(kept.map(({ status }) => status)).toEqual([201, 201, 401, 422]);
  expect(kept.map(({ others }) => others)).toEqual([0, 0, 0, 8]);
});
