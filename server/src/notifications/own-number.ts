import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import { findContactByNumber, getProgram, listSuppressed } from '../contacts/index.ts';
import { ensureAnswerRun, queueText } from '../dispatch/index.ts';
import { type JoinResult, join } from '../joining/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid, LimitReached } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { codeLastsMs, judgeCode, sixDigits } from '../platform/one-time-code.ts';
import {
  type Channel,
  countCodeTry,
  deleteCode,
  findChannel,
  lockCode,
  type NumberCode,
  saveCode,
  saveNumber,
} from './setting.queries.ts';

const codePurpose = 'notification number';
const signed = (accountId: string, number: string, code: string) => `${accountId}\n${number}\n${code}`;

// Enough for somebody who mistypes; whoever types in other people's numbers is slowed down to this.
const sendsAnHour = 5;
const hourMs = 3_600_000;

async function requireChannel(tx: Tx): Promise<Channel> {
  const channel = await findChannel(tx);
  if (channel) return channel;
  throw new Conflict(
    'notifications.no_channel',
    'Nobody has said yet through which program staff is texted. An owner or admin does that under notifications of the workspace.',
  );
}

/** Texts a code to the number that somebody says is theirs. It counts for ten minutes, and takes the place of any before. */
export function askForNumber(
  ctx: Context,
  scope: Scope,
  accountId: string,
  typed: string,
): Promise<NumberCode> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const channel = await requireChannel(tx);
    const program = await getProgram(tx, channel.programId);
    const number = await readNumber(tx, typed);
    if ((await listSuppressed(tx, program.brandId, [number])).has(number))
      throw new Conflict(
        'contact.opted_out',
        `This number has opted out of ${program.brandName}. Text START from it to the number of the business, then try again.`,
      );
    const now = ctx.clock.now();
    const before = await lockCode(tx, accountId);
    const isSameHour = before !== null && now.getTime() - before.sendsSince.getTime() < hourMs;
    const sends = isSameHour ? before.sends + 1 : 1;
    if (sends > sendsAnHour)
      throw new LimitReached(
        'notifications.too_many_codes',
        'Five codes an hour are enough. Wait an hour, then try again.',
        3_600,
      );
    const code = sixDigits(ctx.ids);
    await textCode(
      tx,
      ctx,
      channel,
      number,
      `${program.brandName}: ${code} is your code. It is good for ten minutes.`,
    );
    const kept: NumberCode = {
      number,
      hash: ctx.secrets.sign(signed(accountId, number, code), codePurpose),
      tries: 0,
      sends,
      sendsSince: isSameHour ? before.sendsSince : now,
      sentAt: now,
      expiresAt: new Date(now.getTime() + codeLastsMs),
    };
    await saveCode(tx, accountId, kept);
    await recordAudit(tx, scope, {
      ...{ act: 'notifications.code_sent', object: publicId('mem', accountId), after: { sends } },
    });
    return kept;
  });
}

async function readNumber(tx: Tx, typed: string): Promise<string> {
  const { country } = await getWorkspace(tx);
  const parsed = parseNumber(typed, { defaultCountry: isCountryCode(country) ? country : undefined });
  if (parsed.ok) return parsed.e164;
  throw new Invalid(parsed.code, parsed.sentence, [
    { pointer: '/number', code: parsed.code, detail: parsed.sentence },
  ]);
}

/** By the answer run of the program, as codes of forms are: the limits of passwords hold for it. */
async function textCode(tx: Tx, ctx: Context, channel: Channel, number: string, body: string): Promise<void> {
  const program = await getProgram(tx, channel.programId);
  const { senderId } = channel;
  const runId = await ensureAnswerRun(tx, {
    ...{ id: ctx.ids.uuid(), programId: program.id, brandId: program.brandId },
    ...{ purpose: 'conversational', senderId },
  });
  await queueText(tx, ctx, {
    ...{ contactId: (await findContactByNumber(tx, number))?.id ?? null, number, senderId, runId, body },
    ...{ kind: 'auto', purpose: 'otp', lane: 'otp', reason: 'join_code', withinMs: codeLastsMs },
  });
}

/** Takes the code. The right one shows whose phone it is, so it joins the program, with the code as its proof. */
export async function confirmNumber(
  ctx: Context,
  scope: Scope,
  accountId: string,
  typed: string,
): Promise<string> {
  const confirmed = await ctx.db.tx(scope.workspaceId, async (tx) => {
    // The row stays locked until the number is on record: a code that is asked for meanwhile, for another number, comes after.
    const sent = await lockCode(tx, accountId);
    const isRight =
      sent !== null &&
      ctx.secrets.isSigned(signed(accountId, sent.number, typed.replace(/\D/g, '')), codePurpose, sent.hash);
    const verdict = judgeCode(sent, isRight, ctx.clock.now());
    if (sent === null || verdict !== 'right') {
      // Not thrown in here: that would take back that a wrong try was counted.
      if (verdict === 'wrong') await countCodeTry(tx, accountId);
      return refusalOf(verdict === 'right' ? 'none_sent' : verdict);
    }
    const result = await joinByCode(tx, ctx, scope, await requireChannel(tx), sent);
    if (result.kind === 'refused') throw new Conflict(result.code, result.sentence);
    await saveNumber(tx, accountId, sent.number, ctx.clock.now());
    await deleteCode(tx, accountId);
    await recordAudit(tx, scope, {
      ...{
        act: 'notifications.number_confirmed',
        object: publicId('mem', accountId),
        after: { joined: result.kind },
      },
    });
    return sent.number;
  });
  if (confirmed instanceof Invalid) throw confirmed;
  return confirmed;
}

const sentences = {
  wrong: 'This is not the code that was texted. Look at the newest text and try again.',
  none_sent: 'No code was asked for. Enter the number first.',
  expired: 'The code has run out. Ask for another.',
  too_many: 'Too many wrong codes. Ask for another.',
} as const;

const refusalOf = (verdict: keyof typeof sentences) =>
  new Invalid(`code.${verdict}`, sentences[verdict], [
    { pointer: '/code', code: `code.${verdict}`, detail: sentences[verdict] },
  ]);

const joinByCode = (
  tx: Tx,
  ctx: Context,
  scope: Scope,
  channel: Channel,
  sent: NumberCode,
): Promise<JoinResult> =>
  join(tx, ctx, {
    ...{
      programId: channel.programId,
      number: sent.number,
      method: 'hosted_page',
      isFromPhone: false,
      isByCode: true,
    },
    act: 'asked for notifications while signed in, and entered the code that was texted to the number',
    ...{ occurredAt: ctx.clock.now(), locale: 'en', words: null, actor: scope.actor, attestedAge: null },
    evidence: { code_sent_at: sent.sentAt.toISOString(), code_entered_at: ctx.clock.now().toISOString() },
    ...{ senderId: channel.senderId, person: {}, tags: [], formId: null, isConfirmedByUs: true },
  });

/** The number is forgotten; what its owner agreed to stands until a STOP, as it does for everybody. */
export const removeNumber = (ctx: Context, scope: Scope, accountId: string): Promise<void> =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    await saveNumber(tx, accountId, null, now);
    const code = await lockCode(tx, accountId);
    // How many codes this hour has seen is not forgotten, or whoever takes their number out could text strangers without end.
    if (code !== null && now.getTime() - code.sendsSince.getTime() < hourMs)
      await saveCode(tx, accountId, { ...code, expiresAt: now });
    else await deleteCode(tx, accountId);
    await recordAudit(tx, scope, {
      ...{ act: 'notifications.number_removed', object: publicId('mem', accountId), after: { number: null } },
    });
  });
