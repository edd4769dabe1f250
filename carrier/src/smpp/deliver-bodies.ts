import {
  addressOf,
  destinationFields,
  encodeText,
  npi,
  type OutgoingBody,
  sourceFields,
  splitText,
  tlv,
  ton,
} from '@tidings/smpp';
import type { ReceiptFacts } from '../news.ts';
import type { InboundEvent, ReceiptEvent } from '../rows.ts';
import type { Settings } from '../settings.ts';
import { createReceiptWriter, messageStates } from './receipt-words.ts';
import { errOf } from './statuses.ts';
import { idInReceipt } from './wire-ids.ts';

export type DeliverBody = OutgoingBody<'deliver_sm'>;

/** The deliver_sm that tells what became of a text: from the phone, as far as addresses go, to the number that sent. */
export type ReceiptBody = (facts: ReceiptFacts, beginning: string, settings: Settings) => DeliverBody;

const receiptClass = 4;
const ucs2 = 8;
const mostOctets = 254;
const noError = '000';

export function createReceiptBody(): ReceiptBody {
  const write = createReceiptWriter();
  const idOctets = createIdWriter();
  // Whom receipts go to: there are few of those who send texts, and thousands of receipts for each.
  let sender = '';
  let to = addressFor(sender);
  return (facts, beginning, settings) => {
    const { status, submittedAt, doneAt } = facts;
    const id = idInReceipt(facts.id, settings.smpp_ids);
    const err = facts.errorCode === null ? noError : (errOf[facts.errorCode] ?? noError);
    const words = write({ id, status, err, submittedAt, doneAt, beginning });
    const { smpp_receipt_coding: coding, smpp_receipt_tlvs: hasParameters } = settings;
    const from = addressFor(facts.to);
    if (facts.from !== sender) {
      sender = facts.from;
      to = addressFor(sender);
    }
    return {
      sourceAddrTon: from.ton,
      sourceAddrNpi: from.npi,
      sourceAddr: from.addr,
      destAddrTon: to.ton,
      destAddrNpi: to.npi,
      destinationAddr: to.addr,
      esmClass: receiptClass,
      // Receipts are plain ASCII. Some carriers send them in UCS-2, and some say so of receipts that they send as they are.
      dataCoding: coding === 'gsm7' ? 0 : ucs2,
      shortMessage: coding === 'ucs2' ? inUcs2(words) : words,
      tlvs: hasParameters ? [{ tag: receiptedMessageId, value: idOctets(id) }, stateTlvs[status]] : [],
    };
  };
}

const { tag: receiptedMessageId } = tlv('receiptedMessageId', '');

function inUcs2(words: Buffer): Buffer {
  return encodeText(words.toString('latin1'), 'ucs2').subarray(0, mostOctets);
}

/** The octets of an id with its NUL, in memory that the next one is written into, as the words of a receipt are. */
function createIdWriter(): (id: string) => Buffer {
  const views: Buffer[] = [];
  return (id) => {
    const { length } = id;
    views[length] ??= Buffer.alloc(length + 1);
    const octets = views[length];
    // By hand: calling somebody who writes faster costs more than twenty characters do.
    for (let i = 0; i < length; i++) octets[i] = id.charCodeAt(i);
    return octets;
  };
}

const stateTlvs = Object.fromEntries(
  Object.entries(messageStates).map(([status, code]) => [status, tlv('messageState', code)]),
) as unknown as Readonly<Record<ReceiptEvent['status'], ReturnType<typeof tlv>>>;

/** `addressOf` without a look at every digit, for what nearly all numbers are. */
function addressFor(number: string) {
  if (!number.startsWith('+')) return addressOf(number);
  return { ton: ton.international, npi: npi.isdn, addr: number.slice(1) };
}

/** A text that somebody typed, in as many parts as a phone makes of it, in order unless it says otherwise; the number tells its parts from those of others. */
export function inboundBodies(event: InboundEvent, number: number): DeliverBody[] {
  const { way = 'udh8', reference = number, order } = event.apart ?? {};
  const split = splitText(event.body, { reference, way });
  // A typed text has 1,600 characters at the most, which is far from 255 parts.
  const all = split.ok ? split.parts : [];
  const parts = order ? order.flatMap((at) => all[at - 1] ?? []) : all;
  const between = { ...sourceFields(addressOf(event.from)), ...destinationFields(addressOf(event.to)) };
  return parts.map((part) => ({ ...between, ...part }));
}
