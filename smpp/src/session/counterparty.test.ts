import { type EventEmitter, once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { until } from '../../test/until.ts';
import { receiptFields } from '../receipts/format-receipt.ts';
import { readReceipt } from '../receipts/read-receipt.ts';
import { readMessage } from '../text/read-message.ts';
import { splitText } from '../text/split-text.ts';
import { tlv } from '../wire/tlvs.ts';
import { connect } from './connect.ts';
import { listen } from './listen.ts';

// The other side of these tests is the library that most of Node speaks SMPP with (smpp 0.5.1, by other hands), so that a
// mistake which our writing and our reading share would show.
interface TheirPdu {
  command: string;
  command_status: number;
  short_message?: { message?: string | Buffer; udh?: Buffer[] };
  response(fields?: Record<string, unknown>): TheirPdu;
  [field: string]: unknown;
}
interface TheirSession extends EventEmitter {
  send(pdu: TheirPdu): boolean;
  close(): void;
  bind_transceiver(fields: Record<string, unknown>, onAnswer: (pdu: TheirPdu) => void): void;
  submit_sm(fields: Record<string, unknown>, onAnswer: (pdu: TheirPdu) => void): void;
  deliver_sm(fields: Record<string, unknown>, onAnswer: (pdu: TheirPdu) => void): void;
  enquire_link(onAnswer: (pdu: TheirPdu) => void): void;
  unbind(onAnswer: (pdu: TheirPdu) => void): void;
}
const theirs = createRequire(import.meta.url)('smpp') as {
  createServer(onSession: (session: TheirSession) => void): Server;
  connect(options: { host: string; port: number }, onConnect: () => void): TheirSession;
};

const addresses = {
  sourceAddrTon: 1,
  sourceAddrNpi: 1,
  sourceAddr: '15005550006',
  destAddrTon: 1,
  destAddrNpi: 1,
};

/** Their server as the carrier and our client bound to it. */
async function ourClient() {
  const submitted: TheirPdu[] = [];
  let theirSession: TheirSession | undefined;
  const server = theirs.createServer((session) => {
    theirSession = session;
    session.on('bind_transceiver', (pdu: TheirPdu) =>
      session.send(
        pdu.response(pdu.password === 's3cret' ? { system_id: 'SMSC1' } : { command_status: 0x0e }),
      ),
    );
    session.on('submit_sm', (pdu: TheirPdu) => {
      submitted.push(pdu);
      session.send(pdu.response({ message_id: `id-${submitted.length}` }));
    });
    session.on('enquire_link', (pdu: TheirPdu) => session.send(pdu.response()));
    session.on('unbind', (pdu: TheirPdu) => {
      session.send(pdu.response());
      session.close();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const delivered: string[] = [];
  const outcome = await connect({
    ...{
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      systemId: 'acme',
      password: 's3cret',
    },
    handlers: {
      requests: {
        deliver_sm(pdu, answer) {
          const receipt = readReceipt(pdu);
          delivered.push(receipt ? `${receipt.messageId} ${receipt.status}` : String(readMessage(pdu).text));
          answer();
        },
      },
    },
  });
  if (outcome.kind !== 'bound' || !theirSession) throw new Error(outcome.kind);
  onTestFinished(() => outcome.session.destroy());
  return { session: outcome.session, theirSession, submitted, delivered };
}

describe('our client and their server', () => {
  test('bind, submit, and understand each other’s texts', async () => {
    const { session, submitted } = await ourClient();
    const texts = ['Hello @ $ €', 'Привет 😀'];
    for (const text of texts) {
      const split = splitText(text, { reference: 1 });
      if (!split.ok) throw new Error(split.sentence);
      const body = { ...addresses, destinationAddr: '15551230001', registeredDelivery: 1, ...split.parts[0] };
      expect(await session.ask('submit_sm', body)).toMatchObject({
        kind: 'answered',
        pdu: { status: 0, messageId: `id-${texts.indexOf(text) + 1}` },
      });
    }
    expect(submitted.map((pdu) => pdu.short_message?.message)).toEqual(texts);
    expect(submitted[0]).toMatchObject({
      source_addr: '15005550006',
      destination_addr: '15551230001',
      dest_addr_ton: 1,
    });
  });

  test('agree on the parts of a long text', async () => {
    const { session, submitted } = await ourClient();
    const text = 'The harbour store opens again on Saturday at nine. '.repeat(5);
    const split = splitText(text, { reference: 0x2a });
    if (!split.ok) throw new Error(split.sentence);
    await Promise.all(split.parts.map((part) => session.ask('submit_sm', { ...addresses, ...part })));
    expect(submitted.map((pdu) => pdu.short_message?.message).join('')).toBe(text);
    expect(submitted.map((pdu) => pdu.short_message?.udh?.[0]?.toString('hex'))).toEqual([
      '00032a0201',
      '00032a0202',
    ]);
  });

  test('agree on receipts and on texts that come in', async () => {
    const { theirSession, delivered } = await ourClient();
    const receipt = {
      esm_class: 4,
      short_message:
        'id:77 sub:001 dlvrd:001 submit date:2608010930 done date:2608010931 stat:DELIVRD err:000 text:x',
      receipted_message_id: '77',
      message_state: 2,
    };
    const statuses: number[] = [];
    theirSession.deliver_sm(receipt, (pdu) => statuses.push(pdu.command_status));
    theirSession.deliver_sm({ short_message: 'Да, спасибо', data_coding: 8 }, (pdu) =>
      statuses.push(pdu.command_status),
    );
    await until(() => statuses.length === 2);
    expect([delivered, statuses]).toEqual([
      ['77 delivered', 'Да, спасибо'],
      [0, 0],
    ]);
  });

  test('part in good order', async () => {
    const { session } = await ourClient();
    expect(await session.close()).toMatchObject({ code: 'session.unbound' });
  });
});

/** Our server as the carrier and their client bound to it. */
async function ourServer() {
  const texts: (string | null)[] = [];
  const server = await listen(
    { port: 0 },
    {
      systemId: 'SMSC1',
      authenticate: ({ password }) => (password === 's3cret' ? 0 : 0x0e),
      handlers: {
        requests: {
          submit_sm(pdu, answer) {
            texts.push(readMessage(pdu).text);
            answer(0, { messageId: `id-${texts.length}` });
          },
        },
      },
    },
  );
  onTestFinished(() => server.close(0));
  const client = theirs.connect({ host: '127.0.0.1', port: server.port }, () => {});
  client.on('error', () => {});
  onTestFinished(() => client.close());
  await once(client, 'connect');
  const bind = (password: string) =>
    new Promise<TheirPdu>((resolve) =>
      client.bind_transceiver({ system_id: 'acme', password, interface_version: 0x34 }, resolve),
    );
  return { server, client, bind, texts };
}

describe('our server and their client', () => {
  test('bind, submit, and understand each other’s texts', async () => {
    const { client, bind, texts } = await ourServer();
    expect(await bind('s3cret')).toMatchObject({
      command_status: 0,
      system_id: 'SMSC1',
      sc_interface_version: 0x34,
    });
    const submit = (fields: Record<string, unknown>) =>
      new Promise<TheirPdu>((resolve) => client.submit_sm(fields, resolve));
    expect(await submit({ short_message: 'Hello @ $ €', data_coding: 0 })).toMatchObject({
      message_id: 'id-1',
    });
    expect(await submit({ short_message: 'Привет 😀', data_coding: 8 })).toMatchObject({
      message_id: 'id-2',
    });
    expect(await submit({ message_payload: 'long '.repeat(100), data_coding: 0 })).toMatchObject({
      message_id: 'id-3',
    });
    expect(texts).toEqual(['Hello @ $ €', 'Привет 😀', 'long '.repeat(100)]);
  });

  test('agree on a wrong password', async () => {
    const { client, bind } = await ourServer();
    const closed = once(client, 'close');
    expect(await bind('guess')).toMatchObject({ command_status: 0x0e });
    await closed;
  });

  test('agree on a receipt and its parameters', async () => {
    const { server, client, bind } = await ourServer();
    await bind('s3cret');
    const delivered: TheirPdu[] = [];
    client.on('deliver_sm', (pdu: TheirPdu) => {
      delivered.push(pdu);
      client.send(pdu.response());
    });
    const at = new Date('2026-08-01T09:30:00Z');
    const receipt = receiptFields({
      messageId: 'id-1',
      status: 'delivered',
      submittedAt: at,
      doneAt: at,
      text: 'Hi',
    });
    const body = {
      ...addresses,
      ...receipt,
      tlvs: [...(receipt.tlvs ?? []), tlv('userMessageReference', 7)],
    };
    const outcome = await server.receiverFor('acme')?.ask('deliver_sm', body);
    expect(outcome).toMatchObject({ kind: 'answered', pdu: { status: 0, messageId: '' } });
    expect(delivered).toMatchObject([
      { esm_class: 4, receipted_message_id: 'id-1', message_state: 2, user_message_reference: 7 },
    ]);
    expect(delivered[0]?.short_message?.message).toMatch(/^id:id-1 sub:001 .* stat:DELIVRD err:000 text:Hi$/);
  });

  test('answer each other’s enquire_link and unbind', async () => {
    const { client, bind } = await ourServer();
    await bind('s3cret');
    const asked = await new Promise<TheirPdu>((resolve) => client.enquire_link(resolve));
    const left = await new Promise<TheirPdu>((resolve) => client.unbind(resolve));
    expect([asked.command, left.command]).toEqual(['enquire_link_resp', 'unbind_resp']);
  });
});
