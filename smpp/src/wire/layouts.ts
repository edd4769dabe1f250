import type { Bodies } from './bodies.ts';
import type { CommandName } from './commands.ts';

/**
 * How one field travels: a number of one octet, a string that ends with NUL (`max` octets at most, the NUL among them), bytes
 * after their length in one octet, or one of the two lists of submit_multi.
 */
export type FieldKind =
  | { readonly kind: 'u8' }
  | { readonly kind: 'cstring'; readonly max: number }
  | { readonly kind: 'octets' }
  | { readonly kind: 'destinations' }
  | { readonly kind: 'failures' };

/** One mandatory field: its name in the body, and how it travels. */
export type Field<Body> = readonly [name: keyof Body & string, how: FieldKind];

/** The longest lengths that 3.4 allows for its strings, in octets with their NUL. */
export const longestOctets = {
  systemId: 16,
  password: 9,
  systemType: 13,
  addressRange: 41,
  serviceType: 6,
  address: 21,
  alertAddress: 65,
  messageId: 65,
  time: 17,
  listName: 21,
} as const;

const u8 = { kind: 'u8' } as const;
const octets = { kind: 'octets' } as const;
const cstring = (max: number) => ({ kind: 'cstring', max }) as const;

const systemId = ['systemId', cstring(longestOctets.systemId)] as const;
const messageId = ['messageId', cstring(longestOctets.messageId)] as const;
const serviceType = ['serviceType', cstring(longestOctets.serviceType)] as const;

const source = [
  ['sourceAddrTon', u8],
  ['sourceAddrNpi', u8],
  ['sourceAddr', cstring(longestOctets.address)],
] as const;

const destination = [
  ['destAddrTon', u8],
  ['destAddrNpi', u8],
  ['destinationAddr', cstring(longestOctets.address)],
] as const;

const times = [
  ['scheduleDeliveryTime', cstring(longestOctets.time)],
  ['validityPeriod', cstring(longestOctets.time)],
] as const;

const handling = [
  ['esmClass', u8],
  ['protocolId', u8],
  ['priorityFlag', u8],
  ...times,
  ['registeredDelivery', u8],
  ['replaceIfPresentFlag', u8],
  ['dataCoding', u8],
  ['smDefaultMsgId', u8],
  ['shortMessage', octets],
] as const;

const message = [serviceType, ...source, ...destination, ...handling] as const;

const bind = [
  systemId,
  ['password', cstring(longestOctets.password)],
  ['systemType', cstring(longestOctets.systemType)],
  ['interfaceVersion', u8],
  ['addrTon', u8],
  ['addrNpi', u8],
  ['addressRange', cstring(longestOctets.addressRange)],
] as const;

/** The mandatory fields of every PDU in the order of the wire. All PDUs may have TLVs after them. */
export const layouts: { readonly [Name in CommandName]: readonly Field<Bodies[Name]>[] } = {
  generic_nack: [],
  bind_receiver: bind,
  bind_receiver_resp: [systemId],
  bind_transmitter: bind,
  bind_transmitter_resp: [systemId],
  query_sm: [messageId, ...source],
  query_sm_resp: [
    messageId,
    ['finalDate', cstring(longestOctets.time)],
    ['messageState', u8],
    ['errorCode', u8],
  ],
  submit_sm: message,
  submit_sm_resp: [messageId],
  deliver_sm: message,
  deliver_sm_resp: [messageId],
  unbind: [],
  unbind_resp: [],
  replace_sm: [
    messageId,
    ...source,
    ...times,
    ['registeredDelivery', u8],
    ['smDefaultMsgId', u8],
    ['shortMessage', octets],
  ],
  replace_sm_resp: [],
  cancel_sm: [serviceType, messageId, ...source, ...destination],
  cancel_sm_resp: [],
  bind_transceiver: bind,
  bind_transceiver_resp: [systemId],
  outbind: [systemId, ['password', cstring(longestOctets.password)]],
  enquire_link: [],
  enquire_link_resp: [],
  submit_multi: [serviceType, ...source, ['destinations', { kind: 'destinations' }], ...handling],
  submit_multi_resp: [messageId, ['failures', { kind: 'failures' }]],
  alert_notification: [
    ['sourceAddrTon', u8],
    ['sourceAddrNpi', u8],
    ['sourceAddr', cstring(longestOctets.alertAddress)],
    ['esmeAddrTon', u8],
    ['esmeAddrNpi', u8],
    ['esmeAddr', cstring(longestOctets.alertAddress)],
  ],
  data_sm: [
    serviceType,
    ['sourceAddrTon', u8],
    ['sourceAddrNpi', u8],
    ['sourceAddr', cstring(longestOctets.alertAddress)],
    ['destAddrTon', u8],
    ['destAddrNpi', u8],
    ['destinationAddr', cstring(longestOctets.alertAddress)],
    ['esmClass', u8],
    ['registeredDelivery', u8],
    ['dataCoding', u8],
  ],
  data_sm_resp: [messageId],
};
