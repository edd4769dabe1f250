import fc from 'fast-check';
import { readReceipt } from '../src/receipts/read-receipt.ts';
import { createJoiner } from '../src/text/join-parts.ts';
import { type MessageFields, readMessage } from '../src/text/read-message.ts';
import { commandIds } from '../src/wire/commands.ts';
import { decodePdu } from '../src/wire/decode-pdu.ts';
import { encodePdu } from '../src/wire/encode-pdu.ts';
import type { Pdu } from '../src/wire/pdu.ts';
import { PduWriter } from '../src/wire/pdu-writer.ts';
import { createSplitter, longestPduOctets } from '../src/wire/splitter.ts';
import { type TlvName, tlvTable } from '../src/wire/tlv-table.ts';
import { goldenPdus } from './golden.ts';

/** Octets that somebody who means us no good could send, and the lengths of the chunks in which they come. */
export interface HostileStream {
  bytes: Buffer;
  chunks: number[];
}

const golden = fc
  .tuple(
    fc.constantFrom(...goldenPdus.map(({ bytes }) => bytes)),
    fc.array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 255 })), { maxLength: 6 }),
    fc.boolean(),
  )
  .map(([bytes, edits, keepsLength]) => {
    const edited = Buffer.from(bytes);
    for (const [at, octet] of edits) edited[at % edited.length] = octet;
    // Most edits of the length end the stream at once; the rest of a PDU is worth more edits than that.
    if (keepsLength) edited.writeUInt32BE(edited.length);
    return edited;
  });

const anyBody = fc
  .tuple(fc.constantFrom(...Object.values(commandIds), 0x111), fc.uint8Array({ maxLength: 90 }))
  .map(([id, body]) => {
    const header = Buffer.alloc(16);
    header.writeUInt32BE(16 + body.length);
    header.writeUInt32BE(id, 4);
    header.writeUInt32BE(7, 12);
    return Buffer.concat([header, body]);
  });

const noise = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const badLength = fc.constantFrom(0, 8, 15, 16, 70_000, 70_001, 0x7fffffff, 0xffffffff).map((length) => {
  const header = Buffer.alloc(20);
  header.writeUInt32BE(length);
  return header;
});

/** Golden PDUs with octets changed, headers before anything, lengths that cannot be, and noise, cut anywhere. */
export const hostileStream: fc.Arbitrary<HostileStream> = fc.record({
  bytes: fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: golden },
        { weight: 6, arbitrary: anyBody },
        { weight: 1, arbitrary: badLength },
        { weight: 1, arbitrary: noise },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) => Buffer.concat(all)),
  chunks: fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 5 }),
});

/** What became of a stream, and whether anything that must hold did not. */
export interface Digested {
  pdus: number;
  isBroken: boolean;
}

/** Sends a stream through everything that reads what comes from outside. Throws when something that must hold does not. */
export function digest({ bytes, chunks }: HostileStream): Digested {
  const joiner = createJoiner({ now: () => 0, giveUp: () => {}, mostTexts: 3 });
  const out = new PduWriter();
  let pdus = 0;
  let taken = 0;
  const splitter = createSplitter({
    take(frame, start, end) {
      pdus += 1;
      taken += end - start;
      readAll(decodePdu(frame, start, end) as Pdu, joiner, out);
    },
  });
  let at = 0;
  let isBroken = false;
  for (const length of [...chunks, bytes.length]) {
    isBroken = splitter.push(bytes.subarray(at, at + length)) !== null;
    at = Math.min(at + length, bytes.length);
  }
  if (splitter.keptOctets > longestPduOctets) throw new Error('More is kept than one PDU may have.');
  if (!isBroken && taken + splitter.keptOctets !== bytes.length) throw new Error('Octets were lost.');
  return { pdus, isBroken };
}

function readAll(pdu: Pdu, joiner: ReturnType<typeof createJoiner>, out: PduWriter): void {
  for (const name of Object.keys(tlvTable) as TlvName[]) pdu.tlvs.get(name);
  for (const { value } of pdu.tlvs) if (value.length > 0xffff) throw new Error('A parameter is too long.');
  if ('dataCoding' in pdu) {
    const fields = pdu as unknown as MessageFields;
    readReceipt(fields);
    const message = readMessage(fields);
    if (message.text !== null && !message.text.isWellFormed()) throw new Error('A text has half of a pair.');
    joiner.take({ source: 'a', destination: 'b', message, held: undefined });
  }
  writeAgain(pdu, out);
}

/** Whatever was read without a defect can be written, and is read the same again. */
function writeAgain(pdu: Pdu, out: PduWriter): void {
  if (pdu.defect !== null) return;
  const { command, status, sequence, defect: _, ...body } = pdu;
  out.clear();
  // Strings may have come longer than they may be sent.
  if (encodePdu(out, command, status, sequence, body) !== null) return;
  const { tlvs, ...again } = decodePdu(out.written()) as Pdu;
  const { tlvs: before, ...expected } = pdu;
  if (JSON.stringify(again) !== JSON.stringify(expected))
    throw new Error(`${command} is not read as it was.`);
  if ([...tlvs].length !== [...before].length) throw new Error(`${command} lost parameters.`);
}
