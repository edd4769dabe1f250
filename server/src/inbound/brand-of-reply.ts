import type { Tx } from '../platform/db/pool.ts';
import { listBrandsOfSenders, listReplyBrands } from './inbound.queries.ts';
import { findLastBrand, type UnsettledReply } from './settle.queries.ts';

/** The brand that a reply is about: of the last text, else the only one that the number, or the workspace, has; null where that is not known. */
export async function findBrandOfReply(
  tx: Tx,
  reply: Pick<UnsettledReply, 'contactId' | 'number' | 'senderId'>,
): Promise<string | null> {
  if (reply.senderId !== null) {
    const last = await findLastBrand(tx, reply);
    if (last !== null) return last;
    const ofNumber = (await listBrandsOfSenders(tx, [reply.senderId])).get(reply.senderId) ?? [];
    if (ofNumber.length > 0) return ofNumber.length === 1 ? (ofNumber[0] ?? null) : null;
  }
  const all = await listReplyBrands(tx);
  return all.length === 1 ? (all[0]?.id ?? null) : null;
}
