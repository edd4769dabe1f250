import { expect, it, onTestFinished, vi } from 'vitest';
import { ApiProblem } from './api.ts';
import { call } from './call.ts';
import { createOnce } from './once.ts';

/** Presses the button with these words; the line or the server answers with a refusal of that status and code, or is fine. */
function desk() {
  let made = 0;
  const once = createOnce(() => `key ${++made}`);
  const keys: string[] = [];
  const press = (words: string, refusal?: [status: number, code: string]) =>
    once(words, async (key) => {
      keys.push(key);
      if (refusal) throw new ApiProblem({ status: refusal[0], code: refusal[1], detail: 'No.' });
    }).catch(() => undefined);
  return { keys, press };
}

it('sends the same words under the same key until the server has answered', async () => {
  const { keys, press } = desk();
  await press('hello', [0, 'server.unreachable']);
  await press('hello', [504, 'server.unreadable']);
  await press('hello', [401, 'session.ended']);
  await press('hello', [409, 'idempotency.in_flight']);
  await press('hello');
  expect(keys).toEqual(Array(5).fill('key 1'));
});

it('takes another key for what is meant as another text', async () => {
  const { keys, press } = desk();
  await press('hello', [0, 'server.unreachable']);
  await press('other words');
  await press('hello');
  await press('hello');
  expect(keys).toEqual(['key 1', 'key 2', 'key 1', 'key 3']);
});

it('gives up a key of which the server says that nobody knows what became of it', async () => {
  const { keys, press } = desk();
  await press('hello', [0, 'server.unreachable']);
  await press('hello', [409, 'idempotency.unknown_outcome']);
  await press('hello');
  expect(keys).toEqual(['key 1', 'key 1', 'key 2']);
});

it('tells the server that a text is the one whose answer was lost', async () => {
  const keys: unknown[] = [];
  vi.stubGlobal('fetch', async (_url: string, { headers }: { headers: Record<string, string> }) => {
    keys.push(headers['idempotency-key']);
    if (keys.length === 1) throw new TypeError('Failed to fetch');
    return Response.json({});
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const send = (to: string) =>
    call('/v1/messages', 'post', { body: { to, program_id: 'prg_1', body: 'We are open' }, once: true });
  await expect(send('con_1')).rejects.toThrow();
  await send('con_1');
  await send('con_2');
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});
