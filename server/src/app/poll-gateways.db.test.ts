import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, stage, workAll } from '../../test/dispatching.ts';
import type { Gateway, OpenGateways } from '../gateways/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import { pollGateway } from './poll-gateways.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A carrier whose list shows nothing any more, and which knows of each text, when asked, that it has arrived. */
async function polledBy(polling: 'all' | 'replies') {
  const on = await stage(database, 2);
  const runId = await launch(on);
  await workAll(on);
  const bare = await on.in((tx) => on.gateways.get(tx, on.fixture.gatewayId));
  const asked: string[] = [];
  const gateway: Gateway = {
    ...bare,
    polling,
    poll: async () => ({
      kind: 'answered',
      value: { inbound: [], texts: [], cursor: '1', isMore: false },
    }),
    readText: async (providerId) => {
      asked.push(providerId);
      return {
        kind: 'answered',
        value: { providerId, status: 'delivered', code: null, price: null, parts: null },
      };
    },
    receiptOfText: ({ providerId }) => ({
      ...{ reference: null, providerId, status: 'delivered', code: null, sentence: null },
    }),
  };
  const gateways = { ...on.gateways, get: async () => gateway } as OpenGateways;
  const tools = { gateways, replies: openReplyDesk(on.ctx), instanceId: 'test' };
  const due = { id: on.fixture.gatewayId, cursor: null, failures: 0, askedId: 0 };
  return {
    asked,
    forward: (minutes: number) => on.ctx.clock.forward(minutes * 60_000),
    poll: () => pollGateway(on.ctx, tools, on.fixture.workspaceId, due),
    delivered: async () => (await counts(on, runId)).delivered ?? 0,
  };
}

test('a text whose state the list has not told within minutes is asked about by itself', async () => {
  const at = await polledBy('all');
  at.forward(14);
  await at.poll();
  expect(at.asked).toEqual([]);
  at.forward(2);
  await at.poll();
  expect([at.asked.length, await at.delivered()]).toEqual([2, 2]);
});

test('where the list tells no states each text is asked about from the first round on', async () => {
  const at = await polledBy('replies');
  await at.poll();
  expect([at.asked.length, await at.delivered()]).toEqual([2, 2]);
});
