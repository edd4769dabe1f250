import { recordAudit, type Scope } from '../accounts/index.ts';
import { cancelQueued } from '../dispatch/index.ts';
import type { DirectText } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getText, type TextAndPlace } from './find-text.ts';

/** Takes a text back that has not been announced to the carrier. Cancelling it again does no harm. */
export async function cancelText(ctx: Context, scope: Scope, id: number): Promise<TextAndPlace> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await getText(tx, id);
    if (before.text.reason === 'text.cancelled') return before;
    if (!(await cancelQueued(tx, ctx, id, scope.actor))) throw tooLate((await getText(tx, id)).text);
    const after = await getText(tx, id);
    await recordAudit(tx, scope, {
      act: 'message.cancelled',
      object: publicId('msg', id),
      before: { status: before.text.status },
      after: { status: after.text.status, reason: after.text.reason },
    });
    return after;
  });
}

function tooLate({ status }: DirectText): Conflict {
  const sentence =
    status === 'queued' || status === 'unknown'
      ? 'This text is being handed to the carrier already, so it cannot be cancelled. Its timeline will say what became of it.'
      : `This text is ${status} already, so there is nothing left to cancel.`;
  return new Conflict('message.too_late', sentence);
}
