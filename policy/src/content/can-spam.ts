import type { LintChannel, LintFinding } from './finding.ts';
import { optOutLine } from './opt-out-words.ts';
import { type Check, findingAt, lettersOf, type Reading } from './reading.ts';

/**
 * What CAN-SPAM (15 U.S.C. 7704) asks of commercial mail. It does not reach texts to phone numbers; a template may still
 * hold words for a mail program, and says so by its channel. What is about orders and accounts (7702(17)) needs none of
 * it, and becomes commercial by a promotion in it (`promotion.ts`).
 */
export const checkCanSpam: Check = (reading) => {
  const { channel = 'text' } = reading.input;
  if (channel === 'text') return [];
  if (channel === 'mail_gateway') return [refuseGateway(reading)];
  return [
    ...(channel === 'commercial_email'
      ? [...findAddress(reading), ...findOptOut(reading), ...findIdentification(reading)]
      : []),
    sayNotSent(reading, channel),
  ];
};

const atEnd = ({ body }: Reading): readonly [number, number] => [body.trimEnd().length, body.length];
const lineBreak = ({ body }: Reading): string => (body.endsWith('\n') ? '' : '\n');

function refuseGateway(reading: Reading): LintFinding {
  return findingAt('can_spam.mail_gateway', 'error', [0, reading.body.length], {
    sentence:
      'Mail to number@carrier is a commercial message to a phone: the law wants an express prior authorisation for that very address (47 CFR 64.3100), and Tidings sends none.',
    remedy: 'Text the phone number instead, in a program that its owner has joined.',
  });
}

// A street with its number, a post-office box, or a state with its ZIP code. A merge field stands for whatever it holds.
const address =
  /\b\d{1,6}[a-z]?\s+(?:[\p{L}\d.'-]+\s+){1,5}(?:st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|way|ct|court|pl|place|sq|square|pkwy|parkway|hwy|highway|suite|ste|terrace|quay|wharf)\b|\bp\.? ?o\.? ?box\s+\d+|\b(?:pmb|private mailbox)\s+#?\d+|,\s*[a-z]{2}\.?\s+\d{5}(?:-\d{4})?\b/iu;
const addressField = /\{\{\s*(?:brand_)?(?:postal_)?address\b/;

function findAddress(reading: Reading): LintFinding[] {
  const { input, body } = reading;
  if (addressField.test(body)) return [];
  const known = input.postalAddress?.trim();
  const isThere = known ? lettersOf(body).includes(lettersOf(known)) : address.test(body);
  if (isThere) return [];
  return [
    findingAt('can_spam.postal_address', 'error', atEnd(reading), {
      sentence: known
        ? `This commercial mail does not carry the brand’s postal address, “${known.slice(0, 80)}” (15 U.S.C. 7704(a)(5)(A)(iii)).`
        : 'No postal address is found in this commercial mail (15 U.S.C. 7704(a)(5)(A)(iii)).',
      remedy: 'End it with the street address of the sender, or a post-office or private mailbox of theirs.',
      ...(known ? { fix: `${lineBreak(reading)}${known}` } : {}),
    }),
  ];
}

const leaving =
  /\bunsubscrib|\bopt(?:ing)?[ -]?out\b|\bstop receiving\b|\bemail preferences\b|\b(?:darte|darse|darme) de baja\b|\bdesabonner\b|\bdesinscri/;
const leaveField = /\{\{\s*[a-z_]*(?:unsubscribe|opt_out|preferences)[a-z_]*\b/;
const mailAddress = /[\w.+-]+@[\w-]+\.[\w.]+/;

/** A return address or another way over the internet; a word to text back is none. */
function findOptOut(reading: Reading): LintFinding[] {
  const { folded, body, links } = reading;
  if (leaveField.test(body)) return [];
  const hasWay = links.length > 0 || mailAddress.test(body) || /\breply to this e-?mail\b/.test(folded.text);
  if (leaving.test(folded.text) && hasWay) return [];
  return [
    findingAt('can_spam.opt_out', 'error', atEnd(reading), {
      sentence:
        'This commercial mail names no way to leave over the internet (15 U.S.C. 7704(a)(3) and (5)(A)(ii)).',
      remedy: `Say how to unsubscribe, by a link or a return address that works for at least 30 days; “${optOutLine[reading.language]}” does not do.`,
    }),
  ];
}

const identified =
  /\badvert(?:isement|ising|s)?\b|\bthis is an? (?:ad|promotion|offer|sales message)\b|\b(?:promotional|marketing|commercial) (?:e-?mail|mail|message)\b|^\s*[[(]?ad[\])]?[: ]|\bpublicidad\b|\bpublicite\b|\bpublicitaire\b|\bcommunication commerciale\b/;

function findIdentification(reading: Reading): LintFinding[] {
  if (identified.test(reading.folded.text)) return [];
  return [
    findingAt('can_spam.advertisement', 'warning', [0, 0], {
      sentence:
        'Nothing in this commercial mail says that it is an advertisement (15 U.S.C. 7704(a)(5)(A)(i)); whoever has agreed beforehand to get it may do without ((a)(5)(B)).',
      remedy: 'Say so, such as “This is an advertisement”, unless everybody on the list has agreed to it.',
      fix: 'This is an advertisement. ',
    }),
  ];
}

function sayNotSent(reading: Reading, channel: Exclude<LintChannel, 'text' | 'mail_gateway'>): LintFinding {
  const sentence =
    channel === 'commercial_email'
      ? 'Tidings sends no commercial mail: these words are kept for the program that does, and CAN-SPAM is asked of them; of texts to phone numbers it is not.'
      : 'Tidings sends no such mail: these words are kept for the program that does. What is about orders and accounts alone needs no particulars of CAN-SPAM, and may not mislead.';
  return findingAt('can_spam.not_sent_here', 'warning', [0, reading.body.length], {
    sentence,
    remedy: 'Hand them over there, and see there that opt-outs are obeyed within 10 business days.',
  });
}
