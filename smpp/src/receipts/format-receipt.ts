import type { OutgoingBody } from '../wire/pdu.ts';
import { tlv } from '../wire/tlvs.ts';
import { formatReceiptDate } from './receipt-dates.ts';
import { type ReceiptStatus, stateForStatus } from './receipt-states.ts';

/** What a server reports of one text. */
export interface ReceiptToSend {
  /** The id that its answer to submit_sm gave. */
  readonly messageId: string;
  /** Where the words carry another writing of it, as some carriers do. */
  readonly messageIdInText?: string;
  readonly status: ReceiptStatus;
  /** Of the carrier's own table; `000` unless told. */
  readonly err?: string;
  readonly submittedAt: Date;
  readonly doneAt: Date;
  /** 1 unless told. */
  readonly submittedParts?: number;
  /** All of them for `delivered` and none otherwise, unless told. */
  readonly deliveredParts?: number;
  /** The text itself; its first 20 characters are repeated, with question marks for those that ASCII lacks. */
  readonly text?: string;
  /** Whether receipted_message_id and message_state go with the words; true unless told. */
  readonly hasParameters?: boolean;
}

const receiptClass = 0x04;
const repeatedCharacters = 20;

/** The words of a receipt, as in appendix B of SMPP 3.4: `id:… sub:001 dlvrd:001 submit date:… done date:… stat:DELIVRD err:000 text:…`. */
export function formatReceipt(receipt: ReceiptToSend): string {
  const { status, err = '000', submittedParts = 1, text = '' } = receipt;
  const deliveredParts = receipt.deliveredParts ?? (status === 'delivered' ? submittedParts : 0);
  const repeated = [...text].slice(0, repeatedCharacters).join('');
  return [
    `id:${receipt.messageIdInText ?? receipt.messageId}`,
    `sub:${threeDigits(submittedParts)}`,
    `dlvrd:${threeDigits(deliveredParts)}`,
    `submit date:${formatReceiptDate(receipt.submittedAt)}`,
    `done date:${formatReceiptDate(receipt.doneAt)}`,
    `stat:${stateForStatus(status).stat}`,
    `err:${err}`,
    `text:${repeated.replace(/[^ -~]/gu, '?')}`,
  ].join(' ');
}

/** What a deliver_sm needs to be a receipt; spread it behind the addresses, the phone as source and the sender as destination. */
export function receiptFields(receipt: ReceiptToSend): OutgoingBody<'deliver_sm'> {
  const shortMessage = Buffer.from(formatReceipt(receipt), 'latin1');
  const { messageId, status, hasParameters = true } = receipt;
  const tlvs = hasParameters
    ? [tlv('receiptedMessageId', messageId), tlv('messageState', stateForStatus(status).code)]
    : [];
  return { esmClass: receiptClass, dataCoding: 0, shortMessage, tlvs };
}

function threeDigits(count: number): string {
  return String(count).padStart(3, '0');
}
