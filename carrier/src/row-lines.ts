import type { Packer } from './memory/packer.ts';
import type { AcceptedRow, CarrierEvent, LedgerEntry, OutcomeRow, ReceiptEvent, ReceiptRow } from './rows.ts';

/**
 * JSON by hand for the three rows and the one event that every text has; JSON.stringify makes all others. It saves half
 * of what writing a text's rows costs. The tests hold each of them to what JSON.stringify would write, byte for byte.
 */
export function addLine(to: Packer, seq: number, at: string, row: LedgerEntry): void {
  to.ascii('{"seq":');
  to.whole(seq);
  to.ascii(',"at":"');
  to.ascii(at);
  if (row.kind === 'accepted') addAccepted(to, row);
  else if (row.kind === 'outcome') addOutcome(to, row);
  else if (row.kind === 'receipt') addReceipt(to, row);
  else {
    to.ascii('",');
    to.add(JSON.stringify(row).slice(1));
    to.ascii('\n');
  }
}

export function addEvent(to: Packer, event: CarrierEvent): void {
  if (event.type === 'receipt') addReceiptEvent(to, event);
  else to.add(JSON.stringify(event));
}

function addAccepted(to: Packer, row: AcceptedRow): void {
  to.ascii('","kind":"accepted","id":"');
  to.ascii(row.id);
  to.ascii('","reference":');
  to.quote(row.reference);
  to.ascii(',"tag":');
  to.quote(row.tag);
  to.ascii(',"from":');
  to.quote(row.from);
  to.ascii(',"to":');
  to.quote(row.to);
  to.ascii(',"body":');
  to.quote(row.body);
  to.ascii(',"parts":');
  to.whole(row.parts);
  to.ascii(',"valid_until":');
  if (row.valid_until === null) to.ascii('null');
  else to.quote(row.valid_until);
  if (row.face !== undefined) addTerms(to, row);
  addNamed(to, ',"lost_answer":', row.lost_answer);
  if (row.media !== undefined) {
    to.ascii(',"media":');
    to.add(JSON.stringify(row.media));
    addNamed(to, ',"subject":', row.subject);
  }
  to.ascii('}\n');
}

function addTerms(to: Packer, { face, receipts, part_ids: parts }: AcceptedRow): void {
  to.ascii(`,"face":"${face}","receipts":"${receipts}"`);
  if (parts === undefined) return;
  to.ascii(',"part_ids":');
  to.add(JSON.stringify(parts));
}

function addOutcome(to: Packer, row: OutcomeRow): void {
  to.ascii('","kind":"outcome","id":"');
  to.ascii(row.id);
  to.ascii('","tag":');
  to.quote(row.tag);
  addStatus(to, row);
  to.ascii('}\n');
}

function addReceipt(to: Packer, row: ReceiptRow): void {
  to.ascii('","kind":"receipt","tag":');
  to.quote(row.tag);
  to.ascii(',"event_id":"');
  to.ascii(row.event_id);
  addAbout(to, row);
  if (row.lost) to.ascii(',"lost":true');
  if (row.repeated) to.ascii(',"repeated":true');
  to.ascii('}\n');
}

function addReceiptEvent(to: Packer, event: ReceiptEvent): void {
  to.ascii('{"type":"receipt","event_id":"');
  to.ascii(event.event_id);
  addAbout(to, event);
  to.ascii(',"at":"');
  to.ascii(event.at);
  to.ascii('"');
  addNamed(to, ',"error_message":', event.error_message);
  to.ascii('}');
}

/** Which text a receipt is about, and what became of it. */
function addAbout(to: Packer, receipt: ReceiptRow | ReceiptEvent): void {
  to.ascii('","id":"');
  to.ascii(receipt.id);
  to.ascii('","reference":');
  to.quote(receipt.reference);
  addStatus(to, receipt);
}

function addStatus(to: Packer, { status, error_code: error }: OutcomeRow | ReceiptRow | ReceiptEvent): void {
  to.ascii(',"status":"');
  to.ascii(status);
  to.ascii('"');
  addNamed(to, ',"error_code":', error);
}

function addNamed(to: Packer, name: string, value: string | undefined): void {
  if (value === undefined) return;
  to.ascii(name);
  to.quote(value);
}
