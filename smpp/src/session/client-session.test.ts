import { describe, expect, test } from 'vitest';
import { boundClient } from '../../test/bound-client.ts';
import { settle, until } from '../../test/until.ts';
import { tlv } from '../wire/tlvs.ts';
import type { Outcome } from './outcomes.ts';
import type { Congestion } from './session.ts';

const text = (number: number) => ({
  sourceAddr: '12345',
  destinationAddr: `1555123${String(number).padStart(4, '0')}`,
  shortMessage: Buffer.from('hello'),
});

describe('sending', () => {
  test('tells the answer to each request, in whatever order answers come', async () => {
    const { session, peer } = await boundClient();
    const ids: string[] = [];
    for (const number of [1, 2, 3]) {
      session.send('submit_sm', text(number), (outcome) => {
        if (outcome.kind === 'answered' && outcome.pdu.command === 'submit_sm_resp')
          ids.push(outcome.pdu.messageId);
      });
    }
    const third = await peer.hear('submit_sm', 2);
    const first = await peer.hear('submit_sm', 0);
    peer.say('submit_sm_resp', third.sequence, { messageId: 'c' });
    peer.say('submit_sm_resp', first.sequence, { messageId: 'a' });
    await until(() => ids.length === 2);
    expect(ids).toEqual(['c', 'a']);
    expect([session.outstanding, session.freeSlots]).toEqual([1, 9]);
  });

  test('puts hundreds of requests of one turn into one write', async () => {
    const { session, peer } = await boundClient({ window: 500 });
    const before = peer.chunks;
    for (let number = 0; number < 300; number++) session.send('submit_sm', text(number), () => {});
    await peer.hear('submit_sm', 299);
    // Some 20 kB; loopback may hand one write over in two pieces, but never in 300.
    expect(peer.chunks - before).toBeLessThanOrEqual(3);
    const numbers = peer.heard
      .filter(({ command }) => command === 'submit_sm')
      .map(({ sequence }) => sequence);
    expect(numbers).toEqual(Array.from({ length: 300 }, (_, at) => at + 2));
  });

  test('may use one body again and again, because it is read at once', async () => {
    const { session, peer } = await boundClient();
    const body = text(1);
    session.send('submit_sm', body, () => {});
    body.destinationAddr = '15551230002';
    session.send('submit_sm', body, () => {});
    expect((await peer.hear('submit_sm', 0)).destinationAddr).toBe('15551230001');
    expect((await peer.hear('submit_sm', 1)).destinationAddr).toBe('15551230002');
  });

  test('tells a refusal of the carrier as an answer, with or without a body, and a nack too', async () => {
    const { session, peer } = await boundClient();
    const outcomes: Outcome[] = [];
    for (const number of [1, 2]) session.send('submit_sm', text(number), (outcome) => outcomes.push(outcome));
    const { sequence } = await peer.hear('submit_sm', 1);
    peer.say('submit_sm_resp', sequence - 1, undefined, 0x58);
    peer.say('generic_nack', sequence, undefined, 0x02);
    await until(() => outcomes.length === 2);
    expect(outcomes).toMatchObject([
      { kind: 'answered', pdu: { command: 'submit_sm_resp', status: 0x58 } },
      { kind: 'answered', pdu: { command: 'generic_nack', status: 0x02 } },
    ]);
  });

  test('takes an answer of another kind for no answer', async () => {
    const { session, peer, events } = await boundClient();
    session.send('submit_sm', text(1), () => {});
    const { sequence } = await peer.hear('submit_sm');
    peer.say('query_sm_resp', sequence);
    await until(() => events.some(({ event }) => event === 'unmatched'));
    expect(session.outstanding).toBe(1);
  });
});

describe('a request that is not sent', () => {
  test('beyond the window says so, after the call and not in it', async () => {
    const { session, peer } = await boundClient({ window: 2 });
    const outcomes: Outcome[] = [];
    for (const number of [1, 2, 3])
      session.send('submit_sm', text(number), (outcome) => outcomes.push(outcome));
    expect([session.canSend, outcomes]).toEqual([false, []]);
    await settle();
    expect(outcomes).toMatchObject([{ kind: 'not_sent', code: 'session.window_full' }]);
    expect(peer.count('submit_sm')).toBe(2);
  });

  test('of the wrong kind, or that cannot be written, says so', async () => {
    const { session } = await boundClient();
    expect(await session.ask('deliver_sm', text(1))).toMatchObject({ code: 'session.wrong_mode' });
    expect(await session.ask('submit_sm', { destinationAddr: '1\x002' })).toMatchObject({
      kind: 'not_sent',
      code: 'pdu.field_not_latin1',
    });
    expect(session.outstanding).toBe(0);
  });

  test('on a bind that only receives says so', async () => {
    const { session } = await boundClient({ mode: 'receiver' });
    expect(await session.ask('submit_sm', text(1))).toMatchObject({
      code: 'session.wrong_mode',
      sentence: 'A client sends no submit_sm on a receiver bind.',
    });
  });

  test('after the end says so', async () => {
    const { session } = await boundClient();
    session.destroy();
    expect(await session.ask('submit_sm', text(1))).toMatchObject({
      kind: 'not_sent',
      code: 'session.not_bound',
    });
  });
});

describe('room in the window', () => {
  test('is told once there is some again', async () => {
    const ready: number[] = [];
    const { session, peer } = await boundClient({
      window: 2,
      handlers: { onReady: ({ freeSlots }) => ready.push(freeSlots) },
    });
    for (const number of [1, 2]) session.send('submit_sm', text(number), () => {});
    const { sequence } = await peer.hear('submit_sm', 1);
    peer.say('submit_sm_resp', sequence - 1, { messageId: 'a' });
    await until(() => ready.length > 0);
    peer.say('submit_sm_resp', sequence, { messageId: 'b' });
    await until(() => session.outstanding === 0);
    expect(ready).toEqual([1]);
  });

  test('is given to those who wait, first come, first served', async () => {
    const { session, peer } = await boundClient({ window: 1 });
    const asked = [1, 2, 3].map((number) => session.ask('submit_sm', text(number)));
    for (const nth of [0, 1, 2]) {
      const { sequence, destinationAddr } = await peer.hear('submit_sm', nth);
      expect(peer.count('submit_sm')).toBe(nth + 1);
      peer.say('submit_sm_resp', sequence, { messageId: destinationAddr });
    }
    const ids = (await Promise.all(asked)).map((outcome) => outcome.kind === 'answered' && outcome.pdu);
    expect(ids).toMatchObject([1, 2, 3].map((number) => ({ messageId: `1555123000${number}` })));
  });

  test('grows and shrinks when it is told to', async () => {
    const { session } = await boundClient({ window: 1 });
    session.resize(5);
    expect(session.freeSlots).toBe(5);
    session.send('submit_sm', text(1), () => {});
    session.resize(1);
    expect(session.freeSlots).toBe(0);
  });
});

describe('an answer that does not come', () => {
  test('leaves the request unknown after its time, and is told when it comes late', async () => {
    const late: unknown[] = [];
    const { session, peer, clock } = await boundClient({
      responseTimeoutMs: 60_000,
      enquireLinkMs: Number.POSITIVE_INFINITY,
      handlers: { onUnmatched: (pdu) => late.push(pdu) },
    });
    const outcomes: Outcome[] = [];
    session.send('submit_sm', text(1), (outcome) => outcomes.push(outcome));
    const { sequence } = await peer.hear('submit_sm');
    clock.forward(59_999);
    expect(outcomes).toEqual([]);
    clock.forward(1);
    expect(outcomes).toEqual([{ kind: 'timeout', sequence }]);
    peer.say('submit_sm_resp', sequence, { messageId: 'late' });
    await until(() => late.length === 1);
    expect(late).toMatchObject([{ sequence, messageId: 'late' }]);
    expect(outcomes).toHaveLength(1);
    expect(session.state).toBe('bound');
  });

  test('is waited for as long from each request on, with one timer for all', async () => {
    const { session, clock } = await boundClient({
      enquireLinkMs: Number.POSITIVE_INFINITY,
      responseTimeoutMs: 1_000,
    });
    const outcomes: number[] = [];
    for (const number of [1, 2, 3]) {
      session.send('submit_sm', text(number), () => outcomes.push(number));
      clock.forward(400);
    }
    expect(outcomes).toEqual([1]);
    expect(clock.waiting).toBe(1);
    clock.forward(400);
    expect(outcomes).toEqual([1, 2]);
    clock.forward(400);
    expect(outcomes).toEqual([1, 2, 3]);
  });
});

describe('a session that ends', () => {
  test('tells what was written from what certainly was not', async () => {
    const { session, peer } = await boundClient();
    const outcomes: Outcome[] = [];
    const note = (outcome: Outcome) => outcomes.push(outcome);
    session.send('submit_sm', text(1), note);
    await peer.hear('submit_sm');
    session.send('submit_sm', text(2), note);
    session.destroy();
    expect(outcomes).toMatchObject([
      { kind: 'closed', wasWritten: true, reason: { code: 'session.destroyed' } },
      { kind: 'closed', wasWritten: false },
    ]);
    await until(peer.isClosed);
    expect(peer.count('submit_sm')).toBe(1);
  });

  test('tells those who still wait for room that they were not sent', async () => {
    const { session } = await boundClient({ window: 1 });
    const [first, second] = [session.ask('submit_sm', text(1)), session.ask('submit_sm', text(2))];
    session.destroy();
    expect(await first).toMatchObject({ kind: 'closed', wasWritten: false });
    expect(await second).toMatchObject({ kind: 'not_sent', code: 'session.not_bound' });
  });

  test.each([
    ['when the other side closes', 'session.peer_closed', 'end'],
    ['when the connection breaks', 'session.connection_lost', 'resetAndDestroy'],
  ] as const)('%s says so', async (_, code, how) => {
    const { session, peer } = await boundClient();
    const outcome = session.ask('submit_sm', text(1));
    await peer.hear('submit_sm');
    peer.socket[how]();
    expect(await session.closed).toMatchObject({ code });
    expect(await outcome).toMatchObject({ kind: 'closed', wasWritten: true, reason: { code } });
  });

  test.each([
    ['0', Buffer.alloc(16)],
    ['8', Buffer.from('00000008800000040000000000000002', 'hex')],
    ['0x7fffffff', Buffer.from('7fffffff800000040000000000000002', 'hex')],
  ])('because of a PDU of %s octets says so and reads no further', async (_, bytes) => {
    const { session, peer } = await boundClient();
    const outcome = session.ask('submit_sm', text(1));
    const { sequence } = await peer.hear('submit_sm');
    peer.write(Buffer.concat([bytes, Buffer.from('00000010800000150000000000000009', 'hex')]));
    peer.say('submit_sm_resp', sequence, { messageId: 'never read' });
    expect(await session.closed).toMatchObject({ code: 'session.stream_broken' });
    expect(await outcome).toMatchObject({ kind: 'closed', wasWritten: true });
  });

  test('because the other side lost track of us says so', async () => {
    const { session, peer } = await boundClient();
    peer.say('generic_nack', 0, undefined, 0x02);
    expect(await session.closed).toMatchObject({ code: 'session.peer_lost_track' });
  });

  test('lets go of every timer', async () => {
    const { session, clock } = await boundClient();
    session.send('submit_sm', text(1), () => {});
    session.destroy();
    expect(clock.waiting).toBe(0);
  });
});

describe('signs of congestion', () => {
  test('are told, from the status and from the parameter of 5.0', async () => {
    const signs: Congestion[] = [];
    const { session, peer } = await boundClient({ handlers: { onCongestion: (sign) => signs.push(sign) } });
    for (const number of [1, 2, 3]) session.send('submit_sm', text(number), () => {});
    const { sequence } = await peer.hear('submit_sm', 2);
    peer.say('submit_sm_resp', sequence - 2, undefined, 0x58);
    peer.say('submit_sm_resp', sequence - 1, undefined, 0x14);
    peer.say('submit_sm_resp', sequence, { messageId: 'a', tlvs: [tlv('congestionState', 91)] });
    await until(() => signs.length === 3);
    expect(signs).toEqual([
      { kind: 'throttled', status: 0x58 },
      { kind: 'throttled', status: 0x14 },
      { kind: 'level', level: 91 },
    ]);
  });
});

describe('a callback that throws', () => {
  test('keeps nobody else from an answer of the same chunk', async () => {
    const errors: unknown[] = [];
    const { session, peer } = await boundClient({ handlers: { onError: (error) => errors.push(error) } });
    session.send('submit_sm', text(1), () => {
      throw new Error('mistake');
    });
    const second = session.ask('submit_sm', text(2));
    const { sequence } = await peer.hear('submit_sm', 1);
    for (const number of [sequence - 1, sequence]) peer.say('submit_sm_resp', number, { messageId: 'a' });
    expect(await second).toMatchObject({ kind: 'answered' });
    expect(errors).toMatchObject([{ message: 'mistake' }]);
  });
});

describe('the log', () => {
  test('has what travels, and no text, number or password', async () => {
    const { session, peer, events } = await boundClient();
    session.send('submit_sm', { ...text(1), shortMessage: Buffer.from('secret words') }, () => {});
    const { sequence } = await peer.hear('submit_sm');
    peer.say('submit_sm_resp', sequence, { messageId: 'a' });
    await until(() => session.outstanding === 0);
    const told = JSON.stringify(events);
    expect(told).not.toMatch(/s3cret|secret words|15551230001|12345/);
    expect(events).toMatchObject([
      { event: 'pdu', direction: 'out', command: 'bind_transceiver', sequence: 1, octets: 33 },
      { event: 'pdu', direction: 'in', command: 'bind_transceiver_resp', status: 0, octets: 27 },
      { event: 'bound', command: 'bind_transceiver', systemId: 'acme' },
      { event: 'pdu', direction: 'out', command: 'submit_sm', sequence: 2 },
      { event: 'pdu', direction: 'in', command: 'submit_sm_resp', sequence: 2 },
    ]);
  });
});
