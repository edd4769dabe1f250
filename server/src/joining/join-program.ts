import { parseNumber } from '@tidings/sms/numbers';
import {
  addTags,
  chooseWords,
  type Evidence,
  findContactByNumber,
  insertContact,
  type JoinDecision,
  loadConsents,
  markOf,
  readNewContact,
  recordJoin,
  tagOf,
} from '../contacts/index.ts';
import { queueText } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { agreeToTracking } from './agree-to-tracking.ts';
import { type JoinResult, type JoinWish, proofOf, refusalOf, refused, timesOf } from './join.ts';
import { countUnproven } from './join-limits.ts';
import { insertJoinRequest } from './join-request.queries.ts';
import { joinText } from './join-texts.ts';
import { type Joinable, loadJoinable, senderOf } from './joinable.ts';

export type JoinContext = Pick<Context, 'clock' | 'ids' | 'secrets'>;

/**
 * The one way in. Whoever joins a program, however they came, comes through here, in the caller's transaction: may anybody
 * join like this, does the way in prove whose phone it is, where does the number stand, what is written to the ledger, and
 * which text answers. Refusals are values, and nothing was changed then but the counts of the limits.
 */
export async function join(tx: Tx, ctx: JoinContext, wish: JoinWish): Promise<JoinResult> {
  const about = await loadJoinable(tx, wish.programId);
  const { program, rule } = about;
  const parsed = parseNumber(wish.number);
  if (!parsed.ok) return refused(parsed.code, parsed.sentence);
  const country = parsed.country;
  const refusal = refusalOf({ ...about, country, attestedAge: wish.attestedAge });
  if (refusal) return refusal;
  const sender = senderOf(about, wish.senderId);
  if (!sender) return refused('sender.none', 'Add a sender first: there is no number that could answer.');
  const number = parsed.e164;
  const proof = proofOf(wish, rule, country);
  if (proof === 'asked') {
    const standing = (
      await loadConsents(tx, { programId: program.id, brandId: program.brandId, numbers: [number] })
    ).get(number);
    // Whoever is in, out or asked already gets no text, so nothing is counted for them.
    const over = standing === undefined ? await countUnproven(tx, ctx, number) : null;
    if (over) return over;
  }
  const contactId = await ensurePerson(tx, ctx, about, { ...wish, number });
  const words = wish.words ?? chooseWords(about.words, 'disclosure', wish.locale) ?? null;
  const evidence = evidenceOf(about, { ...wish, words });
  const { decision, eventId } = await recordJoin(tx, ctx, {
    number,
    brandId: program.brandId,
    programId: program.id,
    contactId,
    proof,
    method: wish.method,
    occurredAt: wish.occurredAt,
    wordsShown: words?.body ?? null,
    evidence,
    actor: wish.actor,
  });
  if (eventId === null) return withoutEvent(decision, program.brandName);
  const answer = { tx, ctx, about, wish: { ...wish, number }, contactId, senderId: sender.id };
  if (decision !== 'joined') return askToConfirm(answer, eventId);
  await agreeToTracking(tx, ctx, { contactId, evidence, isProven: proof !== 'told' });
  return welcome(answer, eventId);
}

function withoutEvent(decision: JoinDecision, brand: string): JoinResult {
  if (decision === 'already_joined' || decision === 'already_pending') return { kind: decision };
  const sentence = `This person has opted out of ${brand}. Only they can come back, by a text from their own phone.`;
  return refused('contact.opted_out', sentence);
}

/** What proves it, in names that every way in shares; see docs/guides/consent.md. */
function evidenceOf(about: Joinable, wish: JoinWish): Evidence {
  const { words, attestedAge, formId } = wish;
  const policy = (kind: 'terms' | 'privacy') => chooseWords(about.words, kind, wish.locale);
  const [terms, privacy] = [policy('terms'), policy('privacy')];
  return {
    ...wish.evidence,
    act: wish.act,
    brand: about.brand.legalName ?? about.brand.name,
    ...(words && { disclosure: markOf(words) }),
    ...(terms && { terms: markOf(terms) }),
    ...(privacy && { privacy: markOf(privacy) }),
    ...(attestedAge !== null && { age_attested: attestedAge }),
    ...(formId !== null && { form_id: formId }),
  };
}

/** The contact of that number, made where there is none. What is known of somebody is not overwritten by what a form says. */
async function ensurePerson(
  tx: Tx,
  ctx: JoinContext,
  { workspace }: Joinable,
  { number, person, tags }: JoinWish,
): Promise<number> {
  const known = await findContactByNumber(tx, number);
  const contact = readNewContact({ number, ...person }, workspace.country);
  const id =
    known?.id ??
    (await insertContact(tx, contact, ctx.clock.now())) ??
    (await findContactByNumber(tx, number))?.id;
  if (id === undefined) throw new Error('A contact that was neither made nor found.');
  if (tags.length > 0) await addTags(tx, tags.map(tagOf), [id]);
  return id;
}

type Answer = {
  readonly tx: Tx;
  readonly ctx: JoinContext;
  readonly about: Joinable;
  readonly wish: Pick<JoinWish, 'number' | 'locale' | 'method' | 'formId' | 'isConfirmedByUs'>;
  readonly contactId: number;
  readonly senderId: string;
};

async function welcome(answer: Answer, eventId: number): Promise<JoinResult> {
  const { contactId, wish } = answer;
  const answerId = wish.isConfirmedByUs ? await sendConfirmation(answer) : null;
  return { kind: 'joined', contactId, eventId, answerId };
}

/** The text that every program owes whoever joins it: who, what, how often, what it costs, HELP and STOP. */
export async function sendConfirmation(
  answer: Omit<Answer, 'wish'> & { wish: Pick<JoinWish, 'number' | 'locale'> },
): Promise<number> {
  const { tx, ctx, about, wish, contactId, senderId } = answer;
  return queueText(tx, ctx, {
    contactId,
    number: wish.number,
    senderId,
    body: joinText('join_confirmation', wish.locale, about.program, about.words),
    kind: 'auto',
    purpose: 'conversational',
    lane: 'conversational',
    reason: 'join_confirmation',
    withinMs: answerWithinMs,
  });
}

async function askToConfirm(answer: Answer, eventId: number): Promise<JoinResult> {
  const { tx, ctx, about, wish, contactId, senderId } = answer;
  const { program, rule } = about;
  const askedAt = ctx.clock.now();
  const { expiresAt, remindAt } = timesOf(rule, askedAt);
  const answerId = await queueText(tx, ctx, {
    contactId,
    number: wish.number,
    senderId,
    body: joinText('join_request', wish.locale, program, about.words),
    kind: 'auto',
    purpose: 'conversational',
    lane: 'conversational',
    reason: 'join_request',
    withinMs: answerWithinMs,
  });
  const requestId = ctx.ids.uuid();
  const { number, method, locale, formId } = wish;
  await insertJoinRequest(tx, {
    id: requestId,
    programId: program.id,
    brandId: program.brandId,
    number,
    contactId,
    method,
    locale,
    formId,
    senderId,
    requestedEventId: eventId,
    messageId: answerId,
    askedAt,
    remindAt,
    expiresAt,
  });
  return { kind: 'pending', contactId, requestId, answerId, expiresAt };
}

// Whoever pressed a button looks at the phone now. Hours later a text about it is a riddle.
export const answerWithinMs = 60 * 60_000;
