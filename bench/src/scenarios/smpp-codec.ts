import { createRequire } from 'node:module';
import {
  decodePdu,
  decodeText,
  encodePdu,
  encodeText,
  type Pdu,
  PduWriter,
  pduBytes,
  readReceipt,
  receiptFields,
} from '@tidings/smpp';
import { measureRates } from '../measure.ts';
import { defineScenario } from '../scenario.ts';

type TheirPdu = { toBuffer(): Buffer; short_message: { message: string } };
type TheirCodec = {
  PDU: new (commandOrBytes: string | Buffer, fields?: Record<string, unknown>) => TheirPdu;
};
const { PDU: TheirPdu } = createRequire(import.meta.url)('smpp') as TheirCodec;

const words =
  'Corner Bakery: fresh rolls until six today, two for one with this text, come by. Reply STOP to end';
const texts = Array.from({ length: 100 }, (_, at) => `${words} ${String(at).padStart(2, '0')}`);
const numbers = { sourceAddr: '15005550006', destinationAddr: '15551230001' };
const receipt = pduBytes('deliver_sm', 1, {
  ...{ sourceAddr: numbers.destinationAddr, destinationAddr: numbers.sourceAddr },
  ...receiptFields({
    ...{ messageId: '0A1B2C3D', status: 'delivered', text: words },
    ...{ submittedAt: new Date('2026-08-01T09:30:00Z'), doneAt: new Date('2026-08-01T09:31:00Z') },
  }),
});

export const smppCodec = defineScenario({
  name: 'smpp-codec',
  about:
    'Writes and reads the PDUs of SMPP (`encodePdu`, `decodePdu` of `smpp/`), against the library that most of Node uses (smpp 0.5.1).',
  figures: {
    textsPerSecond:
      'submit_sm of some 100 characters in GSM 03.38: from a string to octets and back to a string, in a second',
    textsTheirsPerSecond: 'the same by the other library',
    textsRatio: 'ours by theirs',
    pdusPerSecond: 'submit_sm whose octets are given: written and read, in a second',
    answersPerSecond: 'submit_sm_resp written and read, in a second',
    receiptsPerSecond: 'deliver_sm read and the receipt in it understood, in a second',
  },
  comparisons: [
    {
      what: 'texts written and read a second',
      ours: 'textsPerSecond',
      theirs: 'textsTheirsPerSecond',
      ratio: 'textsRatio',
      against: 'smpp 0.5.1',
    },
  ],
  limits: 'One thread, warm, no socket. The other library reads no receipts.',
  async run({ isQuick, say }) {
    say('writing and reading PDUs');
    const out = new PduWriter();
    const octets = texts.map((text) => encodeText(text, 'gsm7'));
    const rates = await measureRates(
      {
        texts: () => counted((text) => decodeText(travel(out, encodeText(text, 'gsm7')), 'gsm7')),
        theirs: () => counted(throughTheirs),
        pdus: () => octets.reduce((sum, shortMessage) => sum + (travel(out, shortMessage) ? 1 : 0), 0),
        answers: () => texts.reduce((sum) => sum + answer(out), 0),
        receipts: () => texts.reduce((sum) => sum + understand(), 0),
      },
      isQuick,
    );
    return {
      textsPerSecond: rates.texts,
      textsTheirsPerSecond: rates.theirs,
      textsRatio: rates.texts / rates.theirs,
      pdusPerSecond: rates.pdus,
      answersPerSecond: rates.answers,
      receiptsPerSecond: rates.receipts,
    };
  },
});

/** A codec that does not give back what it got is wrong, however fast. */
function counted(through: (text: string) => string): number {
  for (const text of texts) if (through(text) !== text) throw new Error(`"${text}" did not come back.`);
  return texts.length;
}

function travel(out: PduWriter, shortMessage: Buffer): Uint8Array {
  out.clear();
  encodePdu(out, 'submit_sm', 0, 7, { ...numbers, registeredDelivery: 1, shortMessage });
  return (decodePdu(out.bytes, 0, out.length) as Pdu<'submit_sm'>).shortMessage;
}

function throughTheirs(text: string): string {
  const fields = { source_addr: numbers.sourceAddr, destination_addr: numbers.destinationAddr };
  const pdu = new TheirPdu('submit_sm', { ...fields, data_coding: 0, short_message: text });
  return new TheirPdu(pdu.toBuffer()).short_message.message;
}

function answer(out: PduWriter): number {
  out.clear();
  encodePdu(out, 'submit_sm_resp', 0, 7, { messageId: '0A1B2C3D' });
  return (decodePdu(out.bytes, 0, out.length) as Pdu<'submit_sm_resp'>).messageId === '0A1B2C3D' ? 1 : 0;
}

function understand(): number {
  const read = readReceipt(decodePdu(receipt) as Pdu<'deliver_sm'>);
  return read?.status === 'delivered' ? 1 : 0;
}
