import type { Context } from '../../platform/context.ts';
import { imageLibrary, pixelsAtMost } from './image-library.ts';
import { findContent, findFit, insertFit, type MediaContent } from './media.queries.ts';
import type { MediaLink } from './media-links.ts';

/** What a link opens, made to fit where it has to be; once made it is kept. Null where the media is gone. */
export async function openMediaLink(
  ctx: Pick<Context, 'db'>,
  { workspaceId, mediaId, bytesAtMost }: MediaLink,
): Promise<MediaContent | null> {
  const kept = await ctx.db.tx(workspaceId, async (tx) => {
    const fit = bytesAtMost === 0 ? null : await findFit(tx, mediaId, bytesAtMost);
    return fit ? { fit, media: null } : { fit: null, media: await findContent(tx, mediaId) };
  });
  if (kept.fit || !kept.media || bytesAtMost === 0) return kept.fit ?? kept.media;
  const content = await makeFit(kept.media.content, bytesAtMost);
  const fit = { contentType: 'image/jpeg', content };
  await ctx.db.tx(workspaceId, (tx) => insertFit(tx, mediaId, bytesAtMost, fit));
  return fit;
}

// As much as a phone shows of a picture; then smaller, and at last coarser, until it fits.
const tries = [
  { side: 1_920, quality: 82 },
  { side: 1_280, quality: 80 },
  { side: 1_080, quality: 72 },
  { side: 800, quality: 65 },
  { side: 640, quality: 55 },
  { side: 480, quality: 45 },
  { side: 320, quality: 35 },
  { side: 200, quality: 25 },
];

/** The picture as a JPEG of so many bytes at the most: the largest that fits. */
export async function makeFit(content: Buffer, bytesAtMost: number): Promise<Buffer> {
  let smallest: Buffer | null = null;
  for (const { side, quality } of tries) {
    const made = await imageLibrary()(content, { limitInputPixels: pixelsAtMost, failOn: 'error', pages: 1 })
      .flatten({ background: '#ffffff' })
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (made.length <= bytesAtMost) return made;
    smallest = made;
  }
  return smallest ?? content;
}
