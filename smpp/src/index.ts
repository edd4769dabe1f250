/**
 * SMPP for both ends of the wire: PDUs, the texts and receipts in them, and sessions. Nothing here knows a database, a
 * framework or another package; it needs Node and no more.
 */

export { formatReceipt, type ReceiptToSend, receiptFields } from './receipts/format-receipt.ts';
export {
  canonicalId,
  type IdWriting,
  type IdWritings,
  idsToTry,
} from './receipts/message-ids.ts';
export {
  type DeliveredKind,
  kindOf,
  type Receipt,
  type ReceiptSettings,
  readReceipt,
} from './receipts/read-receipt.ts';
export {
  type ReceiptState,
  type ReceiptStatus,
  receiptStates,
  stateByCode,
  stateByStat,
  stateForStatus,
} from './receipts/receipt-states.ts';
export type { Admission, BindRequest } from './session/admit.ts';
export { type Backoff, backoffMs } from './session/backoff.ts';
export { type ConnectOptions, type ConnectOutcome, connect } from './session/connect.ts';
export { type BindKeeper, type Downtime, type KeepBoundOptions, keepBound } from './session/keep-bound.ts';
export { listen, type ServerOptions, type SmppServer } from './session/listen.ts';
export type { SocketTarget, TlsSettings } from './session/open-socket.ts';
export {
  type CallOptions,
  type CallOutcome,
  callOut,
  listenForOutbind,
  type OutbindListener,
  type OutbindOptions,
  type OutbindRequest,
} from './session/outbind.ts';
export type { CloseReason, NotSent, OnOutcome, Outcome } from './session/outcomes.ts';
export type {
  Answer,
  BindMode,
  Congestion,
  RequestHandlers,
  RequestName,
  Session,
  SessionHandlers,
  SessionOptions,
  SessionRole,
  SessionState,
} from './session/session.ts';
export { type SessionClock, systemSessionClock } from './session/session-clock.ts';
export type { SessionEvent, SessionLog } from './session/session-log.ts';
export { status, statusOf } from './status/classify-status.ts';
export { type CommandStatus, commandStatuses, type StatusClass } from './status/command-statuses.ts';
export { type Alphabet, canEncode, type DefaultAlphabet, decodeText, encodeText } from './text/alphabets.ts';
export {
  type DataCoding,
  dataCodingOf,
  decodeOctets,
  type ForeignCharset,
  readDataCoding,
} from './text/data-coding.ts';
export { gsmLengthOf, gsmSeptetsOf } from './text/gsm-alphabet.ts';
export {
  createJoiner,
  type JoinedText,
  type Joiner,
  type JoinerOptions,
  type PartToJoin,
  readParts,
  type TakenPart,
} from './text/join-parts.ts';
export { type MessageFields, octetsOf, type ReadMessage, readMessage } from './text/read-message.ts';
export {
  type LongTextWay,
  type SplitOptions,
  type SplitText,
  splitText,
  type TextPart,
} from './text/split-text.ts';
export {
  type HeaderElement,
  type PartPlace,
  type PlacedBy,
  type SplitHeader,
  splitHeader,
} from './text/user-data-header.ts';
export {
  type Address,
  addressOf,
  destinationFields,
  destinationOf,
  npi,
  numberOf,
  sourceFields,
  sourceOf,
  ton,
} from './wire/addresses.ts';
export type * from './wire/bodies.ts';
export {
  type AnswerableName,
  type BindName,
  type CommandName,
  commandIds,
  commandNameOf,
  type ResponseName,
  type ResponseOf,
  responseNameOf,
} from './wire/commands.ts';
export { decodePdu, headerOctets } from './wire/decode-pdu.ts';
export { encodePdu, pduBytes } from './wire/encode-pdu.ts';
export type { EncodeProblem, OutgoingBody, Pdu, PduDefect, PduHead, UnknownPdu } from './wire/pdu.ts';
export { PduWriter } from './wire/pdu-writer.ts';
export {
  createSplitter,
  longestPduOctets,
  type Splitter,
  type StreamDefect,
  type TakeFrame,
} from './wire/splitter.ts';
export { absoluteTime, readTime, relativeTime } from './wire/times.ts';
export {
  type NetworkError,
  readNetworkError,
  type TlvKind,
  type TlvName,
  type TlvValue,
  tlvTable,
} from './wire/tlv-table.ts';
export { type Tlv, Tlvs, tlv } from './wire/tlvs.ts';
