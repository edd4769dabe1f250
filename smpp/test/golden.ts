import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandName } from '../src/wire/commands.ts';
import type { OutgoingBody } from '../src/wire/pdu.ts';
import type { Tlv } from '../src/wire/tlvs.ts';

type GoldenFile = {
  name: string;
  hex: string;
  pdu: { command: CommandName; status: number; sequence: number; shortMessage?: string };
  tlvs: { tag: number; hex: string }[];
  hasNoBody?: boolean;
  text?: string;
}[];

/** A PDU whose bytes are known, what it says, and the text in it. */
export interface Golden {
  name: string;
  bytes: Buffer;
  command: CommandName;
  status: number;
  sequence: number;
  fields: Record<string, unknown>;
  tlvs: Tlv[];
  text: string | undefined;
  /** Undefined where the bytes have none. */
  body: OutgoingBody<CommandName> | undefined;
}

const file = join(import.meta.dirname, 'golden-pdus.json');

/** The bytes were composed by hand and read by other software before they came here. */
export const goldenPdus: readonly Golden[] = (JSON.parse(readFileSync(file, 'utf8')) as GoldenFile).map(
  ({ name, hex, pdu: { command, status, sequence, ...rest }, tlvs: written, hasNoBody, text }) => {
    const { shortMessage } = rest;
    const fields = {
      ...rest,
      ...(shortMessage === undefined ? {} : { shortMessage: Buffer.from(shortMessage, 'hex') }),
    };
    const tlvs = written.map((one) => ({ tag: one.tag, value: Buffer.from(one.hex, 'hex') }));
    const body = hasNoBody ? undefined : ({ ...fields, tlvs } as OutgoingBody<CommandName>);
    return { name, bytes: Buffer.from(hex, 'hex'), command, status, sequence, fields, tlvs, text, body };
  },
);

/** The bytes of the golden PDU with a name. */
export function goldenBytes(name: string): Buffer {
  const found = goldenPdus.find((golden) => golden.name === name);
  if (!found) throw new Error(`There is no golden PDU named "${name}".`);
  return found.bytes;
}
