import { recordAudit, type Scope } from '../accounts/index.ts';
import { tagOf } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, conflictAt } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { insertPublicAddress, newPublicAddress } from '../platform/pages/public-address.queries.ts';
import { closeFormRow, getForm, insertForm, type JoinForm } from './form.queries.ts';
import { loadJoinable } from './joinable.ts';

export type NewForm = Omit<JoinForm, 'id' | 'address' | 'status' | 'version'>;

/** Puts a page up at which a live program is joined. With anything missing of what it must say, there is no page. */
export async function createForm(ctx: Context, scope: Scope, input: NewForm): Promise<JoinForm> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { program, lacks } = await loadJoinable(tx, input.programId);
    if (program.status !== 'live')
      throw new Conflict('program.not_live', `Publish “${program.name}” first: nobody can join it yet.`);
    if (lacks.length > 0)
      throw new Conflict('program.incomplete', lacks.map((one) => one.sentence).join(' '));
    const form: JoinForm = {
      ...input,
      tags: input.tags.map(tagOf),
      id: ctx.ids.uuid(),
      address: newPublicAddress(ctx.ids.token),
      status: 'live',
      version: 1,
    };
    const made = { by: scope.actor, at: ctx.clock.now() };
    if (!(await insertForm(tx, form, made))) throw nameTaken(form);
    await insertPublicAddress(tx, form.address, { kind: 'form', objectId: form.id });
    await recordAudit(tx, scope, { act: 'form.created', object: publicId('frm', form.id), after: form });
    return form;
  });
}

export const nameTaken = ({ name }: JoinForm): Conflict =>
  conflictAt('/name', 'form.name_taken', `There is a form called “${name}” already. Choose another name.`);

/** The address goes on to exist, and says that nobody can join there any more. */
export async function closeForm(ctx: Context, scope: Scope, id: string): Promise<JoinForm> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const form = await getForm(tx, id);
    if (form.status === 'closed') return form;
    await closeFormRow(tx, id);
    await recordAudit(tx, scope, {
      act: 'form.closed',
      object: publicId('frm', id),
      before: { closed: false },
      after: { closed: true },
    });
    return { ...form, status: 'closed' };
  });
}
