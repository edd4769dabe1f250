import {
  addressOf,
  type OutgoingBody,
  relativeTime,
  type SplitText,
  splitText,
  type TextPart,
  type Tlv,
} from '@tidings/smpp';
import type { Submission } from '../gateway.ts';
import type { SmppSettings } from './settings.ts';

export type SubmitBody = OutgoingBody<'submit_sm'>;

export type CutText =
  | { readonly ok: true; readonly bodies: readonly SubmitBody[] }
  | Extract<SplitText, { readonly ok: false }>;

/** `longReference` tells the parts of this text from those of another. */
export type CutIntoBodies = (text: Submission, longReference: number) => CutText;

const receiptWanted = 1;

/**
 * Makes what writes a text as the submit_sm of each of its parts. A receipt is asked for the last part only: it arrives last, and one text
 * has one id. What a campaign's texts have in common (sender, tag, the time they may take) is made once, and each body has one shape.
 */
export function openBodies(settings: SmppSettings): CutIntoBodies {
  const { shortCode, longTexts: way, defaultAlphabet, parameters, referenceTlv, tagTlv } = settings;
  const addressFrom = lastOf((number: string) => addressOf(number, shortCode));
  const periodOf = lastOf((ms: number | null) => (ms === null ? '' : relativeTime(ms / 1_000)));
  const tagOf = lastOf((tag: string): Tlv | null =>
    tagTlv === null ? null : { tag: tagTlv, value: Buffer.from(tag) },
  );

  function ownTlvs({ reference, tag }: Submission): readonly Tlv[] {
    const tlvs: Tlv[] = [...parameters];
    if (referenceTlv !== null) tlvs.push({ tag: referenceTlv, value: Buffer.from(reference) });
    const tagged = tagOf(tag);
    if (tagged) tlvs.push(tagged);
    return tlvs;
  }

  return (text, reference) => {
    const split = splitText(text.body, { way, reference, defaultAlphabet });
    if (!split.ok) return split;
    const from = addressFrom(text.from);
    const to = addressOf(text.to, shortCode);
    const validityPeriod = periodOf(text.validForMs);
    const ours = ownTlvs(text);
    const bodyOf = ({ esmClass, dataCoding, shortMessage, tlvs }: TextPart, index: number): SubmitBody => ({
      sourceAddrTon: from.ton,
      sourceAddrNpi: from.npi,
      sourceAddr: from.addr,
      destAddrTon: to.ton,
      destAddrNpi: to.npi,
      destinationAddr: to.addr,
      validityPeriod,
      esmClass,
      dataCoding,
      shortMessage,
      tlvs: tlvs.length === 0 ? ours : [...tlvs, ...ours],
      registeredDelivery: index === split.parts.length - 1 ? receiptWanted : 0,
    });
    return { ok: true, bodies: split.parts.map(bodyOf) };
  };
}

/** Remembers the last answer: texts of one campaign come one after another. */
function lastOf<Asked extends string | number | null, Answer>(
  answer: (asked: Asked) => Answer,
): (asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | null = null;
  return (asked) => {
    if (last?.asked !== asked) last = { asked, answer: answer(asked) };
    return last.answer;
  };
}
