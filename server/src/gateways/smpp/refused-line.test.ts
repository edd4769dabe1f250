import { type BindRequest, listen, status } from '@tidings/smpp';
import { expect, onTestFinished, test, vi } from 'vitest';
import { rehearsalSmpp } from './smpp.ts';

/** A gateway that binds to a carrier on this machine, which says so of each bind. */
async function open(authenticate: (request: BindRequest) => number, settings: object = {}) {
  const server = await listen({ port: 0, host: '127.0.0.1' }, { systemId: 'SMSC1', authenticate });
  const gateway = rehearsalSmpp.open(
    { host: '127.0.0.1', port: server.port, systemId: 'acme', ...settings },
    's3cret',
  );
  onTestFinished(async () => {
    await gateway.close();
    await server.close();
  });
  const says = (words: string | null) =>
    vi.waitFor(() => expect(gateway.trouble?.()).toBe(words), { timeout: 10_000 });
  return { gateway, says };
}

const text = { reference: 'x.1', tag: 'cmp_1', from: '+15005550006', to: '+15551230001', body: 'Hello' };

test('a wrong password is said', async () => {
  const { gateway, says } = await open(() => status.wrongPassword);
  await says('The password is wrong. It is tried again by itself.');
  expect(gateway.isReady?.()).toBe(false);
});

test('a carrier that refuses the bind while it restarts is bound to again, and nothing is wrong any more', async () => {
  const verdicts: number[] = [status.bindFailed];
  const { gateway, says } = await open(() => verdicts.shift() ?? status.ok);
  await says('The carrier refused the bind. It is tried again by itself.');
  await says(null);
  expect(gateway.isReady?.()).toBe(true);
});

test('nothing leaves while the session that would bring a STOP is refused', async () => {
  const { gateway, says } = await open(
    ({ mode }) => (mode === 'receiver' ? status.wrongPassword : status.ok),
    { bindAs: 'two_sessions' },
  );
  await says('The password is wrong. It is tried again by itself.');
  expect(gateway.isReady?.()).toBe(false);
  const limits = { mayStillLeave: () => true, answerWithinMs: 1_000 };
  expect(await gateway.submit([{ ...text, validForMs: null }], limits)[0]).toEqual({ kind: 'not_sent' });
});
