/**
 * What a status means to whoever sent the request:
 *
 * - `accepted` it was taken
 * - `throttled` too fast or the queue is full: the same request again, later and slower
 * - `retry` the carrier has trouble of its own: the same request again, later
 * - `invalid_destination` the number cannot be texted
 * - `sender` the number or name it came from is not allowed
 * - `refused` this request will never be taken as it is
 * - `auth` the credentials are wrong: sending on would lock the account
 * - `bind_state` the session is not in the state that the request needs: bind again
 * - `vendor` the carrier's own number: its table says what it means
 * - `unknown` a number that nobody has given a meaning
 */
export type StatusClass =
  | 'accepted'
  | 'throttled'
  | 'retry'
  | 'invalid_destination'
  | 'sender'
  | 'refused'
  | 'auth'
  | 'bind_state'
  | 'vendor'
  | 'unknown';

/** One command_status. */
export interface CommandStatus {
  readonly code: number;
  /** As the specification spells it. */
  readonly name: string;
  readonly class: StatusClass;
  /** What it says, for people. */
  readonly sentence: string;
  /** Carriers send it for passing trouble and for lasting trouble: once more is worth trying, twice is not. */
  readonly isWorthOneRetry?: true;
}

type Row = readonly [code: number, name: string, sentence: string];

const accepted: readonly Row[] = [[0x00, 'ESME_ROK', 'The request was accepted.']];

const throttled: readonly Row[] = [
  [0x14, 'ESME_RMSGQFUL', 'The message queue of the carrier is full.'],
  [0x58, 'ESME_RTHROTTLED', 'The carrier takes no more requests at this pace.'],
];

const retry: readonly Row[] = [
  [0x08, 'ESME_RSYSERR', 'The carrier has an error in its own system.'],
  [0x45, 'ESME_RSUBMITFAIL', 'The carrier could not take the message.'],
  [0x64, 'ESME_RX_T_APPN', 'The receiving application has passing trouble.'],
  [0x67, 'ESME_RQUERYFAIL', 'The carrier could not look the message up.'],
  [0xfe, 'ESME_RDELIVERYFAILURE', 'The carrier could not deliver the message.'],
  [0xff, 'ESME_RUNKNOWNERR', 'The carrier has an error that it does not name.'],
];

const invalidDestination: readonly Row[] = [
  [0x0b, 'ESME_RINVDSTADR', 'The destination number is invalid.'],
  [0x33, 'ESME_RINVNUMDESTS', 'The number of destinations is invalid.'],
  [0x34, 'ESME_RINVDLNAME', 'There is no distribution list of this name.'],
  [0x40, 'ESME_RINVDESTFLAG', 'A destination is neither a number nor a list.'],
  [0x50, 'ESME_RINVDSTTON', 'The type (TON) of the destination number is invalid.'],
  [0x51, 'ESME_RINVDSTNPI', 'The numbering plan (NPI) of the destination number is invalid.'],
];

const sender: readonly Row[] = [
  [0x0a, 'ESME_RINVSRCADR', 'The sender is invalid or not allowed.'],
  [0x48, 'ESME_RINVSRCTON', 'The type (TON) of the sender is invalid.'],
  [0x49, 'ESME_RINVSRCNPI', 'The numbering plan (NPI) of the sender is invalid.'],
];

const refused: readonly Row[] = [
  [0x01, 'ESME_RINVMSGLEN', 'The message is too long.'],
  [0x02, 'ESME_RINVCMDLEN', 'The length of the PDU is wrong.'],
  [0x03, 'ESME_RINVCMDID', 'The carrier does not know this command.'],
  [0x06, 'ESME_RINVPRTFLG', 'The priority is invalid.'],
  [0x07, 'ESME_RINVREGDLVFLG', 'The wish for a receipt is invalid.'],
  [0x0c, 'ESME_RINVMSGID', 'There is no message with this id.'],
  [0x11, 'ESME_RCANCELFAIL', 'The message could not be cancelled.'],
  [0x13, 'ESME_RREPLACEFAIL', 'The message could not be replaced.'],
  [0x15, 'ESME_RINVSERTYP', 'The service type is invalid.'],
  [0x42, 'ESME_RINVSUBREP', 'Submitting with a wish to replace is not supported.'],
  [0x43, 'ESME_RINVESMCLASS', 'The esm_class is invalid.'],
  [0x44, 'ESME_RCNTSUBDL', 'Nothing can be submitted to a distribution list.'],
  [0x54, 'ESME_RINVREPFLAG', 'The wish to replace is invalid.'],
  [0x55, 'ESME_RINVNUMMSGS', 'The number of messages is invalid.'],
  [0x61, 'ESME_RINVSCHED', 'The delivery time is invalid.'],
  [0x62, 'ESME_RINVEXPIRY', 'The validity period is invalid.'],
  [0x63, 'ESME_RINVDFTMSGID', 'There is no predefined message of this number.'],
  [0x65, 'ESME_RX_P_APPN', 'The receiving application will never take this message.'],
  [0x66, 'ESME_RX_R_APPN', 'The receiving application rejects this message.'],
  [0xc0, 'ESME_RINVOPTPARSTREAM', 'The optional parameters cannot be read.'],
  [0xc1, 'ESME_ROPTPARNOTALLWD', 'An optional parameter is not allowed here.'],
  [0xc2, 'ESME_RINVPARLEN', 'The length of a parameter is wrong.'],
  [0xc3, 'ESME_RMISSINGOPTPARAM', 'An optional parameter is missing.'],
  [0xc4, 'ESME_RINVOPTPARAMVAL', 'The value of an optional parameter is invalid.'],
  [0x104, 'ESME_RINVDCS', 'The data coding is not supported.'],
];

const auth: readonly Row[] = [
  [0x0d, 'ESME_RBINDFAIL', 'The carrier refused the bind.'],
  [0x0e, 'ESME_RINVPASWD', 'The password is wrong.'],
  [0x0f, 'ESME_RINVSYSID', 'The carrier does not know this system id.'],
  [0x53, 'ESME_RINVSYSTYP', 'The system type is wrong.'],
  [0x100, 'ESME_RSERTYPUNAUTH', 'This account may not use the service type.'],
  [0x101, 'ESME_RPROHIBITED', 'This account may not do that.'],
  [0x102, 'ESME_RSERTYPUNAVAIL', 'The service type is not available.'],
  [0x103, 'ESME_RSERTYPDENIED', 'The service type is denied to this account.'],
];

const bindState: readonly Row[] = [
  [0x04, 'ESME_RINVBNDSTS', 'The session is not bound in the way that this request needs.'],
  [
    0x05,
    'ESME_RALYBND',
    'The account is bound already, perhaps by a session that the carrier has not given up yet.',
  ],
];

const byClass = {
  accepted,
  throttled,
  retry,
  invalid_destination: invalidDestination,
  sender,
  refused,
  auth,
  bind_state: bindState,
} as const;

const submitFailed = 0x45;

/** Every command_status that SMPP 3.4 names (table 5-2), and those of 5.0 that are met. */
export const commandStatuses: readonly CommandStatus[] = Object.entries(byClass)
  .flatMap(([statusClass, rows]) =>
    rows.map(([code, name, sentence]) => ({
      ...{ code, name, class: statusClass as StatusClass, sentence },
      ...(code === submitFailed ? ({ isWorthOneRetry: true } as const) : {}),
    })),
  )
  .sort((one, other) => one.code - other.code);
