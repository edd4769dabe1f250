import fc from 'fast-check';
import { type CommandName, commandIds, responseBit } from '../src/wire/commands.ts';
import { type FieldKind, layouts, longestOctets } from '../src/wire/layouts.ts';
import type { OutgoingBody } from '../src/wire/pdu.ts';
import type { Tlv } from '../src/wire/tlvs.ts';

const u8 = fc.integer({ min: 0, max: 255 });

/** Latin-1 without NUL, as long as the wire allows. */
const cstring = (max: number) =>
  fc
    .array(fc.integer({ min: 1, max: 255 }), { maxLength: max - 1 })
    .map((codes) => String.fromCharCode(...codes));

const octets = fc.uint8Array({ maxLength: 255 }).map((bytes) => Buffer.from(bytes));
const address = { ton: u8, npi: u8, addr: cstring(longestOctets.address) };

function fieldOf(how: FieldKind): fc.Arbitrary<unknown> {
  switch (how.kind) {
    case 'u8':
      return u8;
    case 'cstring':
      return cstring(how.max);
    case 'octets':
      return octets;
    case 'destinations':
      return fc.array(
        fc.oneof(fc.record(address), fc.record({ listName: cstring(longestOctets.listName) })),
        {
          maxLength: 5,
        },
      );
    case 'failures':
      return fc.array(fc.record({ ...address, errorStatus: fc.nat() }), { maxLength: 5 });
  }
}

/** Parameters with names and a vendor's without. */
export const anyTlvs: fc.Arbitrary<Tlv[]> = fc.array(
  fc.record({
    tag: fc.oneof(
      fc.constantFrom(0x001e, 0x0427, 0x0423, 0x020c, 0x0424),
      fc.integer({ min: 0x1400, max: 0x3fff }),
    ),
    value: fc.uint8Array({ maxLength: 40 }),
  }),
  { maxLength: 4 },
);

/** A PDU with every field filled in. */
export interface WholePdu {
  command: CommandName;
  status: number;
  sequence: number;
  body: OutgoingBody<CommandName>;
}

/** Any PDU of 3.4 that can be written. */
export const anyPdu: fc.Arbitrary<WholePdu> = fc
  .constantFrom(...(Object.keys(commandIds) as CommandName[]))
  .chain((command) => {
    const fields = Object.fromEntries(layouts[command].map(([name, how]) => [name, fieldOf(how)]));
    return fc.record({
      command: fc.constant(command),
      status: commandIds[command] >= responseBit ? fc.constantFrom(0, 0x0b, 0x58) : fc.constant(0),
      sequence: fc.integer({ min: 1, max: 0x7fffffff }),
      body: fc.record({ ...fields, tlvs: anyTlvs }) as fc.Arbitrary<OutgoingBody<CommandName>>,
    });
  });
