import { listWorkspaceIds, type Post } from '../accounts/index.ts';
import { clearMarks } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import type { Outside } from '../platform/outside/outside.ts';
import { listAnswersDue } from './answers/answer.queries.ts';
import { noteLaterAnswer } from './answers/note-answered.ts';
import { insertEvent } from './event.queries.ts';
import type { InboxSetting } from './hours/setting.ts';
import { houseActor, readHouse } from './house.ts';
import { dropOldTyping } from './live/typing.queries.ts';
import { callRule, callRuleTask } from './rules/call-rule.ts';
import { listDueStandings, lockStanding, saveStanding } from './standing.queries.ts';
import { wake } from './standing.ts';

export type InboxJobOptions = { readonly outside: Outside; readonly post: Post | null };

export const inboxJobs = (options: InboxJobOptions): Tasks => ({
  [callRuleTask]: (ctx, payload) =>
    callRule(ctx, options, payload as { workspaceId: string; callId: string }),
  /** Wakes what was snoozed, says what is overdue, counts answers that have left, closes what has gone quiet. */
  'inbox.tend': async (ctx) => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) await tendInbox(ctx, workspaceId);
  },
});

const atOnce = 500;
const dayMs = 86_400_000;

/** What is due in the inbox of a workspace. Each conversation in a transaction of its own; done twice it does nothing. */
export async function tendInbox(ctx: Context, workspaceId: string): Promise<void> {
  const now = ctx.clock.now();
  const { house, due, answers } = await ctx.db.tx(workspaceId, async (tx) => {
    await dropOldTyping(tx);
    const found = await readHouse(tx);
    const { closesAfterDays } = found.setting;
    const closesBefore = closesAfterDays === null ? null : new Date(now.getTime() - closesAfterDays * dayMs);
    return {
      house: found,
      due: await listDueStandings(tx, now, closesBefore, atOnce),
      answers: await listAnswersDue(tx, now, atOnce),
    };
  });
  for (const answer of answers) await ctx.db.tx(workspaceId, (tx) => noteLaterAnswer(tx, house, answer));
  for (const id of due) await ctx.db.tx(workspaceId, (tx) => tendOne(tx, id, house.setting, now));
}

async function tendOne(tx: Tx, conversationId: number, setting: InboxSetting, now: Date): Promise<void> {
  let standing = await lockStanding(tx, conversationId, now);
  const before = standing;
  const event = { conversationId, at: now, actor: houseActor } as const;
  if (standing.state === 'snoozed' && standing.snoozedUntil !== null && standing.snoozedUntil <= now) {
    standing = wake(standing);
    await insertEvent(tx, { ...event, act: 'woken' });
  }
  if (standing.dueAt !== null && standing.dueAt <= now && !standing.isOverdue) {
    standing = { ...standing, isOverdue: true };
    await insertEvent(tx, { ...event, act: 'overdue' });
  }
  const days = setting.closesAfterDays;
  if (
    standing.state === 'pending' &&
    days !== null &&
    now.getTime() - standing.lastAt.getTime() > days * dayMs
  ) {
    standing = { ...standing, state: 'closed', closedAt: now };
    await clearMarks(tx, conversationId);
    await insertEvent(tx, { ...event, act: 'closed', detail: { because: 'quiet', days } });
  }
  if (standing !== before) await saveStanding(tx, conversationId, standing);
}
