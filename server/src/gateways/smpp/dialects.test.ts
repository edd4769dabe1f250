import { listen, type Pdu, type SmppServer, status, tlv } from '@tidings/smpp';
import { afterEach, describe, expect, test } from 'vitest';
import type { Callback } from '../callback.ts';
import { classOfCode } from '../errors/code-table.ts';
import type { Gateway } from '../gateway.ts';
import { smpp } from './smpp.ts';

const text = {
  reference: 'x.1',
  tag: 'c',
  from: '+15005550006',
  to: '+15551230001',
  body: 'Hello',
  validForMs: null,
};
const limits = { mayStillLeave: () => true, answerWithinMs: 1_000 };
const password = JSON.stringify({ password: 's3cret' });

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error('What the test waits for did not come.');
    await new Promise((next) => setImmediate(next));
  }
}

/** A carrier with habits of its own, and an account there as it is entered in the form. */
async function bound(settings: object, messageId = '0A1B2C3D') {
  const submitted: Pdu<'submit_sm'>[] = [];
  const server: SmppServer = await listen(
    { port: 0 },
    {
      ...{ systemId: 'SMSC1', authenticate: () => status.ok },
      handlers: {
        requests: {
          submit_sm(pdu, answer) {
            submitted.push(pdu);
            answer(status.ok, { messageId });
          },
        },
      },
    },
  );
  ends.push(() => server.close());
  const gateway: Gateway = smpp.open(
    { host: '127.0.0.1', port: server.port, systemId: 'acme', ...settings },
    password,
  );
  ends.push(() => gateway.close());
  const heard: Callback[] = [];
  gateway.listen?.(async (callback) => void heard.push(callback));
  await until(() => gateway.isReady?.() === true && server.receiverFor('acme') !== null);
  return { server, gateway, heard, submitted };
}

const words = (id: string) =>
  Buffer.from(
    `id:${id} sub:001 dlvrd:001 submit date:2608010930 done date:2608010931 stat:DELIVRD err:000 text:`,
  );

type Told = [written: string, settings: object, answered: string, inWords: string, inParameter?: string];

describe('the id in an answer and the id in its receipt meet', () => {
  test.each<Told>([
    ['as they come', {}, 'a1-B2', 'a1-B2'],
    [
      'with zeros and case that wander',
      { idsInAnswers: 'folded', idsInReceipts: 'folded' },
      'a1b2',
      '0000A1B2',
    ],
    [
      'in hexadecimal, then decimal',
      { idsInAnswers: 'hex', idsInReceipts: 'decimal' },
      '0A1B2C3D',
      '0169552957',
    ],
    [
      'in decimal, then hexadecimal',
      { idsInAnswers: 'decimal', idsInReceipts: 'hex' },
      '169552957',
      'a1b2c3d',
    ],
    [
      'in decimal words beside a parameter that repeats the answer',
      { idsInAnswers: 'hex', idsInReceipts: 'decimal' },
      ...(['0A1B2C3D', '0169552957', '0A1B2C3D'] as const),
    ],
  ])('%s', async (_how, settings, answered, inWords, inParameter) => {
    const { server, gateway, heard } = await bound(settings, answered);
    const [outcome] = await Promise.all(gateway.submit([text], limits));
    const tlvs = inParameter === undefined ? [] : [tlv('receiptedMessageId', inParameter)];
    await server.receiverFor('acme')?.ask('deliver_sm', { esmClass: 4, shortMessage: words(inWords), tlvs });
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(heard[0]?.receipts[0]).toMatchObject({
      providerId: outcome?.kind === 'accepted' ? outcome.providerId : '',
      ...{ reference: 'x.1', status: 'delivered' },
    });
  });
});

test('a receipt may come as a data_sm, in parameters alone', async () => {
  const { server, heard } = await bound({});
  const told = await server.receiverFor('acme')?.ask('data_sm', {
    ...{ sourceAddr: '15551230001', destinationAddr: '15005550006', esmClass: 4 },
    tlvs: [tlv('receiptedMessageId', '0A1B'), tlv('messageState', 5)],
  });
  expect(told).toMatchObject({ kind: 'answered', pdu: { status: status.ok } });
  expect(heard[0]?.receipts).toMatchObject([{ providerId: '0A1B', status: 'undelivered' }]);
});

test('a carrier that wants it has a session for each way', async () => {
  const { server, gateway, heard, submitted } = await bound({ bindAs: 'two_sessions', binds: 2 });
  await until(() => server.sessionsOf('acme').length === 4);
  expect(server.sessions.map(({ mode }) => mode).sort()).toEqual([
    ...['receiver', 'receiver', 'transmitter', 'transmitter'],
  ]);
  expect(await gateway.submit([text], limits)[0]).toMatchObject({ kind: 'accepted' });
  expect(submitted).toHaveLength(1);
  const fields = {
    sourceAddr: '15551230001',
    destinationAddr: '15005550006',
    shortMessage: Buffer.from('STOP'),
  };
  await server.receiverFor('acme')?.ask('deliver_sm', fields);
  expect(heard.flatMap(({ inbound }) => inbound)).toMatchObject([{ body: 'STOP' }]);
  for (const session of server.sessionsOf('acme')) if (session.mode === 'transmitter') session.destroy();
  await until(() => gateway.isReady?.() === false);
  expect(await gateway.submit([text], limits)[0]).toEqual({ kind: 'not_sent' });
});

test('parameters of the carrier’s own go with every part', async () => {
  const { gateway, submitted } = await bound({ extraParameters: '1400=1101234;1401=hex:0a0b' });
  await Promise.all(gateway.submit([{ ...text, body: 'long '.repeat(60) }], limits));
  expect(
    submitted.map(({ tlvs }) => [tlvs.find(0x1400)?.toString(), tlvs.find(0x1401)?.toString('hex')]),
  ).toEqual(Array.from({ length: 2 }, () => ['1101234', '0a0b']));
  expect(() => smpp.open({ host: 'x', port: 1, systemId: 'a', extraParameters: '0424=x' }, password)).toThrow(
    'is no parameter',
  );
});

test('errors that the carrier has for people and numbers are entered in one line', async () => {
  const { server, heard } = await bound({
    optOutErrors: '069, 070',
    invalidNumberErrors: '001',
    landlineErrors: '011',
  });
  for (const err of ['070', '001', '011', '002']) {
    const told = words('1').toString().replace('DELIVRD err:000', `UNDELIV err:${err}`);
    await server.receiverFor('acme')?.ask('deliver_sm', { esmClass: 4, shortMessage: Buffer.from(told) });
  }
  expect(
    heard.flatMap(({ receipts }) => receipts).map((one) => one.isOptOut ?? one.numberFault ?? null),
  ).toEqual([...[true, 'invalid_number', 'landline', null]]);
});

test('why a text did not arrive is told by the table of the carrier, or by the network’s own word', async () => {
  const { server, heard } = await bound({ errorMeanings: 'filtered=69,480; unreachable_phone=1' });
  const tell = (states: string, network?: readonly number[]) =>
    server.receiverFor('acme')?.ask('deliver_sm', {
      ...{ esmClass: 4, shortMessage: Buffer.from(words('1').toString().replace('DELIVRD err:000', states)) },
      ...(network && { tlvs: [tlv('networkErrorCode', Uint8Array.from(network))] }),
    });
  await tell('UNDELIV err:069');
  await tell('UNDELIV err:001', [3, 0, 27]);
  await tell('UNDELIV err:002', [3, 0, 27]);
  await tell('UNDELIV err:002', [8, 0, 27]);
  await tell('REJECTD');
  const receipts = heard.flatMap((one) => one.receipts);
  expect(receipts.map(({ code }) => code)).toEqual([
    'filtered',
    'unreachable_phone',
    'gsm_27',
    '002',
    'rejectd',
  ]);
  expect(receipts[0]?.sentence).toBe('The carrier reports UNDELIV, error 069.');
  expect(receipts.map(({ code }) => classOfCode([smpp], ['smpp'], code ?? ''))).toEqual([
    ...['filtered', 'unreachable_phone', 'unreachable_phone', null, 'refused'],
  ]);
});

describe('a long text', () => {
  /** A carrier that answers when it is told to. */
  async function slow(window: number) {
    const answers: (() => void)[] = [];
    const server = await listen(
      { port: 0 },
      {
        ...{ systemId: 'SMSC1', authenticate: () => status.ok },
        handlers: {
          requests: {
            submit_sm: (_pdu, answer) => answers.push(() => answer(status.ok, { messageId: '1' })),
          },
        },
      },
    );
    ends.push(() => server.close(0));
    const gateway = smpp.open({ host: '127.0.0.1', port: server.port, systemId: 'acme', window }, password);
    ends.push(() => {
      for (const answer of answers.splice(0)) answer();
      return gateway.close();
    });
    await until(() => gateway.isReady?.() === true);
    return { gateway, answers };
  }
  const long = (parts: number) => ({ ...text, body: 'x'.repeat(150 * parts) });

  test('that waits for more room than was ever missing goes as soon as there is enough', async () => {
    const { gateway, answers } = await slow(2);
    const [short] = gateway.submit([text], limits);
    // One place is free, and two are needed.
    const [both] = gateway.submit([long(2)], limits);
    await until(() => answers.length === 1);
    answers.shift()?.();
    expect(await short).toMatchObject({ kind: 'accepted' });
    await until(() => answers.length === 2);
    for (const answer of answers.splice(0)) answer();
    expect(await both).toMatchObject({ kind: 'accepted' });
  });

  test.each([1, 2, 3])('of five parts goes through a window of %i, and others after it', async (window) => {
    const { gateway, answers } = await slow(window);
    const outcomes = gateway.submit([long(5), text, long(2), text], limits);
    let isDone = false;
    const all = Promise.all(outcomes).finally(() => {
      isDone = true;
    });
    await until(() => {
      for (const answer of answers.splice(0)) answer();
      return isDone;
    });
    expect((await all).map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  });
});
