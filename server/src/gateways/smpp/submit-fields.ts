import {
  addressOf,
  destinationFields,
  type OutgoingBody,
  relativeTime,
  sourceFields,
  splitText,
  type Tlv,
} from '@tidings/smpp';
import type { Submission } from '../gateway.ts';
import type { SmppSettings } from './settings.ts';

export type SubmitBody = OutgoingBody<'submit_sm'>;

const receiptWanted = 1;

/**
 * A text as the submit_sm of each of its parts. A receipt is asked for the last part only: it arrives last, and one text has
 * one id. `longReference` tells the parts of this text from those of another.
 */
export function submitBodies(
  text: Submission,
  settings: SmppSettings,
  longReference: number,
): { ok: true; bodies: SubmitBody[] } | { ok: false; code: string; sentence: string } {
  const split = splitText(text.body, {
    way: settings.longTexts,
    reference: longReference,
    defaultAlphabet: settings.defaultAlphabet,
  });
  if (!split.ok) return split;
  const shared = {
    ...sourceFields(addressOf(text.from, settings.shortCode)),
    ...destinationFields(addressOf(text.to, settings.shortCode)),
    validityPeriod: text.validForMs === null ? '' : relativeTime(text.validForMs / 1_000),
  };
  const ours = ownTlvs(text, settings);
  return {
    ok: true,
    bodies: split.parts.map((part, index) => ({
      ...shared,
      ...part,
      tlvs: ours.length === 0 ? part.tlvs : [...part.tlvs, ...ours],
      registeredDelivery: index === split.parts.length - 1 ? receiptWanted : 0,
    })),
  };
}

function ownTlvs(text: Submission, { referenceTlv, tagTlv, parameters }: SmppSettings): Tlv[] {
  const tlvs: Tlv[] = [...parameters];
  if (referenceTlv !== null) tlvs.push({ tag: referenceTlv, value: Buffer.from(text.reference) });
  if (tagTlv !== null) tlvs.push({ tag: tagTlv, value: Buffer.from(text.tag) });
  return tlvs;
}
