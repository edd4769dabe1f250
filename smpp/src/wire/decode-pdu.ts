import { type CommandName, commandNameOf, responseBit } from './commands.ts';
import { decodeFields } from './decode-fields.ts';
import type { Pdu, PduDefect, UnknownPdu } from './pdu.ts';
import { PduReader } from './pdu-reader.ts';
import { fitTlvs, noTlvs, Tlvs } from './tlvs.ts';

/** Every PDU begins with four numbers of 32 bits: its length, command_id, command_status and sequence_number. */
export const headerOctets = 16;

/**
 * Decodes one PDU whose frame a splitter has found. Never throws: what cannot be read is zero or empty, and `defect` says
 * what is wrong.
 *
 * Byte fields and optional parameters are views of `bytes`; copy what is kept longer than the bytes are.
 *
 * @param start where its header begins
 * @param end where it ends, at least 16 octets later
 */
export function decodePdu(bytes: Buffer, start = 0, end = bytes.length): Pdu | UnknownPdu {
  const id = bytes.readUInt32BE(start + 4);
  const status = bytes.readUInt32BE(start + 8);
  const sequence = bytes.readUInt32BE(start + 12);
  const command = commandNameOf(id);
  const from = new PduReader(bytes, start + headerOctets, end);
  switch (command) {
    case undefined:
      return {
        command: 'unknown',
        commandId: id,
        status,
        sequence,
        tlvs: noTlvs,
        defect: 'pdu.unknown_command',
      };
    case 'submit_sm':
    case 'deliver_sm':
      return decodeMessage(from, command, status, sequence);
    case 'submit_sm_resp':
    case 'deliver_sm_resp': {
      const messageId = from.at === end ? '' : from.cstring();
      const tlvs = tlvsAfter(from);
      return { command, status, sequence, messageId, tlvs, defect: defectOf(from, tlvs) };
    }
    default:
      return decodeByLayout(from, command, status, sequence);
  }
}

function decodeMessage(
  from: PduReader,
  command: 'submit_sm' | 'deliver_sm',
  status: number,
  sequence: number,
): Pdu<'submit_sm' | 'deliver_sm'> {
  const serviceType = from.cstring();
  const sourceAddrTon = from.u8();
  const sourceAddrNpi = from.u8();
  const sourceAddr = from.cstring();
  const destAddrTon = from.u8();
  const destAddrNpi = from.u8();
  const destinationAddr = from.cstring();
  const esmClass = from.u8();
  const protocolId = from.u8();
  const priorityFlag = from.u8();
  const scheduleDeliveryTime = from.cstring();
  const validityPeriod = from.cstring();
  const registeredDelivery = from.u8();
  const replaceIfPresentFlag = from.u8();
  const dataCoding = from.u8();
  const smDefaultMsgId = from.u8();
  const shortMessage = from.octets();
  const tlvs = tlvsAfter(from);
  return {
    command,
    status,
    sequence,
    serviceType,
    sourceAddrTon,
    sourceAddrNpi,
    sourceAddr,
    destAddrTon,
    destAddrNpi,
    destinationAddr,
    esmClass,
    protocolId,
    priorityFlag,
    scheduleDeliveryTime,
    validityPeriod,
    registeredDelivery,
    replaceIfPresentFlag,
    dataCoding,
    smDefaultMsgId,
    shortMessage,
    tlvs,
    defect: defectOf(from, tlvs),
  };
}

function decodeByLayout(from: PduReader, command: CommandName, status: number, sequence: number): Pdu {
  // An answer without a body is what carriers send with a refusal, and some with every unbind_resp and cancel_sm_resp.
  const mayBeEmpty = (from.bytes.readUInt32BE(from.at - 12) & responseBit) !== 0 && from.at === from.end;
  const fields = decodeFields(from, command);
  if (mayBeEmpty) from.isTruncated = false;
  const tlvs = tlvsAfter(from);
  return { command, status, sequence, ...fields, tlvs, defect: defectOf(from, tlvs) } as Pdu;
}

function tlvsAfter(from: PduReader): Tlvs {
  return from.at === from.end ? noTlvs : new Tlvs(from.bytes, from.at, from.end);
}

function defectOf(from: PduReader, tlvs: Tlvs): PduDefect | null {
  if (from.isTruncated) return 'pdu.truncated';
  return tlvs === noTlvs || fitTlvs(from.bytes, from.at, from.end) ? null : 'pdu.tlv_past_end';
}
