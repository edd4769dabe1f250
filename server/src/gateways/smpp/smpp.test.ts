import {
  formatReceipt,
  listen,
  type RequestHandlers,
  receiptFields,
  type Session,
  type SmppServer,
  splitText,
  status,
} from '@tidings/smpp';
import { afterEach, describe, expect, test } from 'vitest';
import { type Callback, readInboundParts } from '../callback.ts';
import type { Gateway, Submission, SubmitOutcome } from '../gateway.ts';
import cases from './cases/submit.json' with { type: 'json' };
import { rehearsalSmpp, smpp } from './smpp.ts';

const text: Submission = {
  reference: 'x.1',
  tag: 'cmp_1',
  from: '+15005550006',
  to: '+15551230001',
  body: 'Hello',
  validForMs: null,
};
const limits = { mayStillLeave: () => true, answerWithinMs: 1_000 };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A carrier on this machine, and the gateway bound to it. */
async function bound(requests: RequestHandlers, settings: object = {}, password = 's3cret') {
  const server = await listen(
    { port: 0, host: '127.0.0.1' },
    {
      systemId: 'SMSC1',
      authenticate: ({ password: given }) => (given === 's3cret' ? status.ok : status.wrongPassword),
      handlers: { requests },
    },
  );
  ends.push(() => server.close());
  const gateway = rehearsalSmpp.open(
    { host: '127.0.0.1', port: server.port, systemId: 'acme', ...settings },
    password,
  );
  ends.push(() => gateway.close());
  return { server, gateway };
}

async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error('What the test waits for did not come.');
    await new Promise((next) => setImmediate(next));
  }
}

const ready = (gateway: Gateway) => until(() => gateway.isReady?.() === true);
const submitOne = async (gateway: Gateway, one: Submission = text): Promise<SubmitOutcome | undefined> =>
  gateway.submit([one], limits)[0];

describe('handing a text over', () => {
  test.each(cases)('when $when', async ({ settings, status: code, messageId, outcome }) => {
    const { gateway } = await bound(
      { submit_sm: (_pdu, answer) => answer(code, code === 0 ? { messageId: messageId ?? '' } : undefined) },
      settings,
    );
    await ready(gateway);
    expect(await submitOne(gateway)).toMatchObject(outcome);
  });

  test('the carrier hears numbers, words, the wish for a receipt, and our reference where it has a place for it', async () => {
    const heard: unknown[] = [];
    const { gateway } = await bound({
      submit_sm(pdu, answer) {
        const { sourceAddr, destinationAddr, destAddrTon, registeredDelivery, validityPeriod, shortMessage } =
          pdu;
        heard.push({
          sourceAddr,
          destinationAddr,
          destAddrTon,
          registeredDelivery,
          validityPeriod,
          body: Buffer.from(shortMessage).toString(),
          reference: pdu.tlvs.find(0x1400)?.toString(),
          tag: pdu.tlvs.find(0x1401)?.toString(),
        });
        answer(status.ok, { messageId: '1' });
      },
    });
    await ready(gateway);
    await submitOne(gateway, { ...text, validForMs: 3_600_000 });
    expect(heard).toEqual([
      {
        sourceAddr: '15005550006',
        destinationAddr: '15551230001',
        destAddrTon: 1,
        registeredDelivery: 1,
        validityPeriod: '000000010000000R',
        body: 'Hello',
        reference: 'x.1',
        tag: 'cmp_1',
      },
    ]);
  });

  test('a long text goes in parts, is accepted under the id of the last, and asks one receipt', async () => {
    const wishes: number[] = [];
    const { gateway } = await bound({
      submit_sm(pdu, answer) {
        wishes.push(pdu.registeredDelivery);
        answer(status.ok, { messageId: `id${wishes.length}` });
      },
    });
    await ready(gateway);
    expect(await submitOne(gateway, { ...text, body: 'long '.repeat(70) })).toEqual({
      kind: 'accepted',
      providerId: 'id3',
    });
    expect(wishes).toEqual([0, 0, 1]);
  });

  test('of which the carrier takes one part and not the next is unknown: it must not go twice', async () => {
    let parts = 0;
    const { gateway } = await bound({
      submit_sm(_pdu, answer) {
        parts += 1;
        answer(parts === 1 ? status.ok : status.throttled, parts === 1 ? { messageId: '1' } : undefined);
      },
    });
    await ready(gateway);
    expect(await submitOne(gateway, { ...text, body: 'long '.repeat(40) })).toMatchObject({
      kind: 'unknown',
    });
  });

  test('more texts than the window allows wait, and none is lost', async () => {
    let open = 0;
    let most = 0;
    const { gateway } = await bound(
      {
        submit_sm(pdu, answer) {
          open += 1;
          most = Math.max(most, open);
          setImmediate(() => {
            open -= 1;
            answer(status.ok, { messageId: `id${pdu.sequence}` });
          });
        },
      },
      { window: 3 },
    );
    await ready(gateway);
    const outcomes = await Promise.all(
      gateway.submit(
        Array.from({ length: 50 }, () => text),
        limits,
      ),
    );
    expect(outcomes.every((one) => one.kind === 'accepted')).toBe(true);
    expect(most).toBeLessThanOrEqual(3);
  });

  test('a text whose time has passed while it waited for room never leaves', async () => {
    let answerFirst = () => {};
    let heard = 0;
    const { gateway } = await bound(
      {
        submit_sm(_pdu, answer) {
          heard += 1;
          answerFirst = () => void answer(status.ok, { messageId: '1' });
        },
      },
      { window: 1 },
    );
    await ready(gateway);
    let isTimely = true;
    const first = gateway.submit([text], limits)[0];
    const second = gateway.submit([text], { ...limits, mayStillLeave: () => isTimely })[0];
    await until(() => heard === 1);
    isTimely = false;
    answerFirst();
    expect(await first).toMatchObject({ kind: 'accepted' });
    expect(await second).toEqual({ kind: 'not_sent' });
    expect(heard).toBe(1);
  });

  test('a session that breaks after the text was written leaves it unknown', async () => {
    const { gateway } = await bound({ submit_sm: (_pdu, _answer, session) => session.destroy() });
    await ready(gateway);
    expect(await submitOne(gateway)).toMatchObject({ kind: 'unknown' });
  });

  test('without a session nothing is sent, and the worker is told that it has no line', async () => {
    const gateway = rehearsalSmpp.open({ host: '127.0.0.1', port: 1, systemId: 'acme' }, 's3cret');
    ends.push(() => gateway.close());
    expect(gateway.isReady?.()).toBe(false);
    expect(await submitOne(gateway)).toEqual({ kind: 'not_sent' });
    expect(gateway.trouble?.()).toBeNull();
  });
});

describe('what the carrier delivers', () => {
  async function delivering(settings: object = {}) {
    const { server, gateway } = await bound({}, settings);
    const heard: Callback[] = [];
    let fails = false;
    gateway.listen?.(async (callback) => {
      if (fails) throw new Error('The database is away.');
      heard.push(callback);
    });
    await ready(gateway);
    const carrier = sessionOf(server);
    const fail = (should: boolean) => {
      fails = should;
    };
    return { heard, carrier, fail };
  }

  function sessionOf(server: SmppServer): Session {
    const session = server.receiverFor('acme');
    if (!session) throw new Error('Nobody is bound.');
    return session;
  }

  const receipt = (messageId: string, state: 'sent' | 'delivered' | 'undelivered' = 'delivered') => ({
    sourceAddr: '15551230001',
    destinationAddr: '15005550006',
    ...receiptFields({
      messageId,
      status: state,
      submittedAt: new Date('2026-08-01T09:30:00Z'),
      doneAt: new Date('2026-08-01T09:31:00Z'),
    }),
  });

  test('a receipt is answered once it is kept', async () => {
    const { heard, carrier } = await delivering();
    const outcome = await carrier.ask('deliver_sm', receipt('0A1B'));
    expect(outcome).toMatchObject({ kind: 'answered', pdu: { status: status.ok } });
    expect(heard.flatMap((one) => one.receipts)).toMatchObject([
      { providerId: '0A1B', status: 'delivered', code: null },
    ]);
  });

  /** A line over which a text has left that the carrier calls 0A1B. */
  async function hearingOfOne(hear: (callback: Callback) => void = () => {}) {
    const { server, gateway } = await bound({
      submit_sm: (_pdu, answer) => answer(status.ok, { messageId: '0A1B' }),
    });
    const references: (string | null)[] = [];
    gateway.listen?.(async (callback) => {
      references.push(...callback.receipts.map((one) => one.reference));
      hear(callback);
    });
    await ready(gateway);
    await submitOne(gateway);
    return { references, carrier: sessionOf(server) };
  }

  test('a receipt for a text that this line has sent names it by our reference', async () => {
    const { references, carrier } = await hearingOfOne();
    await carrier.ask('deliver_sm', receipt('0A1B'));
    await carrier.ask('deliver_sm', receipt('FFFF'));
    expect(references).toEqual(['x.1', null]);
  });

  test('our reference is known until the last receipt of a text, whatever comes on its way', async () => {
    const { references, carrier } = await hearingOfOne();
    for (const state of ['sent', 'sent', 'delivered', 'delivered'] as const)
      await carrier.ask('deliver_sm', receipt('0A1B', state));
    expect(references).toEqual(['x.1', 'x.1', 'x.1', null]);
  });

  test('a receipt that could not be kept names our reference when the carrier brings it again', async () => {
    let isDown = true;
    const { references, carrier } = await hearingOfOne(() => {
      if (isDown) throw new Error('The database is away.');
    });
    await carrier.ask('deliver_sm', receipt('0A1B'));
    isDown = false;
    await carrier.ask('deliver_sm', receipt('0A1B'));
    expect(references).toEqual(['x.1', 'x.1']);
  });

  test('a receipt for a text that did not arrive says why', async () => {
    const { heard, carrier } = await delivering();
    await carrier.ask('deliver_sm', receipt('0A1B', 'undelivered'));
    expect(heard[0]?.receipts).toMatchObject([{ status: 'undelivered', code: expect.any(String) }]);
  });

  test('a receipt with an error that the carrier gives to those who have opted out says so', async () => {
    const [plain, told] = [await delivering(), await delivering({ optOutErrors: ['000', '001', '069'] })];
    const words =
      'id:0A1B sub:001 dlvrd:000 submit date:2608010930 done date:2608010931 stat:UNDELIV err:069 text:';
    for (const { carrier } of [plain, told])
      await carrier.ask('deliver_sm', { esmClass: 4, shortMessage: Buffer.from(words) });
    expect(plain.heard[0]?.receipts[0]?.isOptOut).toBeUndefined();
    expect(told.heard[0]?.receipts).toMatchObject([{ status: 'undelivered', code: '069', isOptOut: true }]);
  });

  test('ids that the carrier writes in two ways meet', async () => {
    const { heard, carrier } = await delivering({ ids: { response: 'hex', receipt: 'decimal' } });
    const words = formatReceipt({
      messageId: '0169552957',
      status: 'delivered',
      submittedAt: new Date(0),
      doneAt: new Date(0),
    });
    await carrier.ask('deliver_sm', { esmClass: 4, shortMessage: Buffer.from(words) });
    expect(heard[0]?.receipts[0]?.providerId).toBe('169552957');
  });

  test('what cannot be kept is to come again', async () => {
    const { heard, carrier, fail } = await delivering();
    fail(true);
    expect(await carrier.ask('deliver_sm', receipt('1'))).toMatchObject({
      pdu: { status: status.tryAgainLater },
    });
    fail(false);
    expect(await carrier.ask('deliver_sm', receipt('1'))).toMatchObject({ pdu: { status: status.ok } });
    expect(heard).toHaveLength(1);
  });

  test('hundreds at once are kept together', async () => {
    const { heard, carrier } = await delivering();
    carrier.resize(500);
    await Promise.all(Array.from({ length: 300 }, (_, at) => carrier.ask('deliver_sm', receipt(`id${at}`))));
    expect(heard.flatMap((one) => one.receipts)).toHaveLength(300);
    expect(heard.length).toBeLessThan(30);
  });

  const between = {
    sourceAddrTon: 1,
    sourceAddr: '15551230001',
    destAddrTon: 1,
    destinationAddr: '15005550006',
  };

  test.each([0, 1])('what people write comes with both numbers, of the type %i', async (type) => {
    const { heard, carrier } = await delivering();
    const typed = { ...between, sourceAddrTon: type, destAddrTon: type };
    await carrier.ask('deliver_sm', { ...typed, shortMessage: Buffer.from('STOP') });
    expect(heard.flatMap((one) => one.inbound)).toMatchObject([
      { from: '+15551230001', to: '+15005550006', body: 'STOP' },
    ]);
  });

  test.each(['udh8', 'udh16', 'sar'] as const)(
    'parts by %s are told as they come, each answered once it is kept',
    async (way) => {
      const { heard, carrier, fail } = await delivering();
      const words = `pls no more of these ${'€ and 𝒳 '.repeat(30)}`;
      const split = splitText(words, { way, reference: 700, alphabet: 'ucs2' });
      const parts = split.ok ? split.parts : [];
      expect(parts.length).toBeGreaterThan(2);
      fail(true);
      const first = await carrier.ask('deliver_sm', { ...between, ...parts[0] });
      expect(first).toMatchObject({ pdu: { status: status.tryAgainLater } });
      fail(false);
      for (const part of parts.toReversed()) {
        const outcome = await carrier.ask('deliver_sm', { ...between, ...part });
        expect(outcome).toMatchObject({ pdu: { status: status.ok } });
      }
      const told = heard.flatMap((one) => one.parts ?? []);
      expect(told.map(({ number }) => number)).toEqual(parts.map((_, at) => parts.length - at));
      expect(new Set(told.map(({ reference, total }) => `${reference} of ${total}`)).size).toBe(1);
      expect(readInboundParts(told.toReversed())).toBe(words);
    },
  );

  test('a long text in one piece (message_payload) is whole', async () => {
    const { heard, carrier } = await delivering();
    const words = 'I would like to know more about the rye. '.repeat(40);
    const split = splitText(words, { way: 'payload', reference: 1 });
    for (const part of split.ok ? split.parts : []) await carrier.ask('deliver_sm', { ...between, ...part });
    expect(heard.flatMap((one) => one.inbound.map(({ body }) => body))).toEqual([words]);
  });
});

test.each([
  ['the host', { host: '' }],
  ['the port', { port: 0 }],
  ['the system id', { systemId: 'longer than fifteen' }],
  ['the sessions', { binds: 0 }],
  ['the window', { window: 0 }],
])('a gateway is refused by name of what is wrong with %s', (_what, wrong) => {
  const open = () =>
    smpp.open({ host: 'smpp.carrier.example', port: 2775, systemId: 'acme', ...wrong }, 's3cret');
  expect(open).toThrow(/The setting .* must be/);
});

test('the rehearsal speaks to this machine only', () => {
  expect(() => rehearsalSmpp.open({ host: 'smpp.carrier.example', port: 2775, systemId: 'a' }, '')).toThrow(
    'must run on this machine',
  );
});
