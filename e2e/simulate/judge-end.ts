import { referenceOf } from '../../server/src/gateways/index.ts';
import type { MessageRow } from '../../server/src/messages/index.ts';
import { instanceId } from './instance.ts';
import type { World } from './world.ts';

/** When nothing moves any more: is everybody accounted for, and does what we say agree with the carrier's ledger? */
export function judgeEnd(world: World): string[] {
  return [...judgeRest(world), ...judgeTexts(world)];
}

/** After peace everything comes to its end; only what an operator has stopped for good may stand still. */
function judgeRest({ tables }: World): string[] {
  const wrong: string[] = [];
  for (const { committed: chunk } of tables.chunks.rows.values()) {
    if (chunk && (chunk.state === 'ready' || chunk.state === 'leased'))
      wrong.push(`chunk ${chunk.id} is ${chunk.state} at the end`);
  }
  for (const { committed: unknown } of tables.unknowns.rows.values()) {
    if (unknown && !unknown.isFinal) wrong.push(`text ${unknown.messageId} is still to be asked for`);
  }
  return wrong;
}

function judgeTexts(world: World): string[] {
  const { tables, carrier } = world;
  const wrong: string[] = [];
  const stopped = new Set<number>();
  for (const { committed: chunk } of tables.chunks.rows.values()) {
    if (chunk?.state !== 'stopped') continue;
    for (const position of chunk.recipients.keys()) stopped.add(chunk.baseId + position);
  }
  for (const { committed: message } of tables.messages.rows.values()) {
    if (!message) continue;
    const reference = referenceOf(instanceId, message.id);
    const accepted = carrier.ledger.filter((one) => one.reference === reference);
    const sentence = judgeText(world, message, accepted, stopped.has(message.id));
    if (sentence) wrong.push(`text ${message.id} ${sentence}`);
  }
  return wrong;
}

type Ledger = World['carrier']['ledger'];

function judgeText(world: World, message: MessageRow, accepted: Ledger, isStopped: boolean): string | null {
  const { status } = message;
  const times = accepted.length;
  const isBlind = world.scenario.capability >= 'D';
  if (status === 'unknown') return judgeUnknown(world, message);
  if (status === 'queued') return isStopped ? null : 'waits for ever';
  if (status === 'failed' || status === 'suppressed') {
    // A text that is sent again blindly may have arrived the first time, whatever became of the second.
    const mayHaveArrived = isBlind && message.purpose === 'otp';
    return times > 0 && !mayHaveArrived ? `is ${status}, and the carrier accepted it` : null;
  }
  if (times === 0) return `is ${status}, and the carrier never accepted it`;
  const [only] = accepted;
  if (times > 1 || !only?.isTold || (only.id !== message.provider_id && world.scenario.capability === 'E'))
    return null;
  return status === only.outcome ? null : `is ${status}, and the carrier had reported ${only.outcome}`;
}

/** Unknown for good: only where the carrier cannot be asked, or has said "never had it" to every try there may be. */
function judgeUnknown({ tables, scenario, carrier }: World, { id }: MessageRow): string | null {
  const row = tables.unknowns.rows.get(id)?.committed;
  if (!row) return 'is unknown, and on no list';
  const reference = referenceOf(instanceId, id);
  if (scenario.capability < 'D')
    return row.resends >= 2 ? null : 'stays unknown, though the carrier can be asked';
  const told = carrier.ledger.find((one) => one.reference === reference)?.isTold;
  return told && scenario.capability === 'D' ? 'stays unknown, though a receipt told of it' : null;
}
