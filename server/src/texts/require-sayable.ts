import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { checkShared } from './decide-text.ts';
import { refuseShared } from './lint-body.ts';
import { loadKnown, loadMeans } from './load-known.ts';
import type { FromWish } from './text.ts';
import { asProblem } from './text-desk.ts';
import { openTemplates } from './write-body.ts';

/**
 * Refuses words that no text of this program could be sent with, whoever it goes to: unknown programs and numbers, templates that cannot be
 * read, what may not be said. For slices above that keep words now and send them later. That an emergency needs a second person is theirs to see to.
 */
export async function requireSayable(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'secrets' | 'origin'>,
  {
    programId,
    from,
    body,
  }: { readonly programId: string; readonly from: FromWish | null; readonly body: string },
): Promise<void> {
  const now = ctx.clock.now();
  const words = { body };
  const shared = {
    programId,
    purpose: null,
    from,
    words,
    mms: 'none',
    sendAt: null,
    validForMs: null,
  } as const;
  const known = { ...(await loadKnown(ctx, tx, [], now)), ...(await loadMeans(ctx, tx, [shared])) };
  const checked = checkShared(shared, known, openTemplates(), now);
  if (!checked.ok && checked.refusal.code !== 'text.emergency_alone') throw asProblem(checked.refusal);
  const program = known.programs.get(programId);
  const refusal = program && refuseShared(body, program, known);
  if (refusal) throw asProblem(refusal);
}
