import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { type Adapters, getAdapter } from '../accounts/connect-account.ts';
import { getGatewayRow } from '../gateway.queries.ts';
import { getPollState, type Receiving, saveReceiving } from './polling.queries.ts';

/** Says how an account's receipts and replies come. A carrier that cannot be asked for what people write has to call: no STOP may be missed. */
export async function setReceiving(
  ctx: Context,
  adapters: Adapters,
  scope: Scope,
  id: string,
  receives: Receiving,
): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { kind } = await getGatewayRow(tx, id);
    const { name, capabilities } = getAdapter(adapters, kind);
    if (receives === 'polling' && capabilities.polling === undefined) {
      const detail = `${name} cannot be asked for what people write, so it has to call this installation: a STOP would be missed.`;
      throw new Invalid('gateway.not_pollable', detail, [
        { pointer: '/receives', code: 'gateway.not_pollable', detail },
      ]);
    }
    const before = await getPollState(tx, id);
    await saveReceiving(tx, id, receives);
    await recordAudit(tx, scope, {
      act: 'gateway.receiving_changed',
      object: publicId('gtw', id),
      before: { receives: before.receives },
      after: { receives },
    });
  });
}
