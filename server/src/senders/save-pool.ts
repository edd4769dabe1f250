import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { isUniqueViolation } from '../platform/db/trouble.ts';
import { conflictAt, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { listSenders } from './sender.queries.ts';
import { deletePool, insertPool, listPools, replaceMembers, savePool } from './sender-pool.queries.ts';
import { checkPoolName, mostMembers, type SenderPool } from './sender-pool.ts';
import { crowdRefusal } from './snowshoe.ts';

export type PoolWish = {
  readonly name: string;
  readonly isNear: boolean;
  readonly senderIds: readonly string[];
};

export async function getPool(tx: Tx, id: string): Promise<SenderPool> {
  const pool = (await listPools(tx)).find((one) => one.id === id);
  if (pool) return pool;
  throw poolNotFound(publicId('pol', id));
}

export const poolNotFound = (id: string) =>
  new NotFound('pool.not_found', `There is no pool ${id.slice(0, 60)} in this workspace.`);

export async function createPool(ctx: Context, scope: Scope, wish: PoolWish): Promise<SenderPool> {
  const name = checkPoolName(wish.name);
  return ctx.db
    .tx(scope.workspaceId, async (tx) => {
      const id = ctx.ids.uuid();
      const senderIds = await findMembers(tx, wish);
      await insertPool(tx, { id, name, isNear: wish.isNear }, ctx.clock.now());
      await replaceMembers(tx, id, senderIds);
      const after = { name, near: wish.isNear, senders: senderIds.map((one) => publicId('snd', one)) };
      await recordAudit(tx, scope, { act: 'pool.created', object: publicId('pol', id), after });
      return getPool(tx, id);
    })
    .catch((error: unknown) => refuseName(error, name));
}

export async function changePool(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: PoolWish,
): Promise<SenderPool> {
  const name = checkPoolName(wish.name);
  return ctx.db
    .tx(scope.workspaceId, async (tx) => {
      const before = await getPool(tx, id);
      const senderIds = await findMembers(tx, wish);
      await savePool(tx, { id, name, isNear: wish.isNear });
      await replaceMembers(tx, id, senderIds);
      await recordAudit(tx, scope, {
        act: 'pool.changed',
        object: publicId('pol', id),
        before: {
          name: before.name,
          near: before.isNear,
          senders: before.members.map(({ sender }) => publicId('snd', sender.id)),
        },
        after: { name, near: wish.isNear, senders: senderIds.map((one) => publicId('snd', one)) },
      });
      return getPool(tx, id);
    })
    .catch((error: unknown) => refuseName(error, name));
}

/** Its numbers stay senders. A request that still names the pool is refused, recipient by recipient. */
export async function removePool(ctx: Context, scope: Scope, id: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { name } = await getPool(tx, id);
    await deletePool(tx, id);
    await recordAudit(tx, scope, { act: 'pool.removed', object: publicId('pol', id), before: { name } });
  });
}

async function findMembers(tx: Tx, { senderIds }: PoolWish): Promise<string[]> {
  const wanted = [...new Set(senderIds)];
  if (wanted.length === 0 || wanted.length > mostMembers)
    throw refuse('pool.no_members', `Name from one to ${mostMembers} senders of this workspace.`);
  const senders = await listSenders(tx);
  const known = new Set(senders.map((sender) => sender.id));
  const stranger = wanted.find((id) => !known.has(id));
  if (stranger !== undefined)
    throw refuse('sender.not_found', `There is no sender ${publicId('snd', stranger)} in this workspace.`);
  const crowd = crowdRefusal(senders.flatMap((sender) => (wanted.includes(sender.id) ? [{ sender }] : [])));
  if (crowd !== null) throw refuse('pool.too_many_of_one_campaign', crowd);
  return wanted;
}

const refuse = (code: string, detail: string) =>
  new Invalid(code, detail, [{ pointer: '/sender_ids', code, detail }]);

function refuseName(error: unknown, name: string): never {
  if (!isUniqueViolation(error)) throw error;
  throw conflictAt(
    '/name',
    'pool.name_taken',
    `There is a pool called “${name}” already. Choose another name.`,
  );
}
