import { Invalid } from '../../platform/errors.ts';
import { mediaTypeOf } from '../../platform/media-type.ts';
import { cleanFilm } from './clean-film.ts';
import { cleanGif } from './clean-gif.ts';
import { imageLibrary, pixelsAtMost } from './image-library.ts';
import { type Media, mediaKindOf, uploadBytesAtMost } from './media.ts';

export type CleanMedia = Pick<Media, 'contentType' | 'width' | 'height' | 'isAnimated'> & {
  readonly content: Buffer;
};

/**
 * What was uploaded, as it may leave the house: known by its own bytes, whole, and without what cameras and phones write into it (place,
 * time, maker, thumbnails). Whatever its name or its sender say of it does not count.
 */
export async function cleanMedia(content: Buffer): Promise<CleanMedia> {
  if (content.length === 0) throw refuse('media.empty', 'The file is empty.');
  const contentType = mediaTypeOf(content);
  if (contentType === 'image/heic' || contentType === 'image/avif')
    throw refuse('media.type', 'No network carries HEIC and AVIF: save the picture as JPEG or PNG first.');
  const kind = contentType === null ? null : mediaKindOf(contentType);
  if (contentType === null || kind === null)
    throw refuse(
      'media.type',
      'This is no picture (JPEG, PNG, GIF, WebP), sound (MP3, AMR, M4A, OGG, WAV), film (MP4, 3GP, MOV) or card (vCard, iCalendar) by its content.',
    );
  const most = uploadBytesAtMost[kind];
  if (content.length > most)
    throw refuse('media.too_large', `Of this kind a file may have ${most / 1_048_576} MB at most.`);
  if (contentType === 'image/gif') return ofGif(content);
  if (kind === 'picture') return ofPicture(content, contentType);
  const plain = { contentType, width: null, height: null, isAnimated: false };
  if (!/^(video\/|audio\/mp4)/.test(contentType)) return { ...plain, content };
  const cleaned = cleanFilm(content);
  if (!cleaned) throw damaged();
  return { ...plain, content: cleaned };
}

function ofGif(content: Buffer): CleanMedia {
  const cleaned = cleanGif(content);
  if (!cleaned) throw damaged();
  const { width, height, frames } = cleaned;
  return { contentType: 'image/gif', content: cleaned.content, width, height, isAnimated: frames > 1 };
}

/** Written anew from its points, turned as its camera was held; what stood beside them is gone. */
async function ofPicture(content: Buffer, contentType: string): Promise<CleanMedia> {
  try {
    const turned = imageLibrary()(content, { limitInputPixels: pixelsAtMost, failOn: 'error' }).rotate();
    const written =
      contentType === 'image/jpeg'
        ? turned.jpeg({ quality: 90 })
        : contentType === 'image/png'
          ? turned.png({ compressionLevel: 9 })
          : turned.webp({ quality: 90 });
    const clean = await written.toBuffer();
    const { width = null, height = null } = await imageLibrary()(clean, {
      limitInputPixels: pixelsAtMost,
      failOn: 'error',
    }).metadata();
    return { contentType, content: clean, width, height, isAnimated: false };
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message))
      throw refuse('media.too_large', 'The picture has more than 50 million points: make it smaller first.');
    throw damaged();
  }
}

const damaged = () =>
  refuse('media.damaged', 'The file cannot be read to its end. It is damaged, or only a part of it came.');

const refuse = (code: string, detail: string) => new Invalid(code, detail, [{ pointer: '', code, detail }]);
