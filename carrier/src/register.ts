import { createHandsets, type Handsets, type OutboundText } from './handsets.ts';
import type { AcceptedRow, CarrierEvent, LedgerRow, OutcomeRow, ReceiptRow, RefusedRow } from './rows.ts';
import { createTally, type Tally } from './tally.ts';

/**
 * Everything the carrier remembers, built from ledger rows and from nothing else. Running and starting again on an
 * old file therefore cannot differ, and the counters cannot disagree with the file.
 */
export interface Register {
  readonly tally: Tally;
  readonly handsets: Handsets;
  readonly lastSeq: number;
  apply(row: LedgerRow): void;
  findText(id: string): OutboundText | null;
  textsByReference(reference: string): readonly OutboundText[];
  /** How often this reference was tried before, not counting refusals that depend on the moment. */
  attemptsOf(reference: string): number;
  isBlocked(sender: string, number: string): boolean;
  /** After a restart: texts whose last receipt nobody sent, and callbacks that nobody took. */
  unfinished(): { texts: OutboundText[]; callbacks: CarrierEvent[] };
}

export function createRegister(): Register {
  const tally = createTally();
  const handsets = createHandsets();
  const texts = new Map<string, OutboundText>();
  const byReference = new Map<string, OutboundText | OutboundText[]>();
  const refusedAttempts = new Map<string, number>();
  const blocked = new Set<string>();
  const words = new Map<string, string>();
  let callbacks: CarrierEvent[] = [];
  let lastSeq = 0;

  function textsByReference(reference: string): readonly OutboundText[] {
    const found = byReference.get(reference);
    if (!found) return [];
    return Array.isArray(found) ? found : [found];
  }

  function attemptsOf(reference: string): number {
    return (refusedAttempts.get(reference) ?? 0) + textsByReference(reference).length;
  }

  /** Every request brings its own copy of the tag and the sender, though there are only a few of them. */
  function onlyCopy(word: string): string {
    const known = words.get(word) ?? word;
    words.set(word, known);
    return known;
  }

  function addAccepted(row: AcceptedRow, at: string): void {
    const { reference } = row;
    const text = textOf(row, Date.parse(at), attemptsOf(reference));
    text.tag = onlyCopy(text.tag);
    text.from = onlyCopy(text.from);
    texts.set(row.id, text);
    // Nearly every reference has one text; an array for each would cost a hundred megabytes at a million texts.
    const others = textsByReference(reference);
    byReference.set(reference, others.length === 0 ? text : [...others, text]);
    handsets.receive(text);
  }

  function addRefused(row: RefusedRow): void {
    if (!row.by_fault || row.reference === null) return;
    refusedAttempts.set(row.reference, (refusedAttempts.get(row.reference) ?? 0) + 1);
  }

  function addOutcome(row: OutcomeRow): void {
    const text = texts.get(row.id);
    if (!text) return;
    text.status = row.status;
    text.errorCode = row.error_code ?? null;
  }

  function addReceipt(row: ReceiptRow): void {
    const text = texts.get(row.id);
    if (!text) return;
    if (row.status !== 'sent') text.isReceipted = true;
    else if (text.status === 'accepted') text.status = 'sent';
  }

  function apply(row: LedgerRow): void {
    lastSeq = row.seq;
    tally.add(row);
    if (row.kind === 'accepted') addAccepted(row, row.at);
    else if (row.kind === 'refused') addRefused(row);
    else if (row.kind === 'outcome') addOutcome(row);
    else if (row.kind === 'receipt') addReceipt(row);
    else if (row.kind === 'inbound') {
      const { id, tag, from, to, body } = row;
      const sentAt = Date.parse(row.at);
      handsets.type({ direction: 'inbound', id, tag, from, to, body, sentAt }, row.scripted === true);
    } else if (row.kind === 'opt_out' && row.keyword) blocked.add(`${row.sender} ${row.number}`);
    else if (row.kind === 'opt_in') blocked.delete(`${row.sender} ${row.number}`);
    else if (row.kind === 'closed') callbacks.push(...row.waiting);
    else if (row.kind === 'opened') callbacks = [];
  }

  return {
    tally,
    handsets,
    get lastSeq() {
      return lastSeq;
    },
    apply,
    findText: (id) => texts.get(id) ?? null,
    textsByReference,
    attemptsOf,
    isBlocked: (sender, number) => blocked.has(`${sender} ${number}`),
    unfinished: () => ({ texts: [...texts.values()].filter((text) => !text.isReceipted), callbacks }),
  };
}

function textOf(row: AcceptedRow, acceptedAt: number, attempt: number): OutboundText {
  const { id, reference, tag, from, to, body, parts } = row;
  const validUntil = row.valid_until === null ? null : Date.parse(row.valid_until);
  const known = { id, reference, tag, from, to, body, parts, acceptedAt, validUntil, attempt };
  return { direction: 'outbound', ...known, status: 'accepted', errorCode: null, isReceipted: false };
}
