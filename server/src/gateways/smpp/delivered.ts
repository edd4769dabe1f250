import { randomUUID } from 'node:crypto';
import {
  type Answer,
  destinationOf,
  type PartPlace,
  type Pdu,
  type ReadMessage,
  type RequestHandlers,
  readMessage,
  readReceipt,
  sourceOf,
  status,
} from '@tidings/smpp';
import type { Callback, CarrierReceipt, Hear, Inbound, InboundPart } from '../callback.ts';
import { e164OfAddress } from './addresses.ts';
import { codeOfFailure } from './error-meanings.ts';
import { openGatherer } from './gather.ts';
import { knownId } from './ids.ts';
import type { RecentIds } from './recent-ids.ts';
import type { SmppSettings } from './settings.ts';

type Delivery = Pdu<'deliver_sm'> | Pdu<'data_sm'>;
type Acknowledge = Answer<'deliver_sm'> | Answer<'data_sm'>;

/** Takes what the carrier delivers: receipts, and what people wrote, in parts as they come. */
export type Delivered = {
  readonly requests: RequestHandlers;
  /** From now on batches go here; before, the carrier is told to come again. */
  listen(hear: Hear): void;
};

type Gathered = { callback: Required<Omit<Callback, 'answer'>>; answers: Acknowledge[] };

const nothing = (): Gathered => ({ callback: { receipts: [], inbound: [], parts: [] }, answers: [] });

export function openDelivered(settings: SmppSettings, recent: RecentIds): Delivered {
  let hear: Hear | null = null;
  let gathered = nothing();
  const gatherer = openGatherer(() => gathered.answers.length, hand);

  // The hour of a receipt is the one at which it comes: carriers' clocks and zones are their own.
  const reading = { defaultAlphabet: settings.defaultAlphabet, readsDates: false };

  async function hand(): Promise<void> {
    const { callback, answers } = gathered;
    gathered = nothing();
    const isTaken = await take(callback);
    if (!isTaken) keepInMind(callback.receipts, recent);
    for (const answer of answers) answer(isTaken ? status.ok : status.tryAgainLater);
  }

  async function take(callback: Callback): Promise<boolean> {
    try {
      await hear?.(callback);
      return hear !== null;
    } catch {
      // It was said in the log where it failed; the carrier brings it again.
      return false;
    }
  }

  function deliver(pdu: Delivery, answer: Acknowledge): void {
    const receipt = readReceipt(pdu, reading);
    if (receipt) {
      const read = receiptOf(receipt, pdu, settings, recent);
      if (read) gathered.callback.receipts.push(read);
      gathered.answers.push(answer);
      gatherer.note();
      return;
    }
    const from = e164OfAddress(sourceOf(pdu), settings.countryCode);
    const to = e164OfAddress(destinationOf(pdu), settings.countryCode);
    const message = readMessage(pdu, settings.defaultAlphabet);
    if (message.place) gathered.callback.parts.push(partOf(from, to, message, message.place));
    else gathered.callback.inbound.push(inboundOf(from, to, message.text));
    gathered.answers.push(answer);
    gatherer.note();
  }

  return {
    // Some carriers bring receipts as data_sm.
    requests: { deliver_sm: deliver, data_sm: deliver },
    listen(listener) {
      hear = listener;
    },
  };
}

/** The carrier brings again what could not be kept: then it stands for the same texts. */
function keepInMind(receipts: readonly CarrierReceipt[], recent: RecentIds): void {
  for (const { providerId, reference } of receipts)
    if (reference !== null && providerId !== null) recent.remember(providerId, reference);
}

/** Null for a state that says nothing: the carrier will report again, or never. */
function receiptOf(
  receipt: NonNullable<ReturnType<typeof readReceipt>>,
  pdu: Delivery,
  { ids, referenceTlv, optOutErrors, invalidNumberErrors, landlineErrors, errorMeanings }: SmppSettings,
  recent: RecentIds,
): CarrierReceipt | null {
  const { messageId, messageIdInText, status: reported, err, stat } = receipt;
  if (reported === null || messageId === null) return null;
  // A parameter that differs from the words repeats the id as the answer to the text gave it.
  const isFromAnswer = messageIdInText !== null && messageIdInText !== messageId;
  const providerId = knownId(messageId, isFromAnswer ? ids.response : ids.receipt);
  const echoed = referenceTlv === null ? undefined : pdu.tlvs.find(referenceTlv)?.toString();
  const reference = echoed ?? (reported === 'sent' ? recent.find(providerId) : recent.take(providerId));
  if (reported === 'delivered' || reported === 'sent')
    return { reference, providerId, status: reported, code: null, sentence: null };
  return {
    reference,
    providerId,
    status: reported,
    code: codeOfFailure(receipt, errorMeanings),
    sentence: `The carrier reports ${stat ?? reported}${err ? `, error ${err}` : ''}.`,
    ...(err && optOutErrors.includes(err) && { isOptOut: true }),
    ...(err && invalidNumberErrors.includes(err) && { numberFault: 'invalid_number' as const }),
    ...(err && landlineErrors.includes(err) && { numberFault: 'landline' as const }),
  };
}

/**
 * SMPP gives what people write no id of its own, and a carrier that hears no answer brings it again: then it comes twice.
 * Telling repeats by their words would lose the second "YES" of somebody who means it.
 */
function inboundOf(from: string, to: string, text: string | null): Inbound {
  return { providerId: `mo_${randomUUID()}`, from, to, body: text ?? '', ageMs: 0 };
}

function partOf(from: string, to: string, { octets, coding }: ReadMessage, place: PartPlace): InboundPart {
  const { placedBy, reference, total, number } = place;
  // A copy: what was read is a view of the piece of the stream that it came in.
  return {
    from,
    to,
    reference: `${placedBy} ${reference}`,
    total,
    number,
    octets: Uint8Array.from(octets),
    coding,
  };
}
