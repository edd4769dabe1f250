import { countryOfNumber } from '@tidings/sms/countries';
import type { Tx } from '../../platform/db/pool.ts';
import { type Mms, mediaUrlsOf, mmsWayOf, withLink } from '../../templates/index.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Says of each text with media whether it goes as an MMS or, where number, sender or account cannot take one, as a text with a link to
 * a page that shows them. Chunks without media ask nothing. One question for all of the others.
 */
export async function attachMedia(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  if (!batch.chunk.isRecorded && !batch.run?.mmsId) return;
  const texts = going(batch).filter(({ mmsId }) => mmsId !== null);
  if (texts.length === 0) return;
  const known = await tools.store.loadMms(
    tx,
    texts.flatMap(({ mmsId }) => mmsId ?? []),
  );
  const links = new Map<string, string | null>();
  for (const text of texts) {
    const mms = known.get(text.mmsId ?? '');
    if (!mms || tools.ctx.origin === undefined) {
      // What may have left is asked about, whatever has become of its pictures since.
      if (!text.mayHaveLeft)
        text.verdict = drop(
          'media.no_public_address',
          'Nobody outside could fetch what goes along with this text.',
        );
      continue;
    }
    if (goesAsMms(batch, tools, text, mms)) continue;
    const link = links.get(mms.id) ?? (await tools.store.mmsPageOf(tools.ctx, tx, mms.id));
    links.set(mms.id, link);
    text.body = withLink(text.body, link ?? '');
    text.mmsId = null;
  }
}

function goesAsMms(
  { workspaceId, gateway: own, sender }: Batch,
  { ctx }: Tools,
  text: Text,
  mms: Mms,
): boolean {
  const gateway = text.way?.by.gateway ?? own;
  const limits = gateway.media ?? null;
  const way = mmsWayOf(mms, { limits, sender, country: countryOfNumber(text.number) });
  if (way.kind === 'link' || limits === null) return false;
  text.mms = { urls: mediaUrlsOf(ctx, workspaceId, mms, limits), subject: mms.subject };
  return true;
}
