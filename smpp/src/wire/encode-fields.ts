import type { Bodies, MultiDestination, MultiFailure } from './bodies.ts';
import type { CommandName } from './commands.ts';
import { type FieldKind, layouts, longestOctets } from './layouts.ts';
import type { OutgoingBody } from './pdu.ts';
import type { PduWriter } from './pdu-writer.ts';

/** Writes the mandatory fields of any PDU as its layout says. Those that come by the thousand have faster ways. */
export function encodeFields<Name extends CommandName>(
  out: PduWriter,
  command: Name,
  body: OutgoingBody<Name>,
): void {
  for (const [name, how] of layouts[command]) {
    writeField(out, name, how, body[name as keyof typeof body & keyof Bodies[Name]]);
  }
}

function writeField(out: PduWriter, name: string, how: FieldKind, value: unknown): void {
  switch (how.kind) {
    case 'u8':
      out.u8(name, (value as number | undefined) ?? 0);
      break;
    case 'cstring':
      out.cstring(name, (value as string | undefined) ?? '', how.max);
      break;
    case 'octets':
      out.octets(name, (value as Uint8Array | undefined) ?? noOctets);
      break;
    case 'destinations':
      writeDestinations(out, name, (value as readonly MultiDestination[] | undefined) ?? []);
      break;
    case 'failures':
      writeFailures(out, name, (value as readonly MultiFailure[] | undefined) ?? []);
      break;
  }
}

const noOctets = new Uint8Array(0);
// Which of the two kinds of destination follows.
const numberFlag = 1;
const listFlag = 2;

function writeDestinations(out: PduWriter, name: string, destinations: readonly MultiDestination[]): void {
  writeCount(out, name, destinations.length);
  for (const destination of destinations) {
    if ('listName' in destination) {
      out.u8(name, listFlag);
      out.cstring(name, destination.listName, longestOctets.listName);
    } else {
      out.u8(name, numberFlag);
      writeAddress(out, name, destination);
    }
  }
}

function writeFailures(out: PduWriter, name: string, failures: readonly MultiFailure[]): void {
  writeCount(out, name, failures.length);
  for (const failure of failures) {
    writeAddress(out, name, failure);
    out.u32(failure.errorStatus);
  }
}

// The count is one octet, and the specification keeps its highest value for itself.
function writeCount(out: PduWriter, name: string, count: number): void {
  if (count > 254) out.refuse('pdu.too_many_entries', name, 'has more than 254 entries');
  out.u8(name, count & 0xff);
}

function writeAddress(
  out: PduWriter,
  name: string,
  { ton, npi, addr }: Omit<MultiFailure, 'errorStatus'>,
): void {
  out.u8(name, ton);
  out.u8(name, npi);
  out.cstring(name, addr, longestOctets.address);
}
