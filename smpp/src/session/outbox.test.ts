import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { boundClient } from '../../test/bound-client.ts';
import { until } from '../../test/until.ts';
import { createOutbox } from './outbox.ts';
import type { Outcome } from './outcomes.ts';

/** A socket whose writes are done when the test says so. */
function slowSocket() {
  const writes: { bytes: Buffer; done: () => void }[] = [];
  const socket = {
    writable: true,
    hasEnded: false,
    write(bytes: Buffer, done: () => void = () => {}) {
      writes.push({ bytes: Buffer.from(bytes), done });
    },
    destroySoon() {
      socket.hasEnded = true;
    },
  };
  let relieved = 0;
  const outbox = createOutbox(socket as unknown as Socket, {
    areLimitsLenient: false,
    onRelief() {
      relieved += 1;
    },
  });
  return { socket, writes, outbox, relieved: () => relieved };
}

const big = { shortMessage: Buffer.alloc(255) };

describe('an outbox', () => {
  test('writes once a turn, and nothing more until that is done', async () => {
    const { writes, outbox } = slowSocket();
    for (const sequence of [1, 2, 3]) outbox.put('enquire_link', 0, sequence);
    expect([outbox.putOctets, outbox.handedOctets, writes.length]).toEqual([48, 0, 0]);
    await nextTurn();
    expect([outbox.handedOctets, writes[0]?.bytes.length]).toEqual([48, 48]);
    outbox.put('unbind', 0, 4);
    await nextTurn();
    expect([outbox.putOctets, outbox.handedOctets, writes.length]).toEqual([64, 48, 1]);
    writes[0]?.done();
    expect([outbox.handedOctets, writes[1]?.bytes.toString('hex')]).toEqual([
      64,
      '00000010000000060000000000000004',
    ]);
  });

  test('counts octets from the beginning of the session, whatever is used again', async () => {
    const { writes, outbox } = slowSocket();
    for (let round = 1; round <= 5; round++) {
      outbox.put('enquire_link', 0, round);
      await nextTurn();
      writes[round - 1]?.done();
      expect([outbox.putOctets, outbox.handedOctets]).toEqual([16 * round, 16 * round]);
    }
  });

  test('says when so much waits that nothing more should be sent, and when that is over', async () => {
    const { writes, outbox, relieved } = slowSocket();
    outbox.put('enquire_link', 0, 1);
    await nextTurn();
    for (let sequence = 2; !outbox.isClogged; sequence++) outbox.put('submit_sm', 0, sequence, big);
    expect([outbox.isFull, relieved()]).toEqual([false, 0]);
    writes[0]?.done();
    expect([outbox.isClogged, relieved()]).toEqual([false, 1]);
  });

  test('says when nothing more should be read', async () => {
    const { outbox } = slowSocket();
    outbox.put('enquire_link', 0, 1);
    await nextTurn();
    for (let sequence = 2; outbox.putOctets < 4_100_000; sequence++)
      outbox.put('submit_sm', 0, sequence, big);
    expect(outbox.isFull).toBe(false);
    for (let sequence = 2; outbox.putOctets < 4_300_000; sequence++)
      outbox.put('submit_sm', 0, sequence, big);
    expect(outbox.isFull).toBe(true);
  });

  test('at its end gives the socket everything and takes nothing more', async () => {
    const { socket, writes, outbox } = slowSocket();
    outbox.put('enquire_link', 0, 1);
    await nextTurn();
    outbox.put('unbind', 0, 2);
    outbox.end();
    expect([writes.length, socket.hasEnded, outbox.handedOctets]).toEqual([2, true, 32]);
    outbox.put('unbind', 0, 3);
    await nextTurn();
    expect([writes.length, outbox.handedOctets]).toEqual([2, 32]);
  });

  test('keeps what waits to itself once it is dropped, or the socket is gone', async () => {
    const dropped = slowSocket();
    dropped.outbox.put('enquire_link', 0, 1);
    dropped.outbox.drop();
    const gone = slowSocket();
    gone.outbox.put('enquire_link', 0, 1);
    gone.socket.writable = false;
    await nextTurn();
    for (const { writes, outbox } of [dropped, gone])
      expect([writes.length, outbox.handedOctets]).toEqual([0, 0]);
  });
});

describe('a carrier that does not read', () => {
  async function clogged() {
    const outcomes: Outcome[] = [];
    let ready = 0;
    const client = await boundClient({
      ...{ window: 1_000_000, responseTimeoutMs: 3_600_000 },
      log: () => {},
      handlers: { onReady: () => (ready += 1) },
    });
    const { session, peer } = client;
    peer.socket.pause();
    while (session.canSend) {
      for (let count = 0; count < 500 && session.canSend; count++) {
        session.send('submit_sm', big, (outcome) => outcomes.push(outcome));
      }
      await nextTurn();
    }
    return { ...client, outcomes, ready: () => ready };
  }

  test('stops the sending long before the window does, and is told when it reads again', async () => {
    const { session, peer, ready } = await clogged();
    expect(session.outstanding).toBeLessThan(100_000);
    const asked = session.ask('submit_sm', {});
    expect(ready()).toBe(0);
    peer.socket.resume();
    await until(() => ready() > 0);
    expect(session.canSend).toBe(true);
    await until(() => peer.count('submit_sm') === session.outstanding);
    peer.say('submit_sm_resp', peer.heard.at(-1)?.sequence ?? 0, { messageId: 'last' });
    expect(await asked).toMatchObject({ kind: 'answered', pdu: { messageId: 'last' } });
  });

  test('is cut off by the heartbeat, and what never left is known', async () => {
    const { session, clock, outcomes } = await clogged();
    const { outstanding } = session;
    for (const ms of [30_000, 10_000, 10_000]) clock.forward(ms);
    expect(await session.closed).toMatchObject({ code: 'session.peer_silent' });
    expect(outcomes).toHaveLength(outstanding);
    const written = outcomes.filter((outcome) => outcome.kind === 'closed' && outcome.wasWritten).length;
    expect(written).toBeGreaterThan(0);
    // Some 256 kB waited behind a write that was not done: about 850 texts of 300 octets.
    expect(outstanding - written).toBeGreaterThan(500);
  });
});
