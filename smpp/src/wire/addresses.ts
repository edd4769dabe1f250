/** Type of number, numbering plan and digits: how SMPP names a sender or a phone. */
export interface Address {
  readonly ton: number;
  readonly npi: number;
  /** Up to 20 characters, without `+`. */
  readonly addr: string;
}

/** The types of number (TON) that carriers of texts use. */
export const ton = {
  unknown: 0,
  international: 1,
  national: 2,
  networkSpecific: 3,
  alphanumeric: 5,
  abbreviated: 6,
} as const;

/** The numbering plans (NPI) that carriers of texts use. */
export const npi = { unknown: 0, isdn: 1, national: 8, private: 9 } as const;

const longestShortCode = 8;

/**
 * How to write a number or a name: E.164 is international in the ISDN plan, a name is alphanumeric, and for a short code each
 * carrier wants something else. A wrong pair is the commonest reason for ESME_RINVSRCADR and ESME_RINVDSTADR.
 *
 * @param number `+15005550006`, the same without `+`, `12345` for a short code, or a name such as `ACME`
 * @param shortCode what this carrier wants for 3 to 8 digits without `+`; network specific (3/0) unless told
 */
export function addressOf(
  number: string,
  shortCode: { readonly ton: number; readonly npi: number } = { ton: ton.networkSpecific, npi: npi.unknown },
): Address {
  const hasPlus = number.startsWith('+');
  const from = hasPlus ? 1 : 0;
  if (!isDigits(number, from)) return { ton: ton.alphanumeric, npi: npi.unknown, addr: number };
  if (!hasPlus && number.length <= longestShortCode) {
    return { ton: shortCode.ton, npi: shortCode.npi, addr: number };
  }
  return { ton: ton.international, npi: npi.isdn, addr: hasPlus ? number.slice(1) : number };
}

/** Whether there is at least one digit from an index on, and nothing else. */
function isDigits(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > from;
}

/** A number as people write it: E.164 with `+` where the type says international, otherwise as it came. */
export function numberOf(address: Address): string {
  const addr = address.addr.trim();
  return address.ton === ton.international && isDigits(addr, 0) ? `+${addr}` : addr;
}

/** The three fields of a PDU's source, to be spread into its body. */
export function sourceFields(address: Address) {
  return { sourceAddrTon: address.ton, sourceAddrNpi: address.npi, sourceAddr: address.addr };
}

/** The three fields of a PDU's destination, to be spread into its body. */
export function destinationFields(address: Address) {
  return { destAddrTon: address.ton, destAddrNpi: address.npi, destinationAddr: address.addr };
}

/** Who sent a PDU. In a receipt that is the phone which the text went to. */
export function sourceOf(pdu: ReturnType<typeof sourceFields>): Address {
  return { ton: pdu.sourceAddrTon, npi: pdu.sourceAddrNpi, addr: pdu.sourceAddr };
}

/** Whom a PDU is for. In a receipt that is the number which the text came from. */
export function destinationOf(pdu: ReturnType<typeof destinationFields>): Address {
  return { ton: pdu.destAddrTon, npi: pdu.destAddrNpi, addr: pdu.destinationAddr };
}
