import type { Cast } from '../../e2e/stage/stage.ts';
import { type Outcome, recordOutcomes } from '../../server/src/messages/index.ts';
import type { Context } from '../../server/src/platform/context.ts';

const textsPerInsert = 500;

/** Puts texts on record that their carrier has taken, as the dispatcher does, 500 a transaction; returns their ids, `count` of them or a few more. */
export async function writeAcceptedTexts(ctx: Context, cast: Cast, count: number): Promise<number[]> {
  const ids: number[] = [];
  while (ids.length < count) ids.push(...(await recordSome(ctx, cast)));
  return ids;
}

/** As their carrier calls them. */
export const providerIdOf = (id: number) => `rc_${id.toString(36)}`;

function recordSome(ctx: Context, { workspaceId, sender }: Cast): Promise<number[]> {
  return ctx.db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ id: number }>('select next_message_block() as id', []);
    const ids = Array.from({ length: textsPerInsert }, (_, at) => (rows[0]?.id ?? 0) + at);
    const now = new Date();
    const outcomes = ids.map(
      (id): Outcome => ({
        id,
        campaignId: workspaceId,
        contactId: id % 1_000_000,
        senderId: sender.id,
        number: `+1555${String(id % 10_000_000).padStart(7, '0')}`,
        purpose: 'transactional',
        kind: 'campaign',
        body: 'Proof: hello Ana, the harbour store opens on Saturday at nine. Reply STOP to end',
        parts: 1,
        status: 'accepted',
        reason: null,
        reasonDetail: null,
        heldReason: null,
        providerId: providerIdOf(id),
        consentEventId: 1,
        queuedAt: now,
        submittedAt: now,
      }),
    );
    await recordOutcomes(tx, outcomes);
    return ids;
  });
}
