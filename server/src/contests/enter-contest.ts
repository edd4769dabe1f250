import { normaliseReply } from '@tidings/sms';
import { parseNumber } from '@tidings/sms/numbers';
import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import { findContactByNumber, getProgram, pseudonymOf } from '../contacts/index.ts';
import {
  findBrandOfReply,
  type KeywordListener,
  languageToAnswer,
  type ReplyTaker,
  type UnsettledReply,
} from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { findContestOfKeyword, shareContest } from './contest.queries.ts';
import {
  type Contest,
  closedBecause,
  type Eligibility,
  type EntryWay,
  eligibilityOf,
  inNameOf,
  periodOf,
} from './contest.ts';
import { contestWords } from './contest-words.ts';
import {
  completeAsked,
  findEarlier,
  insertEntry,
  listAsked,
  noteAgeAsked,
  saveAge,
} from './entry.queries.ts';
import { getContest, invalid } from './save-contest.ts';

export type EntryWish = {
  readonly number: string;
  readonly way: EntryWay;
  readonly fullName: string | null;
  readonly email: string | null;
  /** Where they say they live; null where nobody asked. */
  readonly region: string | null;
  /** Null where nobody asked. */
  readonly isOldEnough: boolean | null;
  readonly at: Date;
};

export type Entered = Eligibility & { readonly isNew: boolean };

/** Takes an entry into an open contest, by whichever way: all count alike. */
async function enterWithin(tx: Tx, ctx: Context, contest: Contest, wish: EntryWish): Promise<Entered> {
  const contact = (await findContactByNumber(tx, wish.number)) ?? null;
  const earlier = await findEarlier(tx, contest.id, wish.number);
  const region = wish.region ?? regionOf(contact);
  const isOldEnough = wish.isOldEnough ?? ageOf(earlier);
  const eligible = eligibilityOf(contest, { region, isOldEnough });
  // A form proves nothing of the number: who writes somebody else's there with another state must not keep them out.
  if (wish.way === 'form' && eligible.state === 'refused') return { ...eligible, isNew: true };
  const { timeZone } = await getWorkspace(tx);
  const id = await insertEntry(tx, {
    ...{ contestId: contest.id, number: wish.number, contactId: contact?.id ?? null, way: wish.way },
    ...{
      period: periodOf(contest, timeZone, wish.at),
      person: earlier?.person ?? personOf(tx, ctx, contest, wish.number),
    },
    ...{ fullName: wish.fullName, email: wish.email, region, ...eligible, enteredAt: wish.at },
  });
  if (wish.way !== 'keyword' && earlier?.state === 'asked' && eligible.state === 'entered') {
    // Texted, and was asked how old; the form has said it now.
    await completeAsked(tx, contest.id, wish);
    return { ...eligible, isNew: true };
  }
  return id === null ? { ...(earlier ?? eligible), isNew: false } : { ...eligible, isNew: true };
}

/** The same for all entries of a number in this contest, and for nothing else; nobody without the key of the installation gets back to it. */
const personOf = (tx: Tx, ctx: Context, { id }: Contest, number: string): string =>
  pseudonymOf(ctx, tx.workspaceId, `${id} ${number}`).slice(1, 33);

const regionOf = (contact: { country: string | null; region: string | null } | null): string | null =>
  contact?.country && contact.region ? `${contact.country}-${contact.region}` : null;

const ageOf = (earlier: Pick<Entered, 'state' | 'reason'> | null): boolean | null =>
  earlier?.state === 'entered'
    ? true
    : earlier?.state === 'refused' && earlier.reason === 'age'
      ? false
      : null;

/** Whoever sends the keyword of a contest enters it. Its own words are said in place of the keyword's. */
export const enterByKeyword: KeywordListener = async (tx, ctx, { keyword, reply }) => {
  const id = await findContestOfKeyword(tx, keyword.id);
  const contest = id && (await shareContest(tx, id));
  if (!contest) return null;
  const { brandName } = await getProgram(tx, contest.programId);
  const language = await languageToAnswer(tx, reply);
  const answer = (words: string) => ({ says: inNameOf(brandName, words), reason: 'contest' as const });
  const closed = closedBecause(contest, ctx.clock.now());
  if (closed !== null) return answer(say(contestWords, language, `say_${closed}`));
  const entered = await enterWithin(tx, ctx, contest, {
    ...{ number: reply.number, way: 'keyword', fullName: null, email: null },
    ...{ region: null, isOldEnough: null, at: reply.receivedAt },
  });
  return {
    ...answer(wordsOf(contest, entered, language)),
    async whenOwn(answerId) {
      if (entered.state !== 'asked' || answerId === null) return;
      await noteAgeAsked(tx, { contestId: contest.id, number: reply.number, at: ctx.clock.now() });
    },
  };
};

function wordsOf(
  { leastAge, enteredBody, entries, name }: Contest,
  { state, reason, isNew }: Entered,
  language: Language,
): string {
  const words = (key: string) => say(contestWords, language, key, { name, age: leastAge ?? '' });
  if (state === 'asked') return words('say_age');
  if (state === 'refused') return words(reason === 'age' ? 'say_too_young' : 'say_elsewhere');
  if (!isNew) return words(entries === 'daily' ? 'say_again_today' : 'say_again');
  return enteredBody ?? words('say_entered');
}

const yes = new Set('y yes yep yeah si oui ja sim'.split(' '));
const no = new Set('n no nope nah non nein nao'.split(' '));

// A YES of another day says something else, and who is old enough must be certain.
const askedForMs = 24 * 3_600_000;

/** The contest that has asked how old they are, of the brand that the reply is for. */
async function findAsked(tx: Tx, reply: UnsettledReply, now: Date): Promise<string | null> {
  const since = new Date(now.getTime() - askedForMs);
  const asked = await listAsked(tx, reply.number, { since, now });
  if (asked.length === 0) return null;
  const brandId = await findBrandOfReply(tx, reply);
  return asked.find((one) => one.brandId === brandId)?.contestId ?? null;
}

/**
 * Reads what somebody says of their age who was asked within a day; anything else is not for a contest, and neither is a YES that has
 * just confirmed that they join something.
 */
export const takeAge: ReplyTaker = async (tx, ctx, reply) => {
  if ((reply.intent !== 'other' && reply.intent !== 'confirm') || reply.answerId !== null) return null;
  const [first = ''] = normaliseReply(reply.body).split(' ');
  if (!yes.has(first) && !no.has(first)) return null;
  const contestId = await findAsked(tx, reply, ctx.clock.now());
  const contest = contestId && (await shareContest(tx, contestId));
  if (!contest || closedBecause(contest, ctx.clock.now()) !== null) return null;
  const isOldEnough = yes.has(first);
  await saveAge(tx, { contestId: contest.id, number: reply.number }, isOldEnough);
  const { brandName } = await getProgram(tx, contest.programId);
  const outcome = {
    state: isOldEnough ? 'entered' : 'refused',
    reason: isOldEnough ? null : 'age',
    isNew: true,
  } as const;
  return {
    programId: contest.programId,
    says: inNameOf(brandName, wordsOf(contest, outcome, await languageToAnswer(tx, reply))),
    reason: 'contest',
    asksFor: null,
  };
};

/** The free way: a form, or a letter that somebody of the business writes down. Nothing is texted, and nobody joins anything by it. */
export async function enterFree(
  tx: Tx,
  ctx: Context,
  contestId: string,
  wish: Omit<EntryWish, 'at'>,
): Promise<Entered | { readonly closed: 'not_yet' | 'over' }> {
  const contest = (await shareContest(tx, contestId)) ?? (await getContest(tx, contestId));
  const closed = closedBecause(contest, ctx.clock.now());
  if (closed !== null) return { closed };
  return enterWithin(tx, ctx, contest, { ...wish, at: ctx.clock.now() });
}

/** Writes down an entry that came otherwise, such as by letter. */
export async function enterByHand(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: {
    readonly number: string;
    readonly fullName: string;
    readonly email: string | null;
    readonly region: string | null;
    readonly isOldEnough: boolean;
  },
): Promise<Entered> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const parsed = parseNumber(wish.number, {});
    if (!parsed.ok) throw invalid(parsed.code, parsed.sentence, '/number');
    const entered = await enterFree(tx, ctx, id, { ...wish, number: parsed.e164, way: 'hand' });
    if ('closed' in entered)
      throw new Conflict(
        'contest.not_open',
        entered.closed === 'over' ? 'This contest is over.' : 'This contest has not begun yet.',
      );
    if (!entered.isNew)
      throw new Conflict(
        'contest.entered_already',
        'This number has entered already, as often as the rules allow.',
      );
    await recordAudit(tx, scope, {
      act: 'contest.entry_added',
      object: publicId('cts', id),
      after: { state: entered.state },
    });
    return entered;
  });
}
