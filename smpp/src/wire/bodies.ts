/**
 * The mandatory fields of each PDU. Names are those of the specification in camelCase, so that a page of it reads side by
 * side with this one; numbers are unsigned octets unless told otherwise; strings are Latin-1 without NUL, and their
 * longest length stands in layouts.ts.
 */

/** bind_receiver, bind_transmitter, bind_transceiver. */
export interface BindBody {
  systemId: string;
  password: string;
  systemType: string;
  /** 0x34 for 3.4; 0x33 and 0x50 are met too. */
  interfaceVersion: number;
  addrTon: number;
  addrNpi: number;
  /** Which destination numbers this session receives for, as a regular expression of the carrier's; usually empty. */
  addressRange: string;
}

/** The answer to a bind; the TLV `scInterfaceVersion` tells what the other side speaks. */
export interface BindRespBody {
  systemId: string;
}

/** outbind: a carrier that asks its client to bind. */
export interface OutbindBody {
  systemId: string;
  password: string;
}

/** What submit_sm and deliver_sm share: their bodies have the same fields in the same order. */
export interface MessageBody {
  serviceType: string;
  sourceAddrTon: number;
  sourceAddrNpi: number;
  sourceAddr: string;
  destAddrTon: number;
  destAddrNpi: number;
  destinationAddr: string;
  /** Bits 0–1 messaging mode, 2–5 what it is (receipt or text), 6 a UDH leads the bytes, 7 reply path. */
  esmClass: number;
  protocolId: number;
  priorityFlag: number;
  /** Empty for now; otherwise 16 characters, see times.ts. */
  scheduleDeliveryTime: string;
  /** Empty for the carrier's own default; otherwise 16 characters, see times.ts. */
  validityPeriod: string;
  /** Bits 0–1: 0 no receipt, 1 of success and failure, 2 of failure; 0x10 also of what happens on the way. */
  registeredDelivery: number;
  replaceIfPresentFlag: number;
  dataCoding: number;
  smDefaultMsgId: number;
  /** At most 255 octets; longer texts travel in the TLV `messagePayload`. Decoded, it is a view of the chunk read. */
  shortMessage: Uint8Array;
}

/** submit_sm_resp, deliver_sm_resp and data_sm_resp. */
export interface MessageIdBody {
  /** Up to 64 characters of the carrier's choice; empty in deliver_sm_resp. */
  messageId: string;
}

/** data_sm: a text whose bytes travel in the TLV `messagePayload`. */
export interface DataSmBody {
  serviceType: string;
  sourceAddrTon: number;
  sourceAddrNpi: number;
  sourceAddr: string;
  destAddrTon: number;
  destAddrNpi: number;
  destinationAddr: string;
  esmClass: number;
  registeredDelivery: number;
  dataCoding: number;
}

/** One destination of submit_multi: a number, or a list kept at the carrier. */
export type MultiDestination =
  | { readonly ton: number; readonly npi: number; readonly addr: string }
  | { readonly listName: string };

/** submit_multi: one text to up to 254 destinations, under one message id. */
export interface SubmitMultiBody
  extends Omit<MessageBody, 'destAddrTon' | 'destAddrNpi' | 'destinationAddr'> {
  destinations: readonly MultiDestination[];
}

/** A destination that submit_multi did not reach. */
export interface MultiFailure {
  readonly ton: number;
  readonly npi: number;
  readonly addr: string;
  /** A command_status; 32 bits. */
  readonly errorStatus: number;
}

/** The answer to submit_multi. */
export interface SubmitMultiRespBody extends MessageIdBody {
  failures: readonly MultiFailure[];
}

/** query_sm: what became of a message? */
export interface QuerySmBody extends MessageIdBody {
  sourceAddrTon: number;
  sourceAddrNpi: number;
  sourceAddr: string;
}

/** The answer to query_sm. */
export interface QuerySmRespBody extends MessageIdBody {
  /** Empty while the message is on its way. */
  finalDate: string;
  /** As in receipts, see receipt-states.ts. */
  messageState: number;
  errorCode: number;
}

/** cancel_sm: drops one message, or with an empty id all between two addresses. */
export interface CancelSmBody extends MessageIdBody {
  serviceType: string;
  sourceAddrTon: number;
  sourceAddrNpi: number;
  sourceAddr: string;
  destAddrTon: number;
  destAddrNpi: number;
  destinationAddr: string;
}

/** replace_sm: other words for a message that has not left yet. */
export interface ReplaceSmBody extends QuerySmBody {
  scheduleDeliveryTime: string;
  validityPeriod: string;
  registeredDelivery: number;
  smDefaultMsgId: number;
  shortMessage: Uint8Array;
}

/** alert_notification: a phone that was away can be reached again. */
export interface AlertNotificationBody {
  sourceAddrTon: number;
  sourceAddrNpi: number;
  sourceAddr: string;
  esmeAddrTon: number;
  esmeAddrNpi: number;
  esmeAddr: string;
}

/** PDUs that are a header and nothing else. */
export type EmptyBody = Record<never, never>;

/** The body of each PDU by its name. */
export interface Bodies {
  generic_nack: EmptyBody;
  bind_receiver: BindBody;
  bind_receiver_resp: BindRespBody;
  bind_transmitter: BindBody;
  bind_transmitter_resp: BindRespBody;
  query_sm: QuerySmBody;
  query_sm_resp: QuerySmRespBody;
  submit_sm: MessageBody;
  submit_sm_resp: MessageIdBody;
  deliver_sm: MessageBody;
  deliver_sm_resp: MessageIdBody;
  unbind: EmptyBody;
  unbind_resp: EmptyBody;
  replace_sm: ReplaceSmBody;
  replace_sm_resp: EmptyBody;
  cancel_sm: CancelSmBody;
  cancel_sm_resp: EmptyBody;
  bind_transceiver: BindBody;
  bind_transceiver_resp: BindRespBody;
  outbind: OutbindBody;
  enquire_link: EmptyBody;
  enquire_link_resp: EmptyBody;
  submit_multi: SubmitMultiBody;
  submit_multi_resp: SubmitMultiRespBody;
  alert_notification: AlertNotificationBody;
  data_sm: DataSmBody;
  data_sm_resp: MessageIdBody;
}
