import { isAffected, papersRefusal } from '@tidings/policy/registrations';
import { countParts } from '@tidings/sms';
import { countryOfNumber } from '@tidings/sms/countries';
import { emergencyExemption, isReleased } from '../compliance/index.ts';
import type { Contact, Program } from '../contacts/index.ts';
import { consentVerdict, countryVerdict, reachVerdict, sellingOf } from '../dispatch/index.ts';
import type { Facts } from '../merging/index.ts';
import { publicId } from '../platform/ids.ts';
import { type Sender, snowshoeRefusal } from '../senders/index.ts';
import { partsOfMms } from '../templates/index.ts';
import type { Attachment } from './attachment.ts';
import { findAttachment } from './attachments.ts';
import { chooseSender, findSource, findWords, type Source, type Words } from './choose-means.ts';
import { lintBody } from './lint-body.ts';
import { contactOf, type Known, numberOf } from './load-known.ts';
import { shortenAddresses } from './shorten-addresses.ts';
import {
  pastIsForgivenMs,
  type ReadyText,
  type Refusal,
  sendAtMostDaysAhead,
  type TextWish,
  validityOf,
} from './text.ts';
import { checkBody, type Templates, writeBody } from './write-body.ts';

/** A wish with everything found and written, before anybody has asked whether the person may be texted. */
export type WrittenText = Omit<ReadyText, 'consentEventId'>;

export type Decision<T> =
  | { readonly ok: true; readonly text: T }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Takes or refuses the wish at this place of a batch. Pure. The consent that is asked here is the early look that a campaign
 * takes at its launch; the pipeline asks again, with the person's row locked, before the text leaves.
 */
export function decideText(
  wish: TextWish,
  at: number,
  known: Known,
  templates: Templates,
  now: Date,
): Decision<ReadyText> {
  const written = writeText(wish, at, known, templates, now);
  if (!written.ok) return written;
  const { text } = written;
  const permission = findPermission(known, text, now);
  return permission.ok
    ? { ok: true, text: { ...text, consentEventId: permission.eventId } }
    : { ok: false, refusal: permission.refusal };
}

/** May this person be texted in this program, as far as is known now? */
export function findPermission(
  known: Pick<Known, 'consents' | 'workspace' | 'permission' | 'rulings' | 'gone'>,
  {
    number,
    program,
    sender,
    body,
    promotion,
  }: Pick<WrittenText, 'number' | 'program' | 'sender' | 'body' | 'promotion'>,
  now: Date,
): { ok: true; eventId: number | null; waitsFor: string | null } | { ok: false; refusal: Refusal } {
  const abroad = countryVerdict(number, new Set(known.workspace.countries));
  if (abroad) return { ok: false, refusal: { ...abroad, pointer: '/to' } };
  const unreached = reachVerdict(sender, number);
  if (unreached) return { ok: false, refusal: { ...unreached, pointer: '/sender_id' } };
  const unregistered = papersRefusal(sender, now.getTime());
  if (unregistered && isAffected(sender.kind, countryOfNumber(number)))
    return { ok: false, refusal: { ...unregistered, pointer: '/sender_id' } };
  const consent = known.consents.get(program.id)?.get(number);
  // Whoever has to wait is texted later, and dispatch says so.
  const purpose = promotion === null ? program.purpose : 'marketing';
  const verdict = consentVerdict(consent, { number, purpose, permission: known.permission, now });
  if (consent && verdict?.kind !== 'drop')
    return { ok: true, eventId: consent.eventId, waitsFor: verdict?.kind === 'hold' ? verdict.reason : null };
  const text = { programId: program.id, purpose, body, number };
  const isExempt = emergencyExemption(text, consent, known.rulings, now) !== null;
  const isGone = isExempt && known.gone.get(program.id)?.has(number) === true;
  if (isExempt && !isGone) return { ok: true, eventId: null, waitsFor: null };
  const code = isGone
    ? 'contact.opted_out'
    : verdict?.kind === 'drop'
      ? verdict.reason
      : 'contact.no_consent';
  const isTold =
    code !== 'contact.opted_out' && code !== 'contact.no_consent' && code !== 'contact.restricted';
  if (verdict?.kind === 'drop' && verdict.detail !== null && isTold)
    return { ok: false, refusal: { code, sentence: because(promotion, verdict.detail), pointer: '/to' } };
  const sentence =
    code === 'contact.restricted'
      ? 'This person has asked that what is on file about them be kept and not used.'
      : code === 'contact.no_consent'
        ? `Record first that this person agreed to “${program.name}”: there is no consent to it on file.`
        : `This person has opted out of ${program.brandName}. Only they can come back, by START.`;
  return { ok: false, refusal: { code, sentence, pointer: '/to' } };
}

/** Everything but permission: what a trial can show even of a text that would be refused. */
export function writeText(
  wish: TextWish,
  at: number,
  known: Known,
  templates: Templates,
  now: Date,
): Decision<WrittenText> {
  const shared = checkShared(wish, known, templates, now);
  if (!shared.ok) return shared;
  const recipient = findRecipient(wish, at, known);
  if ('code' in recipient) return { ok: false, refusal: recipient };
  const { program, hours, source, words, attachment } = shared.text;
  const sender = chooseSender(source, recipient.number, now);
  const written = writeBody(templates, words, wish.variables, recipient.contact, {
    facts: factsOf(program, sender, known),
    personal: known.personal.get(recipient.contact?.id ?? 0),
  });
  if (!written.ok) return written;
  const { body } = written;
  const { template } = words;
  const said = lintBody({ body, program, sender, contact: recipient.contact }, known, templates.judged);
  if ('code' in said) return { ok: false, refusal: said };
  const shortened =
    wish.shortensLinks && known.linkPlace
      ? shortenAddresses(body, known.linkPlace)
      : { links: null, counted: body };
  if ('code' in shortened) return { ok: false, refusal: shortened };
  const { links, counted } = shortened;
  const promotion = sellingOf({ purpose: program.purpose, body, isAnswer: false }, known.rulings.cleared);
  const { warnings } = said;
  const text = {
    program,
    sender,
    ...hours,
    ...recipient,
    body,
    links,
    template,
    attachment,
    promotion,
    warnings,
  };
  // Whether it goes as an MMS or with a link is said when it leaves; here it counts as what was asked for.
  return { ok: true, text: { ...text, parts: attachment ? partsOfMms : countParts(counted).parts } };
}

function factsOf(
  program: Program,
  sender: Pick<Sender, 'number'>,
  { workspace, brands }: Pick<Known, 'workspace' | 'brands'>,
): Facts {
  const { brandName: name, helpContact } = program;
  const brand = brands.get(program.brandId) ?? { website: null, legalName: null, postalAddress: null };
  return { workspace, program, sender, brand: { ...brand, name, helpContact } };
}

/** What makes a text marketing comes before what marketing needs. */
export const because = (promotion: string | null, sentence: string): string =>
  promotion === null ? sentence : `${promotion} ${sentence}`;

/** What the texts of one request have in common, whoever they go to. */
export type SharedParts = Pick<ReadyText, 'program'> & {
  readonly hours: Pick<ReadyText, 'notBefore' | 'withinMs'>;
  readonly source: Source;
  readonly words: Words;
  readonly attachment: Attachment | null;
};

export function checkShared(
  wish: Omit<TextWish, 'to' | 'variables' | 'metadata'>,
  known: Known,
  templates: Templates,
  now: Date,
): Decision<SharedParts> {
  const program = findProgram(wish, known);
  if ('code' in program) return { ok: false, refusal: program };
  const source = findSource(wish, known);
  if ('code' in source) return { ok: false, refusal: source };
  const spread = program.purpose === 'marketing' && 'pool' in source ? snowshoeRefusal(source.pool) : null;
  if (spread !== null)
    return { ok: false, refusal: { code: 'pool.snowshoe', sentence: spread, pointer: '/pool_id' } };
  const hours = readHours(wish, program, now);
  if ('code' in hours) return { ok: false, refusal: hours };
  const words = findWords(wish, known);
  if ('code' in words) return { ok: false, refusal: words };
  for (const source of [words.source, ...Object.values(words.texts)]) {
    const body = checkBody(templates, source);
    if (!body.ok) return body;
  }
  const alone = refuseUnreleased(program, words.source, known, now);
  if (alone) return { ok: false, refusal: alone };
  const attachment = findAttachment(wish, words, known.attachments);
  if (attachment && 'code' in attachment) return { ok: false, refusal: attachment };
  return { ok: true, text: { program, hours, source, words, attachment } };
}

function findProgram(
  { programId, purpose }: Pick<TextWish, 'programId' | 'purpose'>,
  known: Known,
): Program | Refusal {
  const program = known.programs.get(programId);
  if (!program) {
    const sentence = `There is no program ${publicId('prg', programId)} in this workspace.`;
    return { code: 'program.not_found', sentence, pointer: '/program_id' };
  }
  if (purpose === null || purpose === program.purpose) return program;
  const sentence = `“${program.name}” is for ${program.purpose} texts and not for ${purpose} ones: choose another program, or leave purpose out.`;
  return { code: 'text.other_purpose', sentence, pointer: '/purpose' };
}

/** An emergency passes hours and caps, so two people answer for its words. What is released has no merge fields. */
function refuseUnreleased(
  { id, name, purpose }: Program,
  body: string,
  { rulings }: Pick<Known, 'rulings'>,
  now: Date,
): Refusal | null {
  if (purpose !== 'emergency' || isReleased(rulings, { programId: id, body }, now)) return null;
  const sentence = `“${name}” is for emergencies, which two people answer for: ask for the release of these very words (POST /v1/emergency-releases) and have somebody else give it, or make a campaign of it.`;
  return { code: 'text.emergency_alone', sentence, pointer: '/body' };
}

function findRecipient(
  { to }: Pick<TextWish, 'to'>,
  at: number,
  known: Known,
): { number: string; contact: Contact | null } | Refusal {
  const recipient = known.recipients[at];
  if (recipient?.kind === 'refused') return recipient.refusal;
  const number = numberOf(known, at);
  if (number === null) {
    const sentence = `There is no contact ${to.slice(0, 40)} in this workspace.`;
    return { code: 'contact.not_found', sentence, pointer: '/to' };
  }
  return { number, contact: contactOf(known, at, number) ?? null };
}

function readHours(
  { sendAt, validForMs }: Pick<TextWish, 'sendAt' | 'validForMs'>,
  program: Program,
  now: Date,
): { notBefore: Date; withinMs: number | null } | Refusal {
  const aheadMs = sendAt === null ? 0 : sendAt.getTime() - now.getTime();
  const pointer = '/send_at';
  if (Number.isNaN(aheadMs) || aheadMs < -pastIsForgivenMs) {
    const sentence = 'Give an hour that is still to come in send_at, or leave it out to send now.';
    return { code: 'text.send_at_past', sentence, pointer };
  }
  if (aheadMs > sendAtMostDaysAhead * 86_400_000) {
    const sentence = `Give an hour within the next ${sendAtMostDaysAhead} days in send_at.`;
    return { code: 'text.send_at_too_far', sentence, pointer };
  }
  const waitMs = Math.max(0, aheadMs);
  const ofUseMs = validForMs ?? validityOf(program.purpose);
  return {
    notBefore: new Date(now.getTime() + waitMs),
    withinMs: ofUseMs === null ? null : waitMs + ofUseMs,
  };
}
