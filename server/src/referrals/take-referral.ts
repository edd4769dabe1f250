import { normaliseReply } from '@tidings/sms';
import { ensureContact, getProgram, loadConsents } from '../contacts/index.ts';
import { giveCoupons } from '../coupons/index.ts';
import type { KeywordListener } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { acceptTexts, openTemplates } from '../texts/index.ts';
import {
  countRewards,
  findOwner,
  findScheme,
  findSchemeOfKeyword,
  insertReferral,
  lockWaiting,
  saveReferral,
  type WaitingReferral,
} from './referral.queries.ts';
import { codeIn, type Scheme } from './referral.ts';
import { codeOf } from './save-scheme.ts';

/** Hands out codes to whoever asks by the keyword, and notes with whose code somebody joins. A friend is known by their own text, and by nothing else. */
export const hearReferral: KeywordListener = async (tx, ctx, { keyword, reply, outcome }) => {
  const scheme = await findSchemeOfKeyword(tx, keyword.id);
  if (scheme === null) return null;
  if (keyword.id === scheme.askKeywordId) {
    const contactId = reply.contactId ?? (await ensureContact(tx, ctx, reply.number));
    if (contactId === null) return null;
    const { code, joinWord, number } = await codeOf(tx, ctx, scheme, contactId);
    const { brandName } = await getProgram(tx, scheme.programId);
    const word = joinWord.toUpperCase();
    const says = `${brandName}: Your code is ${code}. Friends who text ${word} ${code} to ${number ?? reply.to} join by themselves, and you get a thank-you once they have.`;
    return { says, reason: 'referral' };
  }
  const code = codeIn(restOf(reply.body, keyword.words));
  const owner = code && (await findOwner(tx, scheme.id, code));
  if (!code || !owner) return null;
  const contactId = reply.contactId ?? (await ensureContact(tx, ctx, reply.number));
  const reason = refusalOf(outcome, owner.contactId, contactId);
  await insertReferral(tx, scheme.id, {
    ...{ code, number: reply.number, contactId, state: reason === null ? 'waiting' : 'refused', reason },
    writtenAt: reply.receivedAt,
  });
  // What joining says is the program's to say.
  return null;
};

function refusalOf(
  outcome: 'done' | 'again' | 'unclear',
  ownerId: number | null,
  friendId: number | null,
): string | null {
  if (ownerId === null) return 'owner_gone';
  if (ownerId === friendId) return 'own_code';
  if (outcome === 'again') return 'joined_already';
  return outcome === 'unclear' ? 'not_joined' : null;
}

function restOf(body: string, words: readonly string[]): string {
  const tokens = body.trim().split(/\s+/);
  for (let length = tokens.length; length > 0; length -= 1) {
    const head = normaliseReply(tokens.slice(0, length).join(' '));
    if (words.some((word) => normaliseReply(word) === head)) return tokens.slice(length).join('');
  }
  return '';
}

const atOnce = 200;
// Whoever has not confirmed by then never will: a request to join is open for 30 days at the longest.
const waitsForDays = 31;
const dayMs = 86_400_000;

/** Rewards whoever brought somebody that is in now: it takes the friend's own YES where the program asks for one. */
export async function tendReferrals(ctx: Context, workspaceId: string): Promise<void> {
  for (let after = 0; ; ) {
    const last = await ctx.db.tx(workspaceId, async (tx) => {
      const waiting = await lockWaiting(tx, after, atOnce);
      for (const one of waiting) await settle(tx, ctx, one);
      return waiting.length < atOnce ? null : (waiting.at(-1)?.id ?? null);
    });
    if (last === null) return;
    after = last;
  }
}

async function settle(tx: Tx, ctx: Context, one: WaitingReferral): Promise<void> {
  const scheme = await findScheme(tx, one.schemeId);
  const now = ctx.clock.now();
  const end = (reason: string) =>
    saveReferral(tx, { ...one, state: 'refused', reason, pool: null, messageId: null, decidedAt: now });
  if (!scheme) return;
  if (one.ownerId === null) return end('owner_gone');
  const program = await getProgram(tx, scheme.programId);
  const { id: programId, brandId } = program;
  const consent = (await loadConsents(tx, { programId, brandId, numbers: [one.number] })).get(one.number);
  if (consent?.status !== 'opted_in' || consent.isSuppressed) {
    if (now.getTime() - one.writtenAt.getTime() > waitsForDays * dayMs) await end('not_joined');
    return;
  }
  if (scheme.state === 'off') return;
  const pool = scheme.rewardPools[await countRewards(tx, scheme.id, one.ownerId)];
  if (pool === undefined) return end('all_rewards_had');
  await reward(tx, ctx, scheme, one, { pool, ownerId: one.ownerId });
}

/** Where the pool is empty or off the referral waits, and says why. */
async function reward(
  tx: Tx,
  ctx: Context,
  scheme: Scheme,
  one: WaitingReferral,
  { pool, ownerId }: { readonly pool: string; readonly ownerId: number },
): Promise<void> {
  const now = ctx.clock.now();
  const given = await giveCoupons(tx, pool, [{ contactId: ownerId, messageId: null }], now);
  const coupon = given.ok ? given.codeOf.get(ownerId) : undefined;
  if (coupon === undefined) {
    if (one.reason !== 'no_coupons')
      await saveReferral(tx, {
        ...one,
        state: 'waiting',
        reason: 'no_coupons',
        pool,
        messageId: null,
        decidedAt: null,
      });
    return;
  }
  const wish = {
    to: publicId('con', ownerId),
    ...{
      programId: scheme.programId,
      purpose: null,
      from: null,
      words: { body: scheme.rewardBody },
      mms: 'none' as const,
    },
    ...{
      variables: { coupon },
      sendAt: null,
      validForMs: null,
      metadata: { referral: publicId('rfr', one.id) },
    },
  };
  const [told] = await acceptTexts(tx, ctx, openTemplates(), [{ wish, actor: 'system:referrals' }]);
  // Whoever may not be texted has the code all the same; it stands in their file and beside the referral.
  await saveReferral(tx, {
    ...{ id: one.id, state: 'rewarded', pool, decidedAt: now },
    ...{ reason: told?.ok ? null : (told?.refusal.code ?? null), messageId: told?.ok ? told.id : null },
  });
}
