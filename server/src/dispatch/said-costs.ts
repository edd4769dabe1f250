import type { Tx } from '../platform/db/pool.ts';
import { dayIn } from '../spending/index.ts';
import type { Text } from './chunk.ts';
import type { Tools, Wave } from './steps/step.ts';

/** What the carrier has said at once that texts cost: of most carriers nothing, and then nothing is asked. */
export async function noteSaidCosts(
  { store, ctx }: Pick<Tools, 'store' | 'ctx'>,
  tx: Tx,
  { workspaceZone, run, sender, by }: Pick<Wave, 'workspaceZone' | 'run' | 'sender' | 'by'>,
  texts: readonly Pick<Text, 'id' | 'verdict'>[],
): Promise<void> {
  const said = texts.flatMap(({ id, verdict }) =>
    verdict?.kind === 'accepted' && verdict.cost ? [{ messageId: id, ...verdict.cost }] : [],
  );
  if (said.length === 0) return;
  const day = dayIn(workspaceZone, ctx.clock.now());
  const gatewayId = by?.gatewayId ?? sender.gatewayId;
  const campaignId = run?.kind === 'campaign' ? run.id : null;
  await store.noteTextCosts(
    tx,
    'answer',
    said.map((one) => ({ ...one, gatewayId, campaignId, day })),
  );
}
