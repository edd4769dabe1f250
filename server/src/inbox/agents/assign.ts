import { roleMay } from '../../accounts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { insertEvent } from '../event.queries.ts';
import type { WayToAssign } from '../hours/setting.ts';
import type { Standing } from '../standing.ts';
import {
  type Colleague,
  listAgents,
  listColleagues,
  lockChoice,
  noteGiven,
  whoMayReach,
} from './agent.queries.ts';
import { chooseAgent, reaches } from './choose-agent.ts';

type Giving = {
  readonly conversationId: number;
  readonly standing: Standing;
  readonly actor: string;
  readonly at: Date;
};

/** Somebody who can see to this conversation; refused with the reason where they cannot. */
export async function requireColleague(
  tx: Tx,
  accountId: string,
  conversationId: number,
): Promise<Colleague> {
  const colleague = (await listColleagues(tx)).find((one) => one.accountId === accountId);
  if (!colleague)
    throw new Invalid(
      'member.not_found',
      `There is no member ${publicId('mem', accountId)} in this workspace.`,
    );
  if (!roleMay(colleague, 'inbox.answer'))
    throw new Conflict(
      'conversation.assignee_cannot_answer',
      `${colleague.name} may not answer people: give them a role with the permission inbox.answer first.`,
    );
  if (!reaches(colleague, await whoMayReach(tx, conversationId)))
    throw new Conflict(
      'conversation.assignee_cannot_see',
      `${colleague.name} is kept to other numbers or lists and would not see this conversation.`,
    );
  return colleague;
}

/** Gives a conversation to somebody, or to nobody, and says so in it. */
export async function give(tx: Tx, giving: Giving, assigneeId: string | null): Promise<Standing> {
  const { conversationId, standing, actor, at } = giving;
  if (standing.assigneeId === assigneeId) return standing;
  await insertEvent(tx, {
    ...{ conversationId, at, actor, act: assigneeId === null ? 'unassigned' : 'assigned' },
    detail: assigneeId === null ? null : { to: publicId('mem', assigneeId) },
  });
  if (assigneeId !== null) await noteGiven(tx, assigneeId, at);
  return { ...standing, assigneeId };
}

/** Gives it to whoever's turn it is; as it was where nobody is free. */
export async function giveToNext(
  tx: Tx,
  giving: Giving,
  how: Exclude<WayToAssign, 'by_hand'>,
): Promise<Standing> {
  await lockChoice(tx);
  const agents = (await listAgents(tx)).filter(
    (one) => roleMay(one, 'inbox.answer') && one.accountId !== giving.standing.assigneeId,
  );
  const next = chooseAgent(agents, how, await whoMayReach(tx, giving.conversationId));
  return next === null ? giving.standing : give(tx, giving, next.accountId);
}
