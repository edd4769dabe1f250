import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { conflictAt, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type ContactList, findListByName, insertList } from './list.queries.ts';

const longestName = 200;

export async function createList(ctx: Context, scope: Scope, input: { name: string }): Promise<ContactList> {
  return ctx.db.tx(scope.workspaceId, (tx) => createListIn(tx, ctx, scope, input.name));
}

/** The same within somebody's transaction, who fills it at once. */
export async function createListIn(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  scope: Scope,
  name: string,
): Promise<ContactList> {
  const list = newList(ctx, name);
  if (!(await insertList(tx, list))) throw nameTaken(list.name);
  await recordAudit(tx, scope, {
    act: 'list.created',
    object: publicId('lst', list.id),
    after: { name: list.name },
  });
  return list;
}

/** The list of that name, made (with this id, if one is given) when there is none: an import names the list it fills. */
export async function ensureList(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  name: string,
  id = ctx.ids.uuid(),
): Promise<ContactList & { readonly isNew: boolean }> {
  const list = { ...newList(ctx, name), id };
  if (await insertList(tx, list)) return { ...list, isNew: true };
  return { ...((await findListByName(tx, list.name)) ?? list), isNew: false };
}

export const nameTaken = (name: string) =>
  conflictAt(
    '/name',
    'list.name_taken',
    `There is a list called “${name}” already. Add to it, or choose another name.`,
  );

export function readListName(text: string): string {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name !== '' && name.length <= longestName) return name;
  throw new Invalid('list.bad_name', `A list needs a name of at most ${longestName} characters.`);
}

const newList = (ctx: Pick<Context, 'clock' | 'ids'>, text: string): ContactList => ({
  id: ctx.ids.uuid(),
  name: readListName(text),
  createdAt: ctx.clock.now(),
});
