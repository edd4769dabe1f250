import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { hostileStream } from '../../test/hostile-streams.ts';
import { rawClient } from '../../test/raw-peer.ts';
import { until } from '../../test/until.ts';
import { listen } from './listen.ts';

const streams = fc.sample(hostileStream, { numRuns: 150, seed: 7 });

test('a server outlives whatever clients send it, before and after their bind', async () => {
  const server = await listen(
    { port: 0 },
    {
      systemId: 'SMSC1',
      authenticate: () => 0,
      handlers: { requests: { submit_sm: (_, answer) => answer(0, { messageId: '1' }) } },
    },
  );
  onTestFinished(() => server.close(0));
  for (const [index, { bytes, chunks }] of streams.entries()) {
    const peer = await rawClient(server.port);
    if (index % 3 > 0) {
      peer.say('bind_transceiver', 1, { systemId: 'acme', password: 's3cret' });
      await peer.hear('bind_transceiver_resp');
    }
    const cut = chunks[0] ?? bytes.length;
    peer.write(bytes.subarray(0, cut));
    peer.write(bytes.subarray(cut));
    peer.socket.end();
    await until(peer.isClosed, `the end of ${bytes.toString('hex')}`);
  }
  await until(() => server.sessions.length === 0);
  const last = await rawClient(server.port);
  last.say('bind_transceiver', 1, { systemId: 'acme', password: 's3cret' });
  expect(await last.hear('bind_transceiver_resp')).toMatchObject({ status: 0 });
  last.socket.destroy();
});
