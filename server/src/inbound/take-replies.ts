import { languageOfReply } from '@tidings/sms';
import { findContactsByNumber, getOptOutPolicy, lockForReplies, noteAlive } from '../contacts/index.ts';
import { askForBlock } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { quietly, together } from '../platform/db/together.ts';
import { enqueue } from '../platform/jobs/index.ts';
import { isLanguage, type Language } from '../platform/pages/languages.ts';
import { findSendersByNumber } from '../senders/index.ts';
import { type Answer, sendAnswers } from './answers.ts';
import { confirm } from './confirm.ts';
import { giveHelp } from './give-help.ts';
import {
  findLastCampaigns,
  insertReplies,
  type KeptReply,
  listBrandsOfSenders,
  loadAnswering,
  lockNumbers,
  type TakenReply,
} from './inbound.queries.ts';
import { holdForJudgement, isToJudge } from './judging/hold-for-judgement.ts';
import { listKeywords } from './keywords/keyword.queries.ts';
import { bindKeywords, isOwnWord } from './keywords/match-keyword.ts';
import { comeBack } from './leaving/come-back.ts';
import { heedAnswers } from './leaving/heed-answers.ts';
import type { Reach } from './leaving/how-far.ts';
import { isLeaving, leave } from './leaving/leave.ts';
import { noteMedia } from './media/fetch-media.ts';
import type { Reply, ReplyBrand } from './reply.ts';
import { settleTask } from './settle-replies.ts';
import { receivedAt } from './wish.ts';

export type ReplyAt = Reply & { readonly gatewayId: string };

/**
 * Takes in replies that came at one moment: kept, acted on and answered in one transaction, with as many statements for two
 * hundred as for one. Several of one number are acted on in the order in which they came.
 */
export async function takeReplies(tx: Tx, ctx: Context, replies: readonly ReplyAt[]): Promise<void> {
  // Behind the lock and in its round trip: whatever is waited for by itself waits for a turn at processors that a campaign keeps busy.
  const locked = lockNumbers(
    tx,
    replies.map((reply) => reply.from),
  );
  const ahead = replies.some(isActedOn) ? askAhead(tx, ctx, replies) : null;
  const [, about] = await together([locked, findAbout(tx, ctx, replies)]);
  const kept = await heedAnswers(tx, ctx, await heedOwnWords(tx, ctx, about));
  const ids = await insertReplies(tx, kept);
  const fresh = kept.flatMap((reply, at) => {
    const id = ids[at];
    return id === undefined ? [] : [{ ...reply, id }];
  });
  if (fresh.length === 0) return;
  await together([
    enqueue(tx, settleTask, { workspaceId: tx.workspaceId }),
    noteAlive(tx, unique(fresh.map(({ from }) => from)), ctx.clock.now()),
    noteMedia(tx, ctx, fresh),
    actOn(tx, ctx, fresh.filter(isActedOn), ahead),
  ]);
}

type Ahead = {
  readonly answering: ReturnType<typeof loadAnswering>;
  readonly reach: Promise<Reach>;
  /** For the ids of what is answered; null where it may well be nothing. */
  readonly block: Promise<number> | null;
};

/** What acting on replies needs to know, whatever they are about. */
const askAhead = (tx: Tx, ctx: Context, replies: readonly Reply[]): Ahead => ({
  answering: quietly(loadAnswering(tx)),
  reach: quietly(getOptOutPolicy(tx, ctx.clock.now())),
  block: replies.some(isLeaving) ? askForBlock(tx) : null,
});

async function actOn(
  tx: Tx,
  ctx: Context,
  acting: readonly (KeptReply & { readonly id: number })[],
  asked: Ahead | null,
): Promise<void> {
  if (acting.length === 0) return;
  const ahead = asked ?? askAhead(tx, ctx, acting);
  // Holds and opt-outs pass over people in an order each; together they need them all first.
  if (acting.some(isToJudge)) await lockForReplies(tx, unique(acting.map((reply) => reply.from)));
  const [first, ...later] = roundsOf(await withBrands(acting, ahead));
  const reach = await ahead.reach;
  if (first) await act(tx, ctx, first, reach, ahead.block);
  for (const round of later) await act(tx, ctx, round, reach, null);
}

// What rules attach an effect to; the rest is for keywords and people.
const acted: ReadonlySet<Reply['intent']> = new Set<Reply['intent']>([
  'stop',
  'wrong_number',
  'ask',
  'hold',
  'start',
  'help',
  'confirm',
]);
const isActedOn = ({ intent }: Pick<Reply, 'intent'>) => acted.has(intent);

async function act(
  tx: Tx,
  ctx: Context,
  replies: readonly TakenReply[],
  reach: Reach,
  block: Promise<number> | null,
): Promise<void> {
  const of = (intent: Reply['intent']) => replies.filter((reply) => reply.intent === intent);
  await holdForJudgement(tx, ctx, replies.filter(isToJudge));
  const answers: Answer[] = [
    ...(await leave(tx, ctx, replies.filter(isLeaving), reach)),
    ...(await comeBack(tx, ctx, of('start'))),
    ...(await giveHelp(tx, ctx, of('help'))),
  ];
  // Where the carrier has answered the person itself, a second answer would only be noise.
  await sendAnswers(
    tx,
    ctx,
    answers.filter(({ reply }) => reply.readAs?.isAnswered !== true),
    block,
  );
  await confirm(tx, ctx, of('confirm'));
}

/** What only looks like a wish to leave, and is a keyword that the business has asked people to send, is that keyword. */
async function heedOwnWords(tx: Tx, ctx: Context, replies: KeptReply[]): Promise<KeptReply[]> {
  const isLikeness = (reply: KeptReply) => reply.matchedBy === 'model' || isToJudge(reply);
  if (!replies.some(isLikeness)) return replies;
  const book = bindKeywords(await listKeywords(tx));
  const at = ctx.clock.now();
  return replies.map((reply) =>
    isLikeness(reply) && isOwnWord(reply.body, book, { senderId: reply.senderId, at })
      ? { ...reply, intent: 'other' as const, matchedBy: null, word: null }
      : reply,
  );
}

/** Who wrote, to which number of ours, and after which text. */
async function findAbout(tx: Tx, ctx: Context, replies: readonly ReplyAt[]): Promise<KeptReply[]> {
  const [contacts, senders] = await together([
    findContactsByNumber(tx, unique(replies.map((reply) => reply.from))),
    findSendersByNumber(tx, unique(replies.map((reply) => reply.to))),
  ]);
  const found = replies.map((reply) => ({
    ...reply,
    contactId: contacts.get(reply.from)?.id ?? null,
    senderId: senders.get(reply.to)?.id ?? null,
    receivedAt: receivedAt(ctx, reply),
    language: languageOfAnswer(contacts.get(reply.from)?.language, reply.body),
  }));
  const talks = found.flatMap(({ contactId, senderId }) =>
    contactId !== null && senderId !== null ? [{ contactId, senderId }] : [],
  );
  const [campaigns, brands] = await together([
    findLastCampaigns(tx, talks),
    listBrandsOfSenders(tx, unique(talks.map(({ senderId }) => senderId))),
  ]);
  const last = new Map(campaigns.map((one) => [`${one.contactId} ${one.senderId}`, one]));
  return found.map((reply) => {
    const about = last.get(`${reply.contactId} ${reply.senderId}`);
    const senderBrandIds = brands.get(reply.senderId ?? '') ?? [];
    return {
      ...reply,
      campaignId: about?.campaignId ?? null,
      lastBrandId: about?.brandId ?? null,
      senderBrandIds,
    };
  });
}

/**
 * STOP and START mean every brand that texts from the number they were sent to. Not the last text on record: that one may
 * never have arrived, and a newer one may be on the phone while its answer is still under way. HELP names the brand of the
 * last text. Without anything to go by, all brands are meant.
 */
async function withBrands(
  replies: readonly (KeptReply & { id: number })[],
  { answering }: Ahead,
): Promise<TakenReply[]> {
  const { brands: all, ownAnswers } = await answering;
  const brandsOf = (reply: KeptReply): readonly ReplyBrand[] => {
    const { intent, lastBrandId, contactId, senderId } = reply;
    const ofNumber = contactId !== null && senderId !== null ? reply.senderBrandIds : [];
    const meant = intent === 'help' ? (lastBrandId === null ? [] : [lastBrandId]) : ofNumber;
    return meant.length === 0 ? all : all.filter(({ id }) => meant.includes(id));
  };
  return replies
    .map((reply) => ({ ...reply, brands: brandsOf(reply), ownAnswers }))
    .filter(({ brands }) => brands.length > 0);
}

// "Alto" tells more than English by default, and less than what the person has chosen on their page.
function languageOfAnswer(chosen: string | null | undefined, body: string): Language {
  return chosen != null && isLanguage(chosen) ? chosen : (languageOfReply(body) ?? 'en');
}

const unique = (values: readonly string[]) => [...new Set(values)];

/** The first reply of each number, then the second of each, and so on. */
function roundsOf(replies: readonly TakenReply[]): TakenReply[][] {
  const rounds: TakenReply[][] = [];
  const count = new Map<string, number>();
  for (const reply of replies) {
    const before = count.get(reply.from) ?? 0;
    count.set(reply.from, before + 1);
    const round = rounds[before];
    if (round) round.push(reply);
    else rounds.push([reply]);
  }
  return rounds;
}
