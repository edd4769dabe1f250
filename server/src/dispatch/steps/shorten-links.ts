import { replaceAddresses } from '@tidings/policy/content';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going } from '../chunk.ts';
import type { Tools } from './step.ts';

/**
 * Puts each person's own short links where addresses stand, and that of everybody where they may not be tracked. The numbers behind them belong to the ids of the chunk, so
 * whoever writes a text again writes the same one.
 */
export async function shortenLinks(batch: Batch, { ctx, store }: Tools, tx: Tx): Promise<void> {
  const links = batch.run?.links;
  if (!links || batch.chunk.isRecorded) return;
  const texts = going(batch).filter((text) => text.body !== '');
  if (texts.length === 0) return;
  const ids = links.each.map((link) => link.id);
  const { baseId } = batch.chunk;
  const people = texts.map(({ id, number, contact }) => ({
    position: id - baseId,
    number,
    country: contact?.country ?? null,
    tracking: contact?.tracking ?? null,
  }));
  const tokens = await store.tokensFor(tx, ctx, ids, baseId, people);
  for (const [place, text] of texts.entries())
    text.body = replaceAddresses(
      text.body,
      links.each,
      (link) => links.begins + (tokens.get(link.id)?.[place] ?? ''),
    );
}
