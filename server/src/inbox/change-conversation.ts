import { recordAudit, requireAccount, type Scope } from '../accounts/index.ts';
import { type Conversation, clearMarks, getConversation, stopWaiting } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { listColleagues } from './agents/agent.queries.ts';
import { give, giveToNext, requireColleague } from './agents/assign.ts';
import { endWait } from './end-wait.ts';
import { insertEvent, insertMentions, seeMentions } from './event.queries.ts';
import { readSetting } from './hours/setting.queries.ts';
import { saveSeen } from './live/typing.queries.ts';
import { lockStanding, saveStanding, touchStanding } from './standing.queries.ts';
import { close, reopen, type Standing, snooze } from './standing.ts';

type Change = {
  readonly tx: Tx;
  readonly conversation: Conversation;
  readonly standing: Standing;
  readonly now: Date;
};

/** Every change of a conversation reads the same: held, decided, kept, shown in it, audited. */
async function change(
  ctx: Context,
  scope: Scope,
  id: number,
  act: string,
  decide: (on: Change) => Promise<Standing>,
): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const conversation = await getConversation(tx, id);
    const standing = await lockStanding(tx, id, conversation.lastReplyAt);
    const next = await decide({ tx, conversation, standing, now: ctx.clock.now() });
    await saveStanding(tx, id, next);
    await recordAudit(tx, scope, {
      ...{ act, object: publicId('cnv', id), before: shown(standing), after: shown(next) },
    });
  });
}

const shown = ({ state, assigneeId, snoozedUntil }: Standing) => ({
  state,
  assignee_id: assigneeId && publicId('mem', assigneeId),
  snoozed_until: snoozedUntil,
});

/** Nothing is left to do: nobody is waited for, and keywords are answered again. */
export const closeConversation = (ctx: Context, scope: Scope, id: number): Promise<void> =>
  change(ctx, scope, id, 'conversation.closed', async ({ tx, standing, now }) => {
    const next = close(standing, now);
    await endWait(tx, { conversationId: id, standing, at: now, by: scope.actor, how: 'closed' });
    await clearMarks(tx, id);
    await insertEvent(tx, { conversationId: id, at: now, actor: scope.actor, act: 'closed' });
    return next;
  });

export const reopenConversation = (ctx: Context, scope: Scope, id: number): Promise<void> =>
  change(ctx, scope, id, 'conversation.reopened', async ({ tx, standing, now }) => {
    const next = reopen(standing);
    await insertEvent(tx, { conversationId: id, at: now, actor: scope.actor, act: 'reopened' });
    return next;
  });

export const snoozeConversation = (ctx: Context, scope: Scope, id: number, until: Date): Promise<void> =>
  change(ctx, scope, id, 'conversation.snoozed', async ({ tx, standing, now }) => {
    const next = snooze(standing, until, now);
    const detail = { until: until.toISOString() };
    await insertEvent(tx, { conversationId: id, at: now, actor: scope.actor, act: 'snoozed', detail });
    return next;
  });

/** To a colleague, to whoever's turn it is (`next`), or to nobody. */
export const assignConversation = (
  ctx: Context,
  scope: Scope,
  id: number,
  to: { readonly accountId: string } | 'next' | null,
): Promise<void> =>
  change(ctx, scope, id, 'conversation.assigned', async ({ tx, standing, now }) => {
    const giving = { conversationId: id, standing, actor: scope.actor, at: now };
    if (to === null) return give(tx, giving, null);
    if (to === 'next') {
      const { assigns } = await readSetting(tx);
      return giveToNext(tx, giving, assigns === 'by_hand' ? 'round_robin' : assigns);
    }
    await requireColleague(tx, to.accountId, id);
    return give(tx, giving, to.accountId);
  });

/** A person is not asked for any more, and keywords are answered again; the conversation stays as it is. */
export async function clearConversation(ctx: Context, scope: Scope, id: number): Promise<void> {
  await change(ctx, scope, id, 'conversation.cleared', async ({ tx, standing, now }) => {
    await endWait(tx, { conversationId: id, standing, at: now, by: scope.actor, how: 'closed' });
    await clearMarks(tx, id);
    await stopWaiting(tx, id);
    return { ...standing, waitsSince: null, dueAt: null, isOverdue: false };
  });
}

const mostNote = 4_000;

/** A note for colleagues, which the person never sees. Whoever it names by `mem_…` finds it under their mentions. */
export async function writeNote(
  ctx: Context,
  scope: Scope,
  id: number,
  { body, mentions }: { readonly body: string; readonly mentions: readonly string[] },
): Promise<number> {
  if (body.trim() === '') throw new Invalid('note.empty', 'Write a note: there is none yet.');
  if (body.length > mostNote)
    throw new Invalid('note.too_long', `A note has ${mostNote} characters at the most.`);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { lastReplyAt } = await getConversation(tx, id);
    await lockStanding(tx, id, lastReplyAt);
    const known = new Set((await listColleagues(tx)).map(({ accountId }) => accountId));
    const stranger = mentions.find((one) => !known.has(one));
    if (stranger !== undefined)
      throw new Invalid(
        'member.not_found',
        `There is no member ${publicId('mem', stranger)} in this workspace.`,
      );
    const event = { conversationId: id, at: ctx.clock.now(), actor: scope.actor, act: 'note' } as const;
    const eventId = await insertEvent(tx, { ...event, body: body.trim() });
    await insertMentions(tx, eventId, [...new Set(mentions)]);
    await touchStanding(tx, id);
    const after = {
      note_id: publicId('cev', eventId),
      mentions: mentions.map((one) => publicId('mem', one)),
    };
    await recordAudit(tx, scope, { act: 'conversation.noted', object: publicId('cnv', id), after });
    return eventId;
  });
}

/** This colleague has read it as far as it goes. */
export async function seeConversation(ctx: Context, scope: Scope, id: number): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    await getConversation(tx, id);
    const accountId = requireAccount(scope);
    await saveSeen(tx, id, accountId);
    await seeMentions(tx, id, accountId, ctx.clock.now());
  });
}
