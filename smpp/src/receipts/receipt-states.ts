/** What became of a text, in the words that Tidings uses for every carrier. The last five are final. */
export type ReceiptStatus = 'sent' | 'delivered' | 'undelivered' | 'failed' | 'rejected' | 'expired';

/** One state of a message: the number in parameters, the words in texts, and what it comes to. */
export interface ReceiptState {
  /** message_state (3.4, 5.2.28); 0 and 9 came with 5.0. */
  readonly code: number;
  /** As it stands after `stat:`, seven letters as a rule. */
  readonly stat: string;
  /** Other spellings that are met. */
  readonly alsoSpelt: readonly string[];
  readonly status: ReceiptStatus;
}

/**
 * The states of SMPP. UNKNOWN stays `sent`: the carrier has lost track, the phone may have the text. ACCEPTD is `sent` too,
 * although some networks mean "read by an operator" by it.
 */
export const receiptStates: readonly ReceiptState[] = [
  { code: 0, stat: 'SCHEDLD', alsoSpelt: ['SCHEDULED', 'SCHEDUL'], status: 'sent' },
  { code: 1, stat: 'ENROUTE', alsoSpelt: ['BUFFRED', 'BUFFERD', 'BUFFERED', 'EN_ROUTE'], status: 'sent' },
  { code: 2, stat: 'DELIVRD', alsoSpelt: ['DELIVERED', 'DELIVERD'], status: 'delivered' },
  { code: 3, stat: 'EXPIRED', alsoSpelt: [], status: 'expired' },
  { code: 4, stat: 'DELETED', alsoSpelt: [], status: 'failed' },
  {
    code: 5,
    stat: 'UNDELIV',
    alsoSpelt: ['UNDELIVERABLE', 'UNDELIVERED', 'UNDELIVRD', 'FAILED'],
    status: 'undelivered',
  },
  { code: 6, stat: 'ACCEPTD', alsoSpelt: ['ACCEPTED', 'ACKED'], status: 'sent' },
  { code: 7, stat: 'UNKNOWN', alsoSpelt: [], status: 'sent' },
  { code: 8, stat: 'REJECTD', alsoSpelt: ['REJECTED'], status: 'rejected' },
  { code: 9, stat: 'SKIPPED', alsoSpelt: [], status: 'failed' },
];

const byCode = new Map(receiptStates.map((state) => [state.code, state]));
const byStat = new Map(
  receiptStates.flatMap((state) => [state.stat, ...state.alsoSpelt].map((stat) => [stat, state] as const)),
);

/** The state behind a message_state; undefined for a number that nobody has given a meaning. */
export function stateByCode(code: number): ReceiptState | undefined {
  return byCode.get(code);
}

/** The state behind the word after `stat:`, in any case; undefined for a word that is not known. */
export function stateByStat(stat: string): ReceiptState | undefined {
  return byStat.get(stat.toUpperCase());
}

/** The state that a server tells for what became of a text. */
export function stateForStatus(status: ReceiptStatus): ReceiptState {
  const code = { sent: 1, delivered: 2, expired: 3, failed: 4, undelivered: 5, rejected: 8 }[status];
  return byCode.get(code) as ReceiptState;
}
