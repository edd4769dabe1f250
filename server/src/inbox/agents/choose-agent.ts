import type { WayToAssign } from '../hours/setting.ts';
import type { Agent, ReachedBy } from './agent.queries.ts';

/** Whether somebody who is kept to some numbers or lists sees a conversation at all. */
export function reaches(
  { senderIds, listIds }: Pick<Agent, 'senderIds' | 'listIds'>,
  by: ReachedBy,
): boolean {
  const meets = (mine: readonly string[] | null, theirs: readonly string[]) =>
    mine === null || theirs.some((id) => mine.includes(id));
  return meets(senderIds, by.senderIds) && meets(listIds, by.listIds);
}

/**
 * Whose turn it is. Round-robin: whoever was given one longest ago. Least busy: whoever has the fewest open ones, and of several the one
 * who was given one longest ago. Nobody who is away, has as many as they take, or would not see it; null where nobody is left.
 */
export function chooseAgent(
  agents: readonly Agent[],
  how: Exclude<WayToAssign, 'by_hand'>,
  by: ReachedBy,
): Agent | null {
  const free = agents.filter(
    (one) => !one.isAway && (one.mostOpen === null || one.open < one.mostOpen) && reaches(one, by),
  );
  const since = (one: Agent) => one.lastGivenAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const byTurn = (a: Agent, b: Agent) =>
    since(a) === since(b) ? a.accountId.localeCompare(b.accountId) : since(a) - since(b);
  const ordered = free.toSorted((a, b) =>
    how === 'least_busy' && a.open !== b.open ? a.open - b.open : byTurn(a, b),
  );
  return ordered[0] ?? null;
}
