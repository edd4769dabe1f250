import { describe, expect, test, vi } from 'vitest';
import { openTidings, TidingsError, Unreachable } from './index.ts';

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

function open(...answers: (Response | Error)[]) {
  const fetch = vi.fn(async (_url: string | URL | Request, _init?: RequestInit) => {
    const answer = answers.shift();
    if (!answer) throw new Error('The test expected no further request.');
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const tidings = openTidings({
    baseUrl: 'http://tidings.test',
    key: 'tk_test_x',
    fetch,
    tries: 3,
    firstPauseMs: 0,
  });
  const sent = (at: number) => ({ url: String(fetch.mock.calls[at]?.[0]), ...fetch.mock.calls[at]?.[1] });
  return { tidings, fetch, sent };
}

const slower = () => json(429, { code: 'rate.limited', detail: 'Slower.' }, { 'retry-after': '0' });

describe('a call', () => {
  test('carries the key, fills the address and returns what was answered', async () => {
    const { tidings, sent } = open(json(200, { id: 'con_7' }));
    const contact = await tidings.call('get', '/v1/contacts/{id}', { path: { id: 'con_7' } });
    expect(contact).toEqual({ id: 'con_7' });
    expect(sent(0).url).toBe('http://tidings.test/v1/contacts/con_7');
    expect(sent(0).headers).toMatchObject({ authorization: 'Bearer tk_test_x' });
  });

  test('that is refused throws the code, the sentence and the request id', async () => {
    const { tidings } = open(
      json(409, { code: 'campaign.already_sent', detail: 'It went out.', request_id: 'req_1' }),
    );
    const refusal = await tidings
      .call('post', '/v1/campaigns/{id}/launch', { path: { id: 'cmp_1' } })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TidingsError);
    expect(refusal).toMatchObject({
      status: 409,
      code: 'campaign.already_sent',
      message: 'It went out.',
      requestId: 'req_1',
    });
  });

  test('that changes something keeps one idempotency key over all its tries', async () => {
    const { tidings, sent, fetch } = open(new Error('reset'), slower(), json(201, { id: 'lst_1' }));
    await tidings.call('post', '/v1/lists', { body: { name: 'Guests' } });
    expect(fetch).toHaveBeenCalledTimes(3);
    const keys = [0, 1, 2].map((at) => (sent(at).headers as Record<string, string>)['idempotency-key']);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(1);
  });

  test('of which the server cannot say whether it was done goes again under its key; a change without one does not', async () => {
    const lost = () => json(500, { code: 'database.outcome_unknown', detail: 'Look.' });
    const posted = open(lost(), json(201, { id: 'lst_1' }));
    await posted.tidings.call('post', '/v1/lists', { body: { name: 'Guests' } });
    expect(posted.fetch).toHaveBeenCalledTimes(2);
    const changed = open(lost());
    const change = changed.tidings.call('patch', '/v1/lists/{id}', {
      path: { id: 'lst_1' },
      body: { name: 'X' },
    });
    await expect(change).rejects.toThrow('Look.');
    expect(changed.fetch).toHaveBeenCalledTimes(1);
  });

  test('whose answer is lost goes again where that is safe, and nowhere else', async () => {
    const body = { name: 'X' };
    const changed = open(new Error('reset'));
    const change = changed.tidings.call('patch', '/v1/lists/{id}', { path: { id: 'lst_1' }, body });
    await expect(change).rejects.toThrow(Unreachable);
    expect(changed.fetch).toHaveBeenCalledTimes(1);
    const read = open(new Error('reset'), json(200, { id: 'lst_1' }));
    await read.tidings.call('get', '/v1/me');
    expect(read.fetch).toHaveBeenCalledTimes(2);
  });

  test('whose answer is cut off counts as not reached', async () => {
    const { tidings } = open(new Response('{"id": "lst', { status: 200 }));
    await expect(tidings.call('get', '/v1/me')).rejects.toThrow(Unreachable);
  });

  test('that cannot reach the server gives up after its tries and says where it looked', async () => {
    const { tidings, fetch } = open(new Error('refused'), new Error('refused'), new Error('refused'));
    await expect(tidings.call('get', '/v1/me')).rejects.toThrow(Unreachable);
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  test('that is to come back tomorrow is told so at once', async () => {
    const tomorrow = json(429, { code: 'event.too_many', detail: 'Tomorrow.' }, { 'retry-after': '86400' });
    const { tidings, fetch } = open(tomorrow);
    await expect(tidings.call('get', '/v1/me')).rejects.toMatchObject({ retryAfterSeconds: 86_400 });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('that waits for another try ends when its caller says so', async () => {
    const soon = json(429, { code: 'rate.limited', detail: 'Slower.' }, { 'retry-after': '60' });
    const { tidings, fetch } = open(soon);
    const caller = new AbortController();
    const called = tidings.call('get', '/v1/me', { signal: caller.signal });
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
    setImmediate(() => caller.abort(new Error('Enough.')));
    await expect(called).rejects.toThrow('Enough.');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('that is refused for good is not tried again', async () => {
    const { tidings, fetch } = open(json(422, { code: 'request.invalid', detail: 'No.' }));
    await expect(tidings.call('get', '/v1/me')).rejects.toThrow('No.');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('answered by something that is not Tidings still says what came', async () => {
    const { tidings } = open(new Response('<html>', { status: 404 }));
    await expect(tidings.call('get', '/v1/me')).rejects.toMatchObject({ status: 404, code: 'http.404' });
  });

  test('without a value for its address is refused before it leaves', async () => {
    const { tidings, fetch } = open();
    await expect(tidings.call('get', '/v1/contacts/{id}')).rejects.toThrow('needs a value for id');
    expect(fetch).not.toHaveBeenCalled();
  });
});

test('a listing is read page by page', async () => {
  const { tidings, sent } = open(
    json(200, { data: [{ id: 1 }, { id: 2 }], next_cursor: 'c2', has_more: true }),
    json(200, { data: [{ id: 3 }], next_cursor: null, has_more: false }),
  );
  const ids: unknown[] = [];
  for await (const item of tidings.each('/v1/contacts', { query: { limit: 2 } })) ids.push(item.id);
  expect(ids).toEqual([1, 2, 3]);
  expect(sent(1).url).toBe('http://tidings.test/v1/contacts?limit=2&cursor=c2');
});
