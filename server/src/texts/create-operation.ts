import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs/index.ts';
import { ensureMms } from '../templates/index.ts';
import type { Attachment } from './attachment.ts';
import { checkShared } from './decide-text.ts';
import { refuseShared } from './lint-body.ts';
import { loadKnown, loadMeans } from './load-known.ts';
import { findOperation, insertOperation, type Operation } from './operation.queries.ts';
import type { TextWish } from './text.ts';
import { asProblem } from './text-desk.ts';
import { openTemplates } from './write-body.ts';

export const workOperationTask = 'texts.work_operation';

/**
 * Takes a request for many texts. What all of them share (program, sender, words, hour) is refused here, and a template is
 * taken as it stands now; what is wrong with
 * single recipients is told recipient by recipient once they have been worked through.
 */
export async function createOperation(
  ctx: Context,
  scope: Scope,
  shared: Omit<TextWish, 'to' | 'variables' | 'metadata'>,
  recipients: readonly Pick<TextWish, 'to' | 'variables' | 'metadata'>[],
): Promise<Operation> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const known = { ...(await loadKnown(ctx, tx, [], now)), ...(await loadMeans(ctx, tx, [shared])) };
    const checked = checkShared(shared, known, openTemplates(), now);
    if (!checked.ok) throw asProblem(checked.refusal);
    const { program, source, words, attachment } = checked.text;
    for (const text of [words.source, ...Object.values(words.texts)]) {
      const unsayable = refuseShared(text, program, known);
      if (unsayable) throw asProblem(unsayable);
    }
    const id = ctx.ids.uuid();
    const mmsId = attachment && (attachment.id ?? (await ensureMms(ctx, tx, mmsWishOf(attachment))).id);
    const { sendAt, validForMs } = shared;
    await insertOperation(
      tx,
      {
        id,
        programId: program.id,
        senderId: 'sender' in source ? source.sender.id : null,
        poolId: 'pool' in source ? source.pool.id : null,
        template: words.template,
        mmsId,
        total: recipients.length,
        createdBy: scope.actor,
        createdAt: now,
      },
      {
        body: words.source,
        texts: words.texts,
        sendAt: sendAt?.toISOString() ?? null,
        validForMs,
        shortensLinks: shared.shortensLinks ?? false,
        recipients,
      },
    );
    await enqueueWork(tx, id);
    const after = { program: publicId('prg', program.id), recipients: recipients.length };
    await recordAudit(tx, scope, { act: 'texts.requested', object: publicId('opn', id), after });
    return getOperation(tx, id);
  });
}

const mmsWishOf = ({ media, subject }: Attachment) => ({ media: media.map(({ id }) => id), subject });

export function enqueueWork(tx: Tx, operationId: string): Promise<void> {
  const payload = { workspaceId: tx.workspaceId, operationId };
  return enqueue(tx, workOperationTask, payload, { key: `${workOperationTask}:${operationId}` });
}

export async function getOperation(tx: Tx, id: string): Promise<Operation> {
  const operation = await findOperation(tx, id);
  if (operation) return operation;
  throw new NotFound(
    'operation.not_found',
    `There is no operation ${publicId('opn', id)} in this workspace.`,
  );
}
