import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fakeClock } from '../../test/fake-clock.ts';
import { type RawPeer, rawServer } from '../../test/raw-peer.ts';
import { settle, until } from '../../test/until.ts';
import { backoffMs } from './backoff.ts';
import { type Downtime, type KeepBoundOptions, keepBound } from './keep-bound.ts';
import type { Session } from './session.ts';

/** A carrier whose verdicts on binds are given in advance; without any left it lets everybody in. */
async function start(verdicts: number[] = [], options: Partial<KeepBoundOptions> = {}) {
  const clock = fakeClock();
  const server = await rawServer((peer) => answerBind(peer, verdicts.shift() ?? 0));
  onTestFinished(() => server.close());
  const sessions: Session[] = [];
  const down: Downtime[] = [];
  const givenUp: string[] = [];
  const keeper = keepBound({
    ...{
      host: '127.0.0.1',
      port: server.port,
      systemId: 'acme',
      password: 's3cret',
      clock,
      random: () => 0.5,
    },
    onBound: (session) => sessions.push(session),
    onDown: (downtime) => down.push(downtime),
    onGiveUp: ({ sentence }) => givenUp.push(sentence),
    ...options,
  });
  onTestFinished(() => keeper.stop(0));
  return { keeper, server, clock, sessions, down, givenUp };
}

function answerBind(peer: RawPeer, verdict: number): void {
  peer.always('bind_transceiver', ({ sequence }) =>
    peer.say('bind_transceiver_resp', sequence, verdict === 0 ? { systemId: 'SMSC1' } : undefined, verdict),
  );
  peer.always('unbind', ({ sequence }) => peer.say('unbind_resp', sequence));
}

describe('a bind that is kept', () => {
  test('is made again after a loss, as a new session with nothing of the old one', async () => {
    const { keeper, server, clock, sessions, down } = await start();
    await until(() => sessions.length === 1);
    expect([keeper.state, keeper.session]).toEqual(['bound', sessions[0]]);
    const outcome = sessions[0]?.ask('submit_sm', {});
    const first = await server.peer(0);
    await first.hear('submit_sm');
    // Half a PDU: a parser that was kept would read the next session wrongly.
    first.write(Buffer.from('00000010', 'hex'));
    first.socket.end();
    await until(() => down.length === 1);
    expect(await outcome).toMatchObject({ kind: 'closed', wasWritten: true });
    expect([keeper.state, keeper.session]).toEqual(['waiting', null]);
    expect(down).toMatchObject([
      { cause: { kind: 'closed', reason: { code: 'session.peer_closed' } }, retryInMs: 750 },
    ]);
    clock.forward(750);
    await until(() => sessions.length === 2);
    const second = await server.peer(1);
    expect(await second.hear('bind_transceiver')).toMatchObject({ sequence: 1 });
    expect(sessions[1]?.outstanding).toBe(0);
    expect(second.count('submit_sm')).toBe(0);
  });

  test('is tried again with growing waits while the carrier has trouble', async () => {
    const { clock, sessions, down } = await start([0x08, 0x08, 0x08]);
    for (const [attempt, waitMs] of [750, 1_500, 3_000].entries()) {
      await until(() => down.length === attempt + 1);
      expect(down[attempt]).toMatchObject({
        cause: { kind: 'refused', status: { code: 0x08 } },
        retryInMs: waitMs,
      });
      clock.forward(waitMs);
    }
    await until(() => sessions.length === 1);
  });

  test('begins with the first wait again after a session that lasted', async () => {
    const { server, clock, sessions, down } = await start([0x08, 0x08]);
    for (const waitMs of [750, 1_500]) {
      await until(() => down.at(-1)?.retryInMs === waitMs);
      clock.forward(waitMs);
    }
    await until(() => sessions.length === 1);
    clock.forward(10_000);
    (await server.peer(2)).socket.end();
    await until(() => down.length === 3);
    expect(down[2]).toMatchObject({ cause: { kind: 'closed' }, retryInMs: 750 });
  });

  test('goes on with longer waits after a session that did not', async () => {
    const { server, clock, down, sessions } = await start();
    for (const [attempt, waitMs] of [750, 1_500, 3_000].entries()) {
      await until(() => sessions.length === attempt + 1);
      (await server.peer(attempt)).socket.end();
      await until(() => down.length === attempt + 1);
      expect(down[attempt]?.retryInMs).toBe(waitMs);
      clock.forward(waitMs);
    }
  });

  test('waits half a minute for the carrier to notice that the old session is gone', async () => {
    const { down } = await start([0x05]);
    await until(() => down.length === 1);
    expect(down[0]).toMatchObject({ retryInMs: 30_000 });
  });

  test('is tried again when nobody listens', async () => {
    const { server, sessions, down, clock } = await start();
    await until(() => sessions.length === 1);
    await server.close();
    await until(() => down.length === 1);
    clock.forward(60_000);
    await until(() => down.length === 2);
    expect(down[1]).toMatchObject({ cause: { kind: 'unreachable' }, retryInMs: 1_500 });
  });
});

describe('a bind that is refused', () => {
  test('because of a wrong password is tried again each five minutes, and said', async () => {
    const { keeper, clock, down, sessions } = await start([0x0e, 0x0e]);
    for (const attempt of [0, 1]) {
      await until(() => down.length === attempt + 1);
      expect(down[attempt]).toMatchObject({ sentence: 'The password is wrong.', retryInMs: 300_000 });
      clock.forward(300_000);
    }
    await until(() => sessions.length === 1);
    expect(keeper.state).toBe('bound');
  });

  test('by a carrier that restarts is tried again soon', async () => {
    const { clock, down, sessions } = await start([0x0d]);
    await until(() => down.length === 1);
    expect(down[0]).toMatchObject({ cause: { kind: 'refused', status: { code: 0x0d } }, retryInMs: 750 });
    clock.forward(750);
    await until(() => sessions.length === 1);
  });

  test('because it cannot be written is never tried again', async () => {
    const { keeper, givenUp } = await start([], { password: 'longer-than-8' });
    await until(() => givenUp.length === 1);
    expect([keeper.state, givenUp]).toEqual(['given_up', ['password is longer than 8 characters.']]);
  });

  test('for good is what the settings say it is, and never tried again', async () => {
    const { keeper, server, clock, givenUp, down } = await start([0x0e], {
      givesUpOn: ({ code }) => code === 0x0e,
    });
    await until(() => givenUp.length === 1);
    clock.forward(3_600_000);
    await settle();
    expect([keeper.state, server.peers.length, down]).toEqual(['given_up', 1, []]);
  });
});

describe('stopping', () => {
  test('ends the session in good order and tries no more', async () => {
    const { keeper, server, clock, sessions, down } = await start();
    await until(() => sessions.length === 1);
    await keeper.stop();
    expect(await sessions[0]?.closed).toMatchObject({ code: 'session.unbound' });
    clock.forward(3_600_000);
    await settle();
    expect([keeper.state, server.peers.length, down]).toEqual(['stopped', 1, []]);
  });

  test('while it waits tries no more', async () => {
    const { keeper, server, clock, down } = await start([0x08]);
    await until(() => down.length === 1);
    await keeper.stop();
    clock.forward(3_600_000);
    await settle();
    expect([keeper.state, server.peers.length]).toEqual(['stopped', 1]);
  });

  test('while it binds gives the attempt up', async () => {
    const clock = fakeClock();
    const server = await rawServer();
    onTestFinished(() => server.close());
    const keeper = keepBound({
      host: '127.0.0.1',
      port: server.port,
      systemId: 'acme',
      password: 's3cret',
      clock,
    });
    const peer = await server.peer();
    await peer.hear('bind_transceiver');
    await keeper.stop();
    await until(peer.isClosed);
    expect(keeper.state).toBe('stopped');
  });

  // Between the answer to the bind and the session in our hands lie a few microtasks, and stopping may fall into any of them.
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    '%i microtasks after the bind was answered ends the session',
    async (hops) => {
      let stopped: Promise<void> | undefined;
      const { keeper, server } = await start([], {
        log({ event }) {
          if (event === 'bound') void stopAfter(hops);
        },
      });
      async function stopAfter(left: number): Promise<void> {
        for (let hop = 0; hop < left; hop++) await Promise.resolve();
        stopped = keeper.stop();
      }
      const peer = await server.peer();
      await until(peer.isClosed);
      await stopped;
      expect([keeper.state, keeper.session]).toEqual(['stopped', null]);
    },
  );
});

test('waits double, stay between half and all, and end at the longest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const waitMs = backoffMs(failures, random);
        const whole = Math.min(60_000, 1_000 * 2 ** (failures - 1));
        expect(waitMs).toBeGreaterThanOrEqual(whole / 2);
        expect(waitMs).toBeLessThanOrEqual(whole);
      },
    ),
    { numRuns: 200 },
  );
  expect(
    [1, 2, 3].map((failures) => backoffMs(failures, 0, { firstDelayMs: 100, longestDelayMs: 150 })),
  ).toEqual([50, 75, 75]);
});
