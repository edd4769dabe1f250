import type { Bodies } from './bodies.ts';
import type { CommandName } from './commands.ts';
import type { Tlv, Tlvs } from './tlvs.ts';

/**
 * What is wrong with a PDU whose frame was whole: a mandatory field reached past its end, an optional parameter did, or 3.4
 * knows no such command. All that could be read is there, the rest is zero or empty.
 */
export type PduDefect = 'pdu.truncated' | 'pdu.tlv_past_end' | 'pdu.unknown_command';

/** What every decoded PDU has. */
export interface PduHead<Name extends string = CommandName> {
  readonly command: Name;
  /** The command_status; 0 in requests and in good answers. */
  readonly status: number;
  /** 1 to 0x7fffffff; 0 in a generic_nack to something that could not be read. */
  readonly sequence: number;
  readonly tlvs: Tlvs;
  readonly defect: PduDefect | null;
}

/**
 * A decoded PDU, told apart by `command`. An answer with a status other than 0 may have come without a body; its fields are
 * empty then.
 */
export type Pdu<Name extends CommandName = CommandName> = {
  [One in Name]: PduHead<One> & Readonly<Bodies[One]>;
}[Name];

/** A PDU of a command that 3.4 does not know. */
export interface UnknownPdu extends PduHead<'unknown'> {
  readonly commandId: number;
}

/** What is sent: fields that are left out are zero or empty. */
export type OutgoingBody<Name extends CommandName> = Partial<Bodies[Name]> & {
  readonly tlvs?: Iterable<Tlv>;
};

/** Why a PDU cannot be written; nothing of it has been. */
export interface EncodeProblem {
  readonly code:
    | 'pdu.field_too_long'
    | 'pdu.field_not_latin1'
    | 'pdu.number_out_of_range'
    | 'pdu.too_many_entries';
  /** The field, or a TLV as `tlv 0x1400`. */
  readonly field: string;
  readonly sentence: string;
}
