import { createHandsets, type Handsets } from './handsets.ts';
import { createJoins, type Joins } from './joins.ts';
import { createTable } from './memory/table.ts';
import { createNames } from './names.ts';
import {
  type AcceptedRow,
  type CarrierEvent,
  type Face,
  type InboundRow,
  isFinal,
  type LedgerEntry,
  type OutcomeRow,
  type PartRow,
  type ReceiptRow,
  type RefusedRow,
} from './rows.ts';
import { createTally, type Tally } from './tally.ts';
import {
  type AddressedText,
  createTexts,
  type NamedText,
  type OutboundText,
  type TextUnderWay,
} from './texts.ts';

/**
 * Everything the carrier remembers, built from ledger rows and from nothing else. Running and starting again on an
 * old file therefore cannot differ, and the counters cannot disagree with the file.
 */
export interface Register {
  readonly tally: Tally;
  readonly handsets: Handsets;
  readonly joins: Joins;
  /** Lets a row take effect; `at` is its time in milliseconds since 1970. */
  apply(row: LedgerEntry, at: number): void;
  /** The number of a text, or -1. */
  numberOf(id: string): number;
  named(text: number): NamedText;
  underWay(text: number): TextUnderWay;
  addressed(text: number): AddressedText;
  beginningOf(text: number, length: number): string;
  findText(id: string): OutboundText | null;
  textsByReference(reference: string): OutboundText[];
  /** How often this reference was tried before, not counting refusals that depend on the moment. */
  attemptsOf(reference: string): number;
  /** The face that a sender used last, or null if it has not sent anything. */
  faceOfSender(sender: string): Face | null;
  isBlocked(sender: string, number: string): boolean;
  /** After a restart: texts that have not come to their end, or whose last receipt nobody sent, and events that nobody took. */
  unfinished(): { texts: OutboundText[]; events: CarrierEvent[] };
}

// 0 is a sender that only phones have texted so far.
const faces = [null, 'http', 'smpp', 'provider'] as const;
// What is known of a reference: how often it was tried, and its last text by number plus one, because 0 is none.
const attemptsCell = 0;
const lastTextCell = 1;

export function createRegister(): Register {
  const names = createNames();
  const { references } = names;
  const tally = createTally(names);
  const texts = createTexts(names);
  const handsets = createHandsets(names, texts);
  const joins = createJoins();
  const faceOf = createTable(1);
  const underReference = createTable(2);
  const blocked = new Set<string>();
  let callbacks: CarrierEvent[] = [];

  function attemptsOf(reference: string): number {
    const known = references.find(reference);
    return known < 0 ? 0 : underReference.get(known, attemptsCell);
  }

  function countAttempt(reference: number): number {
    const before = underReference.get(reference, attemptsCell);
    underReference.set(reference, attemptsCell, before + 1);
    return before;
  }

  function addAccepted(row: AcceptedRow, at: number): void {
    const reference = references.add(row.reference);
    const text = texts.addOutbound(row, at, countAttempt(reference));
    texts.linkUnderReference(text, underReference.get(reference, lastTextCell) - 1);
    underReference.set(reference, lastTextCell, text + 1);
    handsets.receive(text, row.to);
    faceOf.set(names.senders.add(row.from), 0, faces.indexOf(row.face ?? 'http'));
    if (row.receipts === 'none') texts.markReceipted(text);
    if (row.part_ids) joins.close(row);
  }

  function addPart(row: PartRow, at: number): void {
    countAttempt(references.add(row.reference));
    joins.add(row, at);
  }

  function addRefused(row: RefusedRow): void {
    if (row.by_fault && row.reference !== null) countAttempt(references.add(row.reference));
  }

  function addOutcome(row: OutcomeRow): void {
    const text = texts.find(row.id);
    if (text < 0) return;
    texts.changeStatus(text, row.status, row.error_code ?? null);
    if (row.status === 'delivered' && texts.receiptsOf(text) === 'failure') texts.markReceipted(text);
  }

  function addReceipt(row: ReceiptRow): void {
    const text = texts.find(row.id);
    if (text < 0) return;
    if (row.status !== 'sent') texts.markReceipted(text);
    else if (texts.statusOf(text) === 'accepted') texts.changeStatus(text, 'sent', null);
  }

  function addInbound(row: InboundRow, at: number): void {
    handsets.type(texts.addInbound(row, at), row.from, row.scripted === true);
  }

  function apply(row: LedgerEntry, at: number): void {
    tally.add(row, at);
    if (row.kind === 'accepted') addAccepted(row, at);
    else if (row.kind === 'part') addPart(row, at);
    else if (row.kind === 'refused') addRefused(row);
    else if (row.kind === 'outcome') addOutcome(row);
    else if (row.kind === 'receipt') addReceipt(row);
    else if (row.kind === 'inbound') addInbound(row, at);
    else if (row.kind === 'opt_out' && row.keyword) blocked.add(`${row.sender} ${row.number}`);
    else if (row.kind === 'opt_in') blocked.delete(`${row.sender} ${row.number}`);
    else if (row.kind === 'closed') callbacks.push(...row.waiting);
    else if (row.kind === 'opened') callbacks = [];
  }

  function* unfinished(): Generator<OutboundText> {
    for (let text = 0; text < texts.size; text++) {
      if (!texts.isOutbound(text)) continue;
      if (!isFinal(texts.statusOf(text)) || !texts.isReceipted(text)) yield texts.outbound(text);
    }
  }

  return {
    tally,
    handsets,
    joins,
    apply,
    numberOf: (id) => texts.find(id),
    named: texts.named,
    underWay: texts.underWay,
    addressed: texts.addressed,
    beginningOf: texts.beginningOf,
    findText(id) {
      const text = texts.find(id);
      return text >= 0 && texts.isOutbound(text) ? texts.outbound(text) : null;
    },
    textsByReference(reference) {
      const found: OutboundText[] = [];
      const known = references.find(reference);
      let text = known < 0 ? -1 : underReference.get(known, lastTextCell) - 1;
      for (; text >= 0; text = texts.earlierUnderReference(text)) found.push(texts.outbound(text));
      return found.reverse();
    },
    attemptsOf,
    faceOfSender(sender) {
      const known = names.senders.find(sender);
      return known < 0 ? null : (faces[faceOf.get(known, 0)] ?? null);
    },
    isBlocked: (sender, number) => blocked.has(`${sender} ${number}`),
    unfinished: () => ({ texts: [...unfinished()], events: callbacks }),
  };
}
