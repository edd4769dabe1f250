import { isAskedForAtOnce } from '../../server/src/dispatch/ask-for-only.ts';
import type { Claim, Lease } from '../../server/src/dispatch/chunk.queries.ts';
import { isUntouched, onlyTextOf } from './store/chunks.ts';
import { workspaceId } from './tables.ts';
import type { World } from './world.ts';

/** Somebody is told of a text that nobody has had yet. News may be late, so it need not be one that has just come. */
export function tellOfText(
  { tables, dice }: World,
  claim: Omit<Claim, 'senderId' | 'gatewayId'>,
): Lease | null {
  const told = [...tables.chunks.rows.values()].flatMap(({ committed: row }) => {
    if (!row || !isUntouched(row) || !row.isRecorded || row.lane === 'marketing') return [];
    const run = row.runId === null ? undefined : tables.runs.rows.get(row.runId)?.committed;
    const only = onlyTextOf(row, run, tables.messages.rows.get(row.baseId)?.committed);
    return only && isAskedForAtOnce(only) ? [{ row, only }] : [];
  });
  if (told.length === 0) return null;
  const { row, only } = dice.pick(told);
  const { id, senderId, lane, baseId, recipients } = row;
  const gatewayId = tables.senders.rows.get(senderId)?.committed?.gatewayId;
  if (gatewayId === undefined) return null;
  const chunk = { workspaceId, id, fence: 0, senderId, lane, baseId, recipients: [...recipients] };
  return { ...chunk, only, claim: { ...claim, senderId, gatewayId } };
}
