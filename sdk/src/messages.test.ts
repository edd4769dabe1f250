import { describe, expect, test, vi } from 'vitest';
import { openTidings, TidingsError } from './index.ts';

function open(...answers: readonly { status: number; body: object }[]) {
  const left = [...answers];
  const fetch = vi.fn(async (_url: string | URL | Request, _init?: RequestInit) => {
    const next = left.shift();
    if (!next) throw new Error('The test expected no further request.');
    return Response.json(next.body, { status: next.status });
  });
  const tidings = openTidings({
    baseUrl: 'http://tidings.test',
    key: 'tk_test_x',
    fetch,
    tries: 2,
    firstPauseMs: 0,
  });
  const asked = (at = 0) => {
    const [url, init] = fetch.mock.calls[at] ?? [];
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    const key = new Headers(init?.headers).get('idempotency-key');
    return { what: `${init?.method} ${String(url).slice('http://tidings.test'.length)}`, body, key };
  };
  return { tidings, asked };
}

const text = {
  to: '+12025550142',
  program_id: 'prg_1',
  body: 'Your code is {{ code }}',
  variables: { code: 7 },
};

describe('a text', () => {
  test('is sent under the key of whoever sends it', async () => {
    const { tidings, asked } = open({ status: 201, body: { id: 'msg_1', status: 'queued' } });
    const sent = await tidings.messages.send(text, { idempotencyKey: 'order-17' });
    expect(sent.id).toBe('msg_1');
    expect(asked()).toEqual({ what: 'POST /v1/messages', body: text, key: 'order-17' });
  });

  test('is tried without being sent', async () => {
    const { tidings, asked } = open({ status: 200, body: { verdict: { will: 'send' } } });
    expect((await tidings.messages.try(text)).verdict.will).toBe('send');
    expect(asked().body).toEqual({ ...text, dry_run: true });
  });

  test('that is refused throws the reason', async () => {
    const { tidings } = open({ status: 422, body: { code: 'contact.opted_out', detail: 'No.' } });
    const refusal = await tidings.messages.send(text).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TidingsError);
    expect(refusal).toMatchObject({ code: 'contact.opted_out', status: 422 });
  });

  test('is read, cancelled and followed by its id', async () => {
    const answer = { status: 200, body: {} };
    const { tidings, asked } = open(answer, answer, answer);
    await tidings.messages.get('msg_1');
    await tidings.messages.cancel('msg_1');
    await tidings.messages.timeline('msg_1');
    expect([0, 1, 2].map((at) => asked(at).what)).toEqual([
      'GET /v1/messages/msg_1',
      'POST /v1/messages/msg_1/cancel',
      'GET /v1/messages/msg_1/timeline',
    ]);
  });
});

test('texts of one person come page by page', async () => {
  const page = (id: string, next: string | null) => ({
    status: 200,
    body: { data: [{ id }], next_cursor: next, has_more: next !== null },
  });
  const { tidings, asked } = open(page('msg_2', 'c1'), page('msg_1', null));
  const ids: string[] = [];
  for await (const one of tidings.messages.each({ to: '+12025550142' })) ids.push(one.id);
  expect(ids).toEqual(['msg_2', 'msg_1']);
  expect(asked(1).what).toBe('GET /v1/messages?to=%2B12025550142&cursor=c1');
});

test('many are sent at once, and each recipient’s outcome is read', async () => {
  const { tidings, asked } = open(
    { status: 202, body: { id: 'opn_1' } },
    { status: 200, body: { status: 'finished' } },
    { status: 200, body: { data: [{ position: 3 }], next_cursor: null, has_more: false } },
  );
  const bulk = { program_id: 'prg_1', body: 'Hi', recipients: [{ to: '+12025550142' }] };
  const { id } = await tidings.messages.sendMany(bulk, { idempotencyKey: 'batch-1' });
  expect([asked().what, asked().key]).toEqual(['POST /v1/messages/bulk', 'batch-1']);
  expect((await tidings.messages.getOperation(id)).status).toBe('finished');
  for await (const item of tidings.messages.eachItem(id, { outcome: 'refused' }))
    expect(item.position).toBe(3);
  expect(asked(2).what).toBe('GET /v1/operations/opn_1/items?outcome=refused');
});
