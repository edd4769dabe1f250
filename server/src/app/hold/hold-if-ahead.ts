import { listNeverMade } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import type { HoldCause } from './decide-hold.ts';
import { putOnHold } from './put-on-hold.ts';

/**
 * A carrier that reports on a text of ours that we never made remembers more than our database: it is an older one, or a
 * copy of one that goes on elsewhere. Asked only about receipts that found no text, which are few and mostly early ones.
 */
export async function holdIfAhead(
  ctx: Pick<Context, 'db' | 'log'>,
  workspaceId: string,
  messageIds: readonly number[],
): Promise<boolean> {
  if (messageIds.length === 0) return false;
  const strange = await ctx.db.tx(workspaceId, (tx) => listNeverMade(tx, messageIds));
  return strange.length > 0 && (await putOnHold(ctx, ahead(strange.length)));
}

const ahead = (texts: number): HoldCause => ({
  reason: 'ahead',
  detail: `A carrier reports on ${texts === 1 ? 'a text' : `${texts} texts`} of this installation that this database has never made: it is older than what has been sent, or another copy of it is at work. See \`tidings hold show\`.`,
});
