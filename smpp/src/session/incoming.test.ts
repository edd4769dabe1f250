import { describe, expect, test } from 'vitest';
import { boundClient } from '../../test/bound-client.ts';
import { goldenBytes } from '../../test/golden.ts';
import { until } from '../../test/until.ts';
import type { Pdu } from '../wire/pdu.ts';
import type { Answer, RequestHandlers } from './session.ts';

/** A client whose texts come in one by one, to be answered by the test. */
async function receiving(options: { mostUnanswered?: number; requests?: RequestHandlers } = {}) {
  const taken: { pdu: Pdu<'deliver_sm'>; answer: Answer<'deliver_sm'> }[] = [];
  const requests = options.requests ?? {
    deliver_sm: (pdu: Pdu<'deliver_sm'>, answer: Answer<'deliver_sm'>) => {
      taken.push({ pdu, answer });
    },
  };
  const errors: unknown[] = [];
  const client = await boundClient({
    ...(options.mostUnanswered === undefined ? {} : { mostUnanswered: options.mostUnanswered }),
    handlers: { requests, onError: (error) => errors.push(error) },
  });
  return { ...client, taken, errors };
}

describe('a text that comes in', () => {
  test('is answered later, in any order, each once', async () => {
    const { peer, taken } = await receiving();
    for (const sequence of [1, 2, 3])
      peer.say('deliver_sm', sequence, { sourceAddr: `1555123000${sequence}` });
    await until(() => taken.length === 3);
    expect(taken[1]?.pdu.sourceAddr).toBe('15551230002');
    expect(taken[2]?.answer()).toBe(true);
    expect(taken[0]?.answer(0x64)).toBe(true);
    expect(taken[0]?.answer()).toBe(false);
    expect(await peer.hear('deliver_sm_resp', 0)).toMatchObject({ sequence: 3, status: 0, messageId: '' });
    expect(await peer.hear('deliver_sm_resp', 1)).toMatchObject({ sequence: 1, status: 0x64 });
    expect(peer.count('deliver_sm_resp')).toBe(2);
  });

  test('cannot be answered after the end', async () => {
    const { session, peer, taken } = await receiving();
    peer.say('deliver_sm', 1);
    await until(() => taken.length === 1);
    session.destroy();
    expect(taken[0]?.answer()).toBe(false);
  });

  test('comes in octet by octet, and two in one chunk', async () => {
    const { peer, taken } = await receiving();
    const receipt = goldenBytes('a receipt with a decimal id in the text and a hexadecimal one beside it');
    for (const octet of receipt) peer.write(Buffer.from([octet]));
    peer.write(Buffer.concat([receipt, receipt]));
    await until(() => taken.length === 3);
    expect(taken.map(({ pdu }) => pdu.tlvs.get('receiptedMessageId'))).toEqual(Array(3).fill('0A1B2C3D'));
  });

  test('is turned away for later when too many wait for our answer', async () => {
    const { peer, taken, events } = await receiving({ mostUnanswered: 2 });
    for (const sequence of [1, 2, 3]) peer.say('deliver_sm', sequence);
    expect(await peer.hear('deliver_sm_resp')).toMatchObject({ sequence: 3, status: 0x64 });
    expect(events).toContainEqual({ event: 'overloaded', unanswered: 2 });
    taken[0]?.answer();
    await peer.hear('deliver_sm_resp', 1);
    peer.say('deliver_sm', 4);
    await until(() => taken.length === 3);
    expect(taken[2]?.pdu.sequence).toBe(4);
  });

  test('comes again when its handler throws', async () => {
    const { peer, errors } = await receiving({
      requests: {
        deliver_sm() {
          throw new Error('no room');
        },
      },
    });
    peer.say('deliver_sm', 1);
    expect(await peer.hear('deliver_sm_resp')).toMatchObject({ sequence: 1, status: 0x08 });
    expect(errors).toMatchObject([{ message: 'no room' }]);
  });
});

describe('a request that is refused', () => {
  test.each([
    ['data_sm', 'data_sm_resp', 0x03, 'because nobody handles it'],
    ['submit_sm', 'submit_sm_resp', 0x04, 'because it goes the wrong way'],
    ['bind_transceiver', 'bind_transceiver_resp', 0x03, 'because nobody binds to a client'],
  ] as const)('%s is answered with %s of status %i, %s', async (command, response, status, _) => {
    const { peer } = await receiving();
    peer.say(command, 4);
    expect(await peer.hear(response)).toMatchObject({ sequence: 4, status });
  });

  test('because nobody knows it is answered with a generic_nack', async () => {
    const { peer, session } = await receiving();
    peer.write(Buffer.from('00000010000001110000000000000063', 'hex'));
    expect(await peer.hear('generic_nack')).toMatchObject({ sequence: 0x63, status: 0x03 });
    expect(session.state).toBe('bound');
  });

  test('because it ends too early is answered so', async () => {
    const { peer, taken, events } = await receiving();
    peer.write(Buffer.from('00000014000000050000000000000007 00010100'.replace(' ', ''), 'hex'));
    expect(await peer.hear('deliver_sm_resp')).toMatchObject({ sequence: 7, status: 0x02 });
    expect(events).toContainEqual({
      event: 'malformed',
      command: 'deliver_sm',
      defect: 'pdu.truncated',
      sequence: 7,
    });
    expect(taken).toEqual([]);
  });
});

test('a text whose last parameter is cut off still comes in: it may say STOP', async () => {
  const { peer, taken } = await receiving();
  const receipt = Buffer.from(
    goldenBytes('a receipt with a decimal id in the text and a hexadecimal one beside it'),
  );
  const cut = receipt.subarray(0, receipt.length - 1);
  cut.writeUInt32BE(cut.length);
  peer.write(cut);
  await until(() => taken.length === 1);
  expect(taken[0]?.pdu.defect).toBe('pdu.tlv_past_end');
});

test('an alert is told and not answered', async () => {
  const notices: unknown[] = [];
  const { peer } = await boundClient({ handlers: { onNotice: (pdu) => notices.push(pdu) } });
  peer.say('alert_notification', 3, { sourceAddr: '15551230001' });
  await until(() => notices.length === 1);
  expect(notices).toMatchObject([{ command: 'alert_notification', sourceAddr: '15551230001' }]);
  expect(peer.heard).toHaveLength(1);
});

test('a session that is destroyed by a handler hears nothing more of the same chunk', async () => {
  const taken: number[] = [];
  const { peer, session } = await receiving({
    requests: {
      deliver_sm(pdu, _, own) {
        taken.push(pdu.sequence);
        own.destroy();
      },
    },
  });
  const one = Buffer.from(
    goldenBytes('a receipt with a decimal id in the text and a hexadecimal one beside it'),
  );
  peer.write(Buffer.concat([one, one]));
  await session.closed;
  expect(taken).toEqual([100]);
});
