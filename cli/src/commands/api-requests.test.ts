import { expect, test } from 'vitest';
import { page, runCli } from '../../test/run-cli.ts';

test('lists what programs have asked, with why it was refused', async () => {
  const one = {
    ...{
      id: 'arq_1',
      at: '2026-11-24T17:00:00Z',
      method: 'POST',
      route: '/v1/messages',
      status: 422,
      took_ms: 4,
    },
    ...{ key_id: 'key_1', key_name: 'Shop', request_id: 'req_1', code: 'contact.opted_out', others: 3 },
  };
  const words = ['api-requests', '--failed', '--route', 'messages', '--key', 'key_1', '--request', 'req_1'];
  const ran = await runCli(words, { routes: { 'GET /v1/api-requests': () => page([one]) } });
  expect(ran.out).toContain('POST /v1/messages');
  expect(ran.out).toContain('422 contact.opted_out (and 3 more)');
  expect(Object.fromEntries(ran.asked[0]?.query ?? [])).toEqual({
    ...{ limit: '51', outcome: 'failed', route: 'messages', key_id: 'key_1', request_id: 'req_1' },
  });
});
