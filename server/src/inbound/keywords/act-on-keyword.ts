import { getWorkspace } from '../../accounts/index.ts';
import { addTags, ensureContact, getProgram, tagOf } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Act } from './act.ts';
import { callOut } from './call-out.ts';
import { type Joined, joinByKeyword } from './join-by-keyword.ts';
import { insertEntry } from './keyword-use.queries.ts';
import { askForChoice } from './write-answer.ts';

/** What was done. `says` stands for the keyword's own words; null where those are said. */
export type Done = {
  readonly outcome: 'done' | 'again' | 'unclear';
  readonly says: string | null;
  /** The text that answers already; undefined where the keyword's own words do. */
  readonly answerId?: number | null;
  readonly contactId: number | null;
  readonly asksFor: string | null;
};

const done: Done = { outcome: 'done', says: null, contactId: null, asksFor: null };

/** Does what a keyword is for, besides answering. */
export async function actOnKeyword(tx: Tx, ctx: Context, act: Act): Promise<Done> {
  switch (act.keyword.kind) {
    case 'join':
      return joinOf(await joinByKeyword(tx, ctx, act));
    case 'contest':
      return enter(tx, act);
    case 'vote':
      return vote(tx, act);
    case 'tag':
      return tag(tx, ctx, act);
    case 'inbox':
      return { ...done, asksFor: 'keyword' };
    case 'webhook':
      await callOut(tx, ctx, act);
      return done;
    default:
      return done;
  }
}

/** Whoever is refused is left to a person: they asked for something, and a rule of the program's stands against it. */
function joinOf(joined: Joined): Done {
  if (joined.kind === 'again') return { ...done, outcome: 'again' };
  if (joined.kind === 'refused')
    return { ...done, outcome: 'unclear', answerId: null, asksFor: 'join_refused' };
  return { ...done, contactId: joined.contactId, answerId: joined.answerId };
}

async function enter(tx: Tx, { keyword, reply, now }: Act): Promise<Done> {
  const period = keyword.entries === 'daily' ? dayIn((await getWorkspace(tx)).timeZone, now) : '';
  const isNew = await insertEntry(tx, entryOf({ keyword, reply, now, choice: null }, period), {
    replaces: false,
  });
  return { ...done, outcome: isNew ? 'done' : 'again' };
}

async function vote(tx: Tx, act: Act): Promise<Done> {
  const { keyword, choice } = act;
  if (choice === null)
    return {
      ...done,
      outcome: 'unclear',
      says: askForChoice(keyword, await getProgram(tx, keyword.programId)),
    };
  const isCounted = await insertEntry(tx, entryOf(act, ''), { replaces: keyword.counts === 'last' });
  return { ...done, outcome: isCounted ? 'done' : 'again' };
}

async function tag(tx: Tx, ctx: Context, { keyword, reply }: Act): Promise<Done> {
  const contactId = reply.contactId ?? (await ensureContact(tx, ctx, reply.number));
  if (contactId === null) return { ...done, asksFor: 'not_a_number' };
  await addTags(tx, keyword.tags.map(tagOf), [contactId]);
  return { ...done, contactId };
}

const entryOf = ({ keyword, reply, now, choice }: Act, period: string) => ({
  ...{ keywordId: keyword.id, number: reply.number, period, contactId: reply.contactId },
  ...{ choice, inboundId: reply.id, enteredAt: now },
});

/** The day there, as 2026-11-24. */
const dayIn = (timeZone: string, at: Date): string => at.toLocaleDateString('en-CA', { timeZone });
