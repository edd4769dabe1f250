import { recordAudit, type Scope } from '../accounts/index.ts';
import { tagOf } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { isUniqueViolation } from '../platform/db/trouble.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type NewForm, nameTaken } from './create-form.ts';
import { type JoinForm, lockForm, saveForm } from './form.queries.ts';

/** What may be changed of a form that is up. The program may not: people have agreed to that one. */
export type FormChange = Partial<Omit<NewForm, 'programId'>>;

/**
 * Changes a form at its address. Whoever has it open meanwhile is shown it anew before they agree, and the ledger keeps each look
 * that somebody has agreed to. `version` is the one that was changed; null where nobody says so, and whatever stands there is meant.
 */
export async function changeForm(
  ctx: Context,
  scope: Scope,
  id: string,
  { version, ...change }: FormChange & { readonly version: string | null },
): Promise<JoinForm> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockForm(tx, id);
    if (before.status === 'closed')
      throw new Conflict('form.closed', 'This form is out of use. Put up another one.');
    if (version !== null && version !== String(before.version))
      throw new Conflict(
        'form.changed_meanwhile',
        `Somebody else has changed “${before.name}” since you began. Look at what stands there now, and change that.`,
      );
    const tags = (change.tags ?? before.tags).map(tagOf);
    const form: JoinForm = { ...before, ...change, tags, version: before.version + 1 };
    await saveForm(tx, form).catch((error: unknown) => {
      throw isUniqueViolation(error, 'join_form_workspace_id_name_key') ? nameTaken(form) : error;
    });
    await recordAudit(tx, scope, { act: 'form.changed', object: publicId('frm', id), before, after: form });
    return form;
  });
}
