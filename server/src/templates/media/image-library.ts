import { createRequire } from 'node:module';

/** What we use of sharp, which is all that this house knows of it. */
type Image = {
  metadata(): Promise<{
    format?: string;
    width?: number;
    height?: number;
    pages?: number;
    orientation?: number;
    hasAlpha?: boolean;
  }>;
  rotate(): Image;
  flatten(options: { background: string }): Image;
  resize(options: { width: number; height: number; fit: 'inside'; withoutEnlargement: boolean }): Image;
  jpeg(options: { quality: number; mozjpeg?: boolean }): Image;
  png(options: { compressionLevel: number }): Image;
  webp(options: { quality: number }): Image;
  toBuffer(): Promise<Buffer>;
};
export type ImageLibrary = (
  content: Uint8Array,
  options: { limitInputPixels: number; failOn: 'error'; pages?: number },
) => Image;

// Loaded with the first picture and not before: the library brings twenty megabytes that most processes never ask for.
const load = createRequire(import.meta.url);
export const imageLibrary = (): ImageLibrary => load('sharp') as ImageLibrary;

// A picture of fifty million points is larger than any phone's, and unpacks to 200 MB: more is a bomb.
export const pixelsAtMost = 50_000_000;
