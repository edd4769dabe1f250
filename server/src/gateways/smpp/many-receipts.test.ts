import { listen, receiptFields, status } from '@tidings/smpp';
import { expect, test } from 'vitest';
import { rehearsalSmpp } from './smpp.ts';

const receipt = (messageId: string) => ({
  sourceAddr: '15551230001',
  destinationAddr: '15005550006',
  ...receiptFields({
    messageId,
    status: 'delivered',
    submittedAt: new Date('2026-08-01T09:30:00Z'),
    doneAt: new Date('2026-08-01T09:31:00Z'),
  }),
});

test('thousands of receipts that are not kept yet are turned away by nobody', async () => {
  const server = await listen(
    { port: 0, host: '127.0.0.1' },
    {
      systemId: 'SMSC1',
      authenticate: () => status.ok,
      handlers: {
        requests: { submit_sm: (_pdu, answer) => answer(status.ok, { messageId: '0A1B' }) },
      },
    },
  );
  const gateway = rehearsalSmpp.open({ host: '127.0.0.1', port: server.port, systemId: 'acme' }, 's3cret');
  try {
    const kept = Promise.withResolvers<void>();
    gateway.listen?.(() => kept.promise);
    while (!gateway.isReady?.()) await new Promise((next) => setImmediate(next));
    const carrier = server.receiverFor('acme');
    if (!carrier) throw new Error('Nobody is bound.');
    carrier.resize(3_000);
    const answers = Array.from({ length: 3_000 }, (_, at) => carrier.ask('deliver_sm', receipt(`id${at}`)));
    // Its answer comes behind all of them.
    const text = { reference: 'x.1', tag: 'cmp_1', from: '+15005550006', to: '+15551230001', body: 'Hello' };
    await gateway.submit([{ ...text, validForMs: null }], {
      mayStillLeave: () => true,
      answerWithinMs: 10_000,
    })[0];
    kept.resolve();
    for (const answer of await Promise.all(answers))
      expect(answer).toMatchObject({ kind: 'answered', pdu: { status: status.ok } });
  } finally {
    await gateway.close();
    await server.close();
  }
});
