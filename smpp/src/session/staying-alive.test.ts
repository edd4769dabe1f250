import { describe, expect, test } from 'vitest';
import { boundClient } from '../../test/bound-client.ts';
import { settle, until } from '../../test/until.ts';

describe('a silent other side', () => {
  test('is asked after thirty seconds, twice, and then cut off', async () => {
    const { session, peer, clock, events } = await boundClient();
    const outcome = session.ask('submit_sm', {});
    await peer.hear('submit_sm');
    clock.forward(29_999);
    await settle();
    expect(peer.count('enquire_link')).toBe(0);
    clock.forward(1);
    await peer.hear('enquire_link', 0);
    clock.forward(10_000);
    await peer.hear('enquire_link', 1);
    expect(session.state).toBe('bound');
    clock.forward(10_000);
    expect(session.state).toBe('closed');
    expect(await session.closed).toMatchObject({ code: 'session.peer_silent' });
    expect(await outcome).toMatchObject({ kind: 'closed', wasWritten: true });
    expect(events.filter(({ event }) => event === 'enquire_link_missed')).toEqual([
      { event: 'enquire_link_missed', misses: 1 },
      { event: 'enquire_link_missed', misses: 2 },
    ]);
    await until(peer.isClosed);
  });

  test('that answers is left alone until it is silent again', async () => {
    const { session, peer, clock, events } = await boundClient();
    const answers = () =>
      events.filter((one) => one.event === 'pdu' && one.command === 'enquire_link_resp').length;
    clock.forward(10_000);
    for (let round = 0; round < 5; round++) {
      clock.forward(20_000);
      const { sequence } = await peer.hear('enquire_link', round);
      peer.say('enquire_link_resp', sequence);
      await until(() => answers() === round + 1);
      clock.forward(10_000);
    }
    expect([session.state, peer.count('enquire_link')]).toEqual(['bound', 5]);
  });

  test('that answers no enquire_link but delivers is alive', async () => {
    const { session, peer, clock } = await boundClient({
      handlers: { requests: { deliver_sm: (_, answer) => answer() } },
    });
    for (let round = 0; round < 5; round++) {
      clock.forward(30_000);
      await peer.hear('enquire_link', round);
      peer.say('deliver_sm', round + 1);
      await peer.hear('deliver_sm_resp', round);
      clock.forward(10_000);
    }
    expect(session.state).toBe('bound');
  });

  test('that is heard all the time is never asked', async () => {
    const { peer, clock } = await boundClient();
    for (let round = 0; round < 10; round++) {
      clock.forward(20_000);
      peer.say('enquire_link', round + 1);
      await peer.hear('enquire_link_resp', round);
    }
    expect(peer.count('enquire_link')).toBe(0);
  });

  test('is not kept alive by half a PDU', async () => {
    const { session, peer, clock } = await boundClient();
    clock.forward(30_000);
    await peer.hear('enquire_link');
    peer.write(Buffer.from('000000', 'hex'));
    await settle();
    clock.forward(10_000);
    clock.forward(10_000);
    expect(session.state).toBe('closed');
  });

  test('is never asked where that is switched off', async () => {
    const { session, clock } = await boundClient({ enquireLinkMs: Number.POSITIVE_INFINITY });
    clock.forward(3_600_000);
    expect([session.state, clock.waiting]).toEqual(['bound', 0]);
  });
});

test('an enquire_link of the other side is always answered', async () => {
  const { peer } = await boundClient();
  peer.say('enquire_link', 77);
  expect(await peer.hear('enquire_link_resp')).toMatchObject({ sequence: 77, status: 0 });
});

describe('closing', () => {
  test('waits for answers, sends nothing new, unbinds and closes', async () => {
    const { session, peer } = await boundClient();
    const outcome = session.ask('submit_sm', {});
    const { sequence } = await peer.hear('submit_sm');
    const closing = session.close();
    expect(await session.ask('submit_sm', {})).toMatchObject({ kind: 'not_sent', code: 'session.not_bound' });
    expect([session.state, peer.count('unbind')]).toEqual(['closing', 0]);
    peer.say('submit_sm_resp', sequence, { messageId: 'a' });
    const unbind = await peer.hear('unbind');
    expect(await outcome).toMatchObject({ kind: 'answered' });
    peer.say('unbind_resp', unbind.sequence);
    expect(await closing).toMatchObject({ code: 'session.unbound' });
    await until(peer.isClosed);
  });

  test('waits no longer for answers than it is told to', async () => {
    const { session, peer, clock } = await boundClient();
    const outcome = session.ask('submit_sm', {});
    await peer.hear('submit_sm');
    const closing = session.close(2_000);
    clock.forward(2_000);
    const unbind = await peer.hear('unbind');
    peer.say('unbind_resp', unbind.sequence);
    expect(await closing).toMatchObject({ code: 'session.unbound' });
    expect(await outcome).toMatchObject({ kind: 'closed', wasWritten: true });
  });

  test('waits five seconds for the answer to its unbind', async () => {
    const { session, peer, clock } = await boundClient();
    const closing = session.close();
    await peer.hear('unbind');
    clock.forward(4_999);
    expect(session.state).toBe('closing');
    clock.forward(1);
    expect(await closing).toMatchObject({ code: 'session.unbound' });
  });

  test('hands on what the other side asks until the unbind, and waits for our answer to it', async () => {
    const answers: (() => boolean)[] = [];
    const { session, peer } = await boundClient({
      handlers: { requests: { deliver_sm: (_, answer) => answers.push(answer) } },
    });
    const sent = session.ask('submit_sm', {});
    const { sequence } = await peer.hear('submit_sm');
    const closing = session.close();
    peer.say('deliver_sm', 5);
    await until(() => answers.length === 1);
    peer.say('submit_sm_resp', sequence, { messageId: 'a' });
    await sent;
    await settle();
    expect(peer.count('unbind')).toBe(0);
    answers[0]?.();
    await peer.hear('deliver_sm_resp');
    const unbind = await peer.hear('unbind');
    peer.say('deliver_sm', 6);
    expect(await peer.hear('deliver_sm_resp', 1)).toMatchObject({ sequence: 6, status: 0x64 });
    peer.say('unbind_resp', unbind.sequence);
    await closing;
    expect(answers).toHaveLength(1);
  });

  test('twice is closing once', async () => {
    const { session, peer } = await boundClient();
    const both = [session.close(), session.close()];
    const unbind = await peer.hear('unbind');
    peer.say('unbind_resp', unbind.sequence);
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other);
    expect(peer.count('unbind')).toBe(1);
  });
});

describe('an unbind of the other side', () => {
  test('is answered, and the connection closed', async () => {
    const { session, peer } = await boundClient();
    peer.say('unbind', 9);
    expect(await peer.hear('unbind_resp')).toMatchObject({ sequence: 9 });
    expect(await session.closed).toMatchObject({ code: 'session.peer_unbound' });
    await until(peer.isClosed);
  });

  test('leaves answers that are on their way a moment', async () => {
    const { session, peer, clock } = await boundClient();
    const [first, second] = [session.ask('submit_sm', {}), session.ask('submit_sm', {})];
    const { sequence } = await peer.hear('submit_sm', 1);
    peer.say('unbind', 9);
    await peer.hear('unbind_resp');
    expect(await session.ask('submit_sm', {})).toMatchObject({ code: 'session.not_bound' });
    peer.say('submit_sm_resp', sequence - 1, { messageId: 'a' });
    expect(await first).toMatchObject({ kind: 'answered' });
    clock.forward(5_000);
    expect(await second).toMatchObject({
      kind: 'closed',
      wasWritten: true,
      reason: { code: 'session.peer_unbound' },
    });
  });

  test('that crosses ours ends the session in good order', async () => {
    const { session, peer } = await boundClient();
    const closing = session.close();
    peer.say('unbind', 9);
    expect(await closing).toMatchObject({ code: 'session.unbound' });
  });
});
