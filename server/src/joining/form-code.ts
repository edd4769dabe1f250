import { findContactByNumber, listSuppressed, loadConsents } from '../contacts/index.ts';
import { ensureAnswerRun, queueText } from '../dispatch/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { codeLastsMs, judgeCode, sixDigits } from '../platform/one-time-code.ts';
import { say } from '../platform/pages/languages.ts';
import { codePage, joinedPage, leftPage } from './code-page.ts';
import { keepSnapshot } from './form.queries.ts';
import {
  countFormCodeTry,
  type FormCode,
  insertFormCode,
  lockFormCode,
  useFormCode,
} from './form-code.queries.ts';
import type { FormFields } from './form-page.ts';
import { wishOf } from './form-wish.ts';
import { formWords } from './form-words.ts';
import type { JoinResult } from './join.ts';
import { countUnproven } from './join-limits.ts';
import { join } from './join-program.ts';
import { senderOf } from './joinable.ts';
import type { FormAnswer, FormContext, Opened, Ready, Visit } from './visit.ts';

/**
 * Texts a code to the number and asks for it on the page that comes next. A number that may not be texted, is in already or
 * has had its texts of the day gets none, and the same page: a row without a text is kept for it, so that its wrong codes are
 * counted like everybody's. Nothing else is written before the code is back.
 */
export async function sendFormCode(tx: Tx, ctx: FormContext, ready: Ready): Promise<FormAnswer> {
  const { visit, fields, opened, number } = ready;
  const [id, code, sentAt] = [ctx.ids.uuid(), sixDigits(ctx.ids), ctx.clock.now()];
  const mayHaveIt = (await mayBeAsked(tx, opened, number)) && (await countUnproven(tx, ctx, number)) === null;
  await insertFormCode(tx, {
    id,
    formId: opened.form.id,
    hash: ctx.secrets.sign(signed(id, number, code), codePurpose),
    messageId: mayHaveIt ? await textCode(tx, ctx, ready, code) : null,
    sentAt,
    expiresAt: new Date(sentAt.getTime() + codeLastsMs),
  });
  return askForCode(visit, opened, fields, id, null);
}

const codePurpose = 'join code';
const signed = (id: string, number: string, code: string) => `${id}\n${number}\n${code}`;

/** Neither out nor in; whoever was asked for a YES and has not said it may have a code as well. */
async function mayBeAsked(tx: Tx, { about }: Opened, number: string): Promise<boolean> {
  const { id: programId, brandId } = about.program;
  if ((await listSuppressed(tx, brandId, [number])).has(number)) return false;
  const standing = (await loadConsents(tx, { programId, brandId, numbers: [number] })).get(number);
  return standing === undefined || standing.status === 'pending';
}

/** By the answer run of the program: whoever leaves before it goes does not get it, and the limits of passwords hold. */
async function textCode(tx: Tx, ctx: FormContext, ready: Ready, code: string): Promise<number | null> {
  const { visit, opened, number } = ready;
  const { about } = opened;
  const { program } = about;
  const senderId = senderOf(about, null)?.id;
  if (senderId === undefined) return null;
  const runId = await ensureAnswerRun(tx, {
    ...{ id: ctx.ids.uuid(), programId: program.id, brandId: program.brandId },
    ...{ purpose: 'conversational', senderId },
  });
  const values = { code, program: program.name, brand: program.brandName };
  return queueText(tx, ctx, {
    contactId: (await findContactByNumber(tx, number))?.id ?? null,
    number,
    senderId,
    runId,
    body: say(formWords, visit.language, 'code_sms', values),
    kind: 'auto',
    purpose: 'otp',
    lane: 'otp',
    reason: 'join_code',
    withinMs: codeLastsMs,
  });
}

/** The page that asks for a code; also what a robot is shown that filled in what people do not see. */
export function askForCode(
  visit: Visit,
  opened: Opened,
  fields: FormFields,
  codeId: string,
  problem: string | null,
): FormAnswer {
  const title = say(formWords, visit.language, 'code_title');
  return { title, body: codePage({ opened, visit, fields, codeId, problem }) };
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Takes the code that was entered. The right one shows that the number is in the hands of whoever filled in the form, so they
 * join now; any other gives nobody anything. The code is bound to its number, so that another cannot be put in its place.
 */
export async function enterFormCode(tx: Tx, ctx: FormContext, ready: Ready): Promise<FormAnswer> {
  const { visit, fields, opened, number } = ready;
  const { code_id: id = '', code: typed = '' } = fields;
  const code = typed.replace(/\D/g, '');
  const sent = isId.test(id) ? await lockFormCode(tx, opened.form.id, id) : null;
  const isRight =
    sent !== null &&
    sent.messageId !== null &&
    ctx.secrets.isSigned(signed(id, number, code), codePurpose, sent.hash);
  const verdict = judgeCode(sent, isRight, ctx.clock.now());
  if (sent !== null && verdict === 'wrong') await countFormCodeTry(tx, id);
  if (sent === null || verdict !== 'right')
    return askForCode(visit, opened, fields, id, say(formWords, visit.language, problemOf(verdict)));
  // Pressed twice.
  if (sent.usedAt !== null)
    return { ...titled(visit, 'joined_title'), body: joinedPage(opened, visit.language) };
  await useFormCode(tx, id, ctx.clock.now());
  return showResult(ready, await joinByCode(tx, ctx, ready, sent));
}

// One that we do not know is made up, or long gone.
const problemOf = (verdict: string) =>
  verdict === 'wrong' || verdict === 'too_many' ? `problem_code_${verdict}` : 'problem_code_expired';

async function joinByCode(
  tx: Tx,
  ctx: FormContext,
  ready: Ready,
  sent: FormCode,
): Promise<JoinResult | 'left'> {
  const { opened, look, number } = ready;
  if ((await listSuppressed(tx, opened.about.program.brandId, [number])).has(number)) return 'left';
  const now = ctx.clock.now();
  const wish = wishOf(ready, await keepSnapshot(tx, look.digest, look.html, now), now);
  return join(tx, ctx, {
    ...wish,
    isByCode: true,
    act: `${wish.act}; then entered the code that was texted to the number`,
    evidence: {
      ...wish.evidence,
      code_message: sent.messageId ?? undefined,
      code_sent_at: sent.sentAt.toISOString(),
      code_entered_at: now.toISOString(),
    },
  });
}

function showResult({ visit, opened }: Ready, result: JoinResult | 'left'): FormAnswer {
  const { language } = visit;
  if (result === 'left' || (result.kind === 'refused' && result.code === 'contact.opted_out'))
    return { ...titled(visit, 'left_title'), body: leftPage(opened, language) };
  // The program was closed to them in these minutes.
  if (result.kind === 'refused') return null;
  return { ...titled(visit, 'joined_title'), body: joinedPage(opened, language) };
}

const titled = ({ language }: Visit, key: string) => ({ title: say(formWords, language, key) });
