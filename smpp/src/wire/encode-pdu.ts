import type { MessageBody, MessageIdBody } from './bodies.ts';
import { type CommandName, commandIds, responseBit } from './commands.ts';
import { encodeFields } from './encode-fields.ts';
import { longestOctets } from './layouts.ts';
import type { EncodeProblem, OutgoingBody } from './pdu.ts';
import { PduWriter } from './pdu-writer.ts';
import type { Tlv } from './tlvs.ts';

/**
 * Writes one PDU behind what the writer already holds.
 *
 * @param status the command_status; 0 in requests. An answer with another one has no body unless it is given one
 * @param sequence 1 to 0x7fffffff; an answer repeats that of the request
 * @param body fields left out are zero or empty
 * @returns null, or why it cannot be written; then nothing of it has been
 */
export function encodePdu<Name extends CommandName>(
  out: PduWriter,
  command: Name,
  status: number,
  sequence: number,
  body?: OutgoingBody<Name>,
): EncodeProblem | null {
  const id = commandIds[command];
  out.begin(id, status, sequence);
  if (body !== undefined || status === 0 || id < responseBit) encodeBody(out, command, body ?? {});
  return out.end();
}

/**
 * One PDU in memory of its own, where speed does not count.
 *
 * @throws RangeError with the sentence of the problem
 */
export function pduBytes<Name extends CommandName>(
  command: Name,
  sequence: number,
  body?: OutgoingBody<Name>,
  status = 0,
): Buffer {
  const out = new PduWriter({ bytes: 64 });
  const problem = encodePdu(out, command, status, sequence, body);
  if (problem) throw new RangeError(problem.sentence);
  return out.written();
}

function encodeBody(out: PduWriter, command: CommandName, body: OutgoingBody<CommandName>): void {
  // What comes by the thousand a second does not go through a table.
  switch (command) {
    case 'submit_sm':
    case 'deliver_sm':
      encodeMessage(out, body as Partial<MessageBody>);
      break;
    case 'submit_sm_resp':
    case 'deliver_sm_resp':
      out.cstring('messageId', (body as Partial<MessageIdBody>).messageId ?? '', longestOctets.messageId);
      break;
    case 'enquire_link':
    case 'enquire_link_resp':
      break;
    default:
      encodeFields(out, command, body);
  }
  if (body.tlvs !== undefined) encodeTlvs(out, body.tlvs);
}

function encodeTlvs(out: PduWriter, tlvs: Iterable<Tlv>): void {
  if (!Array.isArray(tlvs)) {
    for (const { tag, value } of tlvs) out.tlv(tag, value);
    return;
  }
  // Nearly always it is a list, which needs nobody to walk along it.
  const list = tlvs as readonly Tlv[];
  for (let at = 0; at < list.length; at++) {
    const { tag, value } = list[at] as Tlv;
    out.tlv(tag, value);
  }
}

function encodeMessage(out: PduWriter, body: Partial<MessageBody>): void {
  out.cstring('serviceType', body.serviceType ?? '', longestOctets.serviceType);
  out.u8('sourceAddrTon', body.sourceAddrTon ?? 0);
  out.u8('sourceAddrNpi', body.sourceAddrNpi ?? 0);
  out.cstring('sourceAddr', body.sourceAddr ?? '', longestOctets.address);
  out.u8('destAddrTon', body.destAddrTon ?? 0);
  out.u8('destAddrNpi', body.destAddrNpi ?? 0);
  out.cstring('destinationAddr', body.destinationAddr ?? '', longestOctets.address);
  out.u8('esmClass', body.esmClass ?? 0);
  out.u8('protocolId', body.protocolId ?? 0);
  out.u8('priorityFlag', body.priorityFlag ?? 0);
  out.cstring('scheduleDeliveryTime', body.scheduleDeliveryTime ?? '', longestOctets.time);
  out.cstring('validityPeriod', body.validityPeriod ?? '', longestOctets.time);
  out.u8('registeredDelivery', body.registeredDelivery ?? 0);
  out.u8('replaceIfPresentFlag', body.replaceIfPresentFlag ?? 0);
  out.u8('dataCoding', body.dataCoding ?? 0);
  out.u8('smDefaultMsgId', body.smDefaultMsgId ?? 0);
  out.octets('shortMessage', body.shortMessage ?? noOctets);
}

const noOctets = new Uint8Array(0);
