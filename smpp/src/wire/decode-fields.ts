import type { MultiDestination, MultiFailure } from './bodies.ts';
import type { CommandName } from './commands.ts';
import { type FieldKind, layouts } from './layouts.ts';
import type { PduReader } from './pdu-reader.ts';

/** Reads the mandatory fields of any PDU as its layout says. Those that come by the thousand have faster ways. */
export function decodeFields(from: PduReader, command: CommandName): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, how] of layouts[command]) fields[name] = readField(from, how);
  return fields;
}

function readField(from: PduReader, how: FieldKind): unknown {
  switch (how.kind) {
    case 'u8':
      return from.u8();
    case 'cstring':
      return from.cstring();
    case 'octets':
      return from.octets();
    case 'destinations':
      return readList(from, readDestination);
    case 'failures':
      return readList(from, readFailure);
  }
}

/** A list ends where the PDU does, whatever its count promised: a count of 255 in a PDU of 20 octets makes no 255 entries. */
function readList<Entry>(from: PduReader, readEntry: (from: PduReader) => Entry): Entry[] {
  const count = from.u8();
  const entries: Entry[] = [];
  for (let index = 0; index < count && !from.isTruncated; index++) {
    const entry = readEntry(from);
    if (!from.isTruncated) entries.push(entry);
  }
  return entries;
}

const listFlag = 2;

function readDestination(from: PduReader): MultiDestination {
  if (from.u8() === listFlag) return { listName: from.cstring() };
  return { ton: from.u8(), npi: from.u8(), addr: from.cstring() };
}

function readFailure(from: PduReader): MultiFailure {
  return { ton: from.u8(), npi: from.u8(), addr: from.cstring(), errorStatus: from.u32() };
}
