import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { coveredBy } from './audit-entry.ts';
import { toCheckpointBody } from './checkpoint.ts';
import { listAuditInOrder } from './entry.queries.ts';
import { findTree, listCheckpoints, listCheckpointsAfter } from './tree.queries.ts';

const entriesAtOnce = 2_000;
const checkpointsAtOnce = 1_000;

/**
 * The whole audit of a workspace, a line of JSON each: a head, the checkpoints, the entries in the order of the tree with exactly what
 * is hashed, and an end by which a reader knows that nothing is missing. Page by page, in little memory.
 */
export async function* exportAudit(
  ctx: Pick<Context, 'db' | 'secrets'>,
  workspaceId: string,
): AsyncGenerator<string> {
  const inside = <T>(read: Parameters<typeof ctx.db.tx<T>>[1]) => ctx.db.tx(workspaceId, read);
  // What comes in while we read is left out. The checkpoints are looked at first: none may be of a larger tree than this.
  const signed = (await inside((tx) => listCheckpoints(tx, null, 1)))[0]?.size ?? 0;
  const size = (await inside(findTree))?.size ?? 0;
  const key_ids = ctx.secrets.attestationKeys.map(({ id }) => id);
  yield line({
    type: 'audit',
    version: 1,
    workspace: publicId('wsp', workspaceId),
    size,
    key_ids,
  });
  for (let after = 0; ; ) {
    const page = await inside((tx) => listCheckpointsAfter(tx, after, checkpointsAtOnce));
    for (const one of page) {
      if (one.size <= signed) yield line({ type: 'checkpoint', ...toCheckpointBody(one) });
    }
    after = page.at(-1)?.size ?? 0;
    if (page.length < checkpointsAtOnce) break;
  }
  for (let from = 0; from < size; from += entriesAtOnce) {
    const page = await inside((tx) => listAuditInOrder(tx, from, Math.min(from + entriesAtOnce, size)));
    for (const found of page) {
      yield line({
        type: 'entry',
        sequence: found.sequence,
        leaf_hash: found.leafHash?.toString('hex') ?? null,
        entry: coveredBy(workspaceId, found),
        personal: found.personal,
        salt: found.personal ? (found.salt?.toString('hex') ?? null) : null,
      });
    }
  }
  yield line({ type: 'end', entries: size });
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
