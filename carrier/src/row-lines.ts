import type { AcceptedRow, CarrierEvent, LedgerEntry, OutcomeRow, ReceiptEvent, ReceiptRow } from './rows.ts';

/**
 * JSON by hand for the three rows and the one event that every text has; JSON.stringify makes all others. It saves half
 * of what writing a text's rows costs. The tests hold each of them to what JSON.stringify would write, byte for byte.
 */
export function lineOf(seq: number, at: string, row: LedgerEntry): string {
  if (row.kind === 'accepted') return `{"seq":${seq},"at":"${at}",${acceptedFields(row)}}\n`;
  if (row.kind === 'outcome') return `{"seq":${seq},"at":"${at}",${outcomeFields(row)}}\n`;
  if (row.kind === 'receipt') return `{"seq":${seq},"at":"${at}",${receiptFields(row)}}\n`;
  return `{"seq":${seq},"at":"${at}",${JSON.stringify(row).slice(1)}\n`;
}

export function eventJson(event: CarrierEvent): string {
  return event.type === 'receipt' ? receiptJson(event) : JSON.stringify(event);
}

function acceptedFields(row: AcceptedRow): string {
  const { reference, tag, from, to, body, parts, valid_until: validUntil, lost_answer: lost } = row;
  const validity = validUntil === null ? 'null' : quote(validUntil);
  const terms = row.face === undefined ? '' : termsOf(row);
  const answered = lost === undefined ? terms : `${terms},"lost_answer":"${lost}"`;
  const rest = row.media === undefined ? answered : answered + mmsOf(row);
  return `"kind":"accepted","id":"${row.id}","reference":${quote(reference)},"tag":${quote(tag)},"from":${quote(from)},"to":${quote(to)},"body":${quote(body)},"parts":${parts},"valid_until":${validity}${rest}`;
}

function mmsOf({ media, subject }: AcceptedRow): string {
  return `,"media":${JSON.stringify(media)}${subject === undefined ? '' : `,"subject":${quote(subject)}`}`;
}

function termsOf({ face, receipts, part_ids: parts }: AcceptedRow): string {
  return `,"face":"${face}","receipts":"${receipts}"${parts === undefined ? '' : `,"part_ids":${JSON.stringify(parts)}`}`;
}

function outcomeFields({ id, tag, status, error_code: error }: OutcomeRow): string {
  const rest = error === undefined ? '' : `,"error_code":"${error}"`;
  return `"kind":"outcome","id":"${id}","tag":${quote(tag)},"status":"${status}"${rest}`;
}

function receiptFields(row: ReceiptRow): string {
  const { event_id: eventId, id, reference, tag, status, error_code: error, lost, repeated } = row;
  const code = error === undefined ? '' : `,"error_code":"${error}"`;
  const rest = `${code}${lost ? ',"lost":true' : ''}${repeated ? ',"repeated":true' : ''}`;
  return `"kind":"receipt","tag":${quote(tag)},"event_id":"${eventId}","id":"${id}","reference":${quote(reference)},"status":"${status}"${rest}`;
}

function receiptJson(event: ReceiptEvent): string {
  const { event_id: eventId, id, reference, status, at, error_code: error, error_message: message } = event;
  const code = error === undefined ? '' : `,"error_code":"${error}"`;
  const sentence = message === undefined ? '' : `,"error_message":${quote(message)}`;
  return `{"type":"receipt","event_id":"${eventId}","id":"${id}","reference":${quote(reference)},"status":"${status}"${code},"at":"${at}"${sentence}}`;
}

/** Anything but plain ASCII without quotes and backslashes: what JSON may have to write in another way. */
const unplain = /[^ !#-[\]-~]/;

function quote(text: string): string {
  return unplain.test(text) ? JSON.stringify(text) : `"${text}"`;
}
