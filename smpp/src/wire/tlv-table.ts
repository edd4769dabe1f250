/**
 * The optional parameters that have a name: all of SMPP 3.4 (table 5-7) and those of 5.0 that are met in the field. The kind
 * says how a value is read: a number of so many octets, a string that may end with NUL, or bytes as they are.
 */
export const tlvTable = {
  destAddrSubunit: { tag: 0x0005, kind: 'u8' },
  destNetworkType: { tag: 0x0006, kind: 'u8' },
  destBearerType: { tag: 0x0007, kind: 'u8' },
  destTelematicsId: { tag: 0x0008, kind: 'u16' },
  sourceAddrSubunit: { tag: 0x000d, kind: 'u8' },
  sourceNetworkType: { tag: 0x000e, kind: 'u8' },
  sourceBearerType: { tag: 0x000f, kind: 'u8' },
  sourceTelematicsId: { tag: 0x0010, kind: 'u8' },
  /** Seconds that a data_sm may live. */
  qosTimeToLive: { tag: 0x0017, kind: 'u32' },
  payloadType: { tag: 0x0019, kind: 'u8' },
  /** Words on a refusal, for people. */
  additionalStatusInfoText: { tag: 0x001d, kind: 'cstring' },
  /** In receipts: the id that the answer to submit_sm gave. */
  receiptedMessageId: { tag: 0x001e, kind: 'cstring' },
  msMsgWaitFacilities: { tag: 0x0030, kind: 'u8' },
  privacyIndicator: { tag: 0x0201, kind: 'u8' },
  sourceSubaddress: { tag: 0x0202, kind: 'octets' },
  destSubaddress: { tag: 0x0203, kind: 'octets' },
  /** Ours to choose; some carriers repeat it in receipts. */
  userMessageReference: { tag: 0x0204, kind: 'u16' },
  userResponseCode: { tag: 0x0205, kind: 'u8' },
  sourcePort: { tag: 0x020a, kind: 'u16' },
  destinationPort: { tag: 0x020b, kind: 'u16' },
  /** The same for all parts of a long text. */
  sarMsgRefNum: { tag: 0x020c, kind: 'u16' },
  languageIndicator: { tag: 0x020d, kind: 'u8' },
  sarTotalSegments: { tag: 0x020e, kind: 'u8' },
  /** From 1. */
  sarSegmentSeqnum: { tag: 0x020f, kind: 'u8' },
  /** In the answer to a bind: the version that the other side speaks, 0x34 for 3.4. */
  scInterfaceVersion: { tag: 0x0210, kind: 'u8' },
  callbackNumPresInd: { tag: 0x0302, kind: 'u8' },
  callbackNumAtag: { tag: 0x0303, kind: 'octets' },
  numberOfMessages: { tag: 0x0304, kind: 'u8' },
  callbackNum: { tag: 0x0381, kind: 'octets' },
  dpfResult: { tag: 0x0420, kind: 'u8' },
  setDpf: { tag: 0x0421, kind: 'u8' },
  msAvailabilityStatus: { tag: 0x0422, kind: 'u8' },
  /** Three octets: the kind of network, and its code; see readNetworkError. */
  networkErrorCode: { tag: 0x0423, kind: 'octets' },
  /** The bytes of a text of up to 65,535 octets, in place of shortMessage. */
  messagePayload: { tag: 0x0424, kind: 'octets' },
  deliveryFailureReason: { tag: 0x0425, kind: 'u8' },
  moreMessagesToSend: { tag: 0x0426, kind: 'u8' },
  /** In receipts: see receipt-states.ts. */
  messageState: { tag: 0x0427, kind: 'u8' },
  /** 5.0: how busy the carrier is, 0 to 100. */
  congestionState: { tag: 0x0428, kind: 'u8' },
  ussdServiceOp: { tag: 0x0501, kind: 'octets' },
  billingIdentification: { tag: 0x060b, kind: 'octets' },
  sourceNetworkId: { tag: 0x060d, kind: 'cstring' },
  destNetworkId: { tag: 0x060e, kind: 'cstring' },
  displayTime: { tag: 0x1201, kind: 'u8' },
  smsSignal: { tag: 0x1203, kind: 'u16' },
  msValidity: { tag: 0x1204, kind: 'u8' },
  /** Its presence is its meaning; it has no octets. */
  alertOnMessageDelivery: { tag: 0x130c, kind: 'octets' },
  itsReplyType: { tag: 0x1380, kind: 'u8' },
  itsSessionInfo: { tag: 0x1383, kind: 'octets' },
} as const satisfies Record<string, { tag: number; kind: TlvKind }>;

/** How the value of a parameter is read. */
export type TlvKind = 'u8' | 'u16' | 'u32' | 'cstring' | 'octets';

/** An optional parameter that the table knows. */
export type TlvName = keyof typeof tlvTable;

interface ValueOfKind {
  u8: number;
  u16: number;
  u32: number;
  cstring: string;
  octets: Uint8Array;
}

/** The type of a parameter's value. */
export type TlvValue<Name extends TlvName> = ValueOfKind[(typeof tlvTable)[Name]['kind']];

const octetsOf = { u8: 1, u16: 2, u32: 4 } as const;

/**
 * Reads the value of a parameter, which stands between two offsets. Its own length counts, not the length of its type: carriers send numbers that are too
 * long and strings with no NUL, or with several.
 *
 * @returns undefined for a number without octets, or with more than a 32-bit number has
 */
export function readTlvValue<Name extends TlvName>(
  name: Name,
  bytes: Buffer,
  from: number,
  to: number,
): TlvValue<Name> | undefined {
  return readKind(tlvTable[name].kind, bytes, from, to) as TlvValue<Name> | undefined;
}

// Read where it stands: a view of a few octets costs more than reading them, and a receipt has two such parameters.
function readKind(
  kind: TlvKind,
  bytes: Buffer,
  from: number,
  to: number,
): number | string | Uint8Array | undefined {
  if (kind === 'octets') return bytes.subarray(from, to);
  if (kind === 'cstring') {
    let end = from;
    while (end < to && bytes[end] !== 0) end += 1;
    return bytes.toString('latin1', from, end);
  }
  return to - from >= 1 && to - from <= 4 ? bytes.readUIntBE(from, to - from) : undefined;
}

/** The octets of a parameter's value; strings get their NUL. Numbers are cut to the octets of their type. */
export function writeTlvValue<Name extends TlvName>(name: Name, value: TlvValue<Name>): Uint8Array {
  const { kind } = tlvTable[name];
  if (typeof value === 'string') return Buffer.from(`${value}\0`, 'latin1');
  if (typeof value !== 'number') return value;
  const octets = octetsOf[kind as keyof typeof octetsOf];
  const written = Buffer.alloc(octets);
  written.writeUIntBE(value % 2 ** (8 * octets), 0, octets);
  return written;
}

/** What stands in `networkErrorCode`. */
export interface NetworkError {
  /** 1 ANSI-136, 2 IS-95, 3 GSM, 8 the carrier's own; null where digits were sent in place of the three octets. */
  readonly network: number | null;
  readonly code: number;
}

/**
 * Reads `networkErrorCode`: an octet for the kind of network and two for the code. Some carriers send three digits in ASCII
 * instead, which no kind of network looks like.
 *
 * @returns null unless there are three octets
 */
export function readNetworkError(value: Uint8Array): NetworkError | null {
  const [network = 0, high = 0, low = 0] = value;
  if (value.length !== 3) return null;
  const digits = String.fromCharCode(network, high, low);
  if (/^\d{3}$/.test(digits)) return { network: null, code: Number(digits) };
  return { network, code: (high << 8) | low };
}
