import { createRequire } from 'node:module';

/** sharp, as tests make and read pictures with it. */
export const sharp = createRequire(import.meta.url)('sharp');

/** A picture of one colour. */
export const plainPicture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a03020' } });

/** A picture that nothing can pack: the same noise each time. */
export function noisePicture(width: number, height: number) {
  const points = Buffer.alloc(width * height * 3);
  let seed = 1;
  for (let at = 0; at < points.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    points[at] = seed >> 8;
  }
  return sharp(points, { raw: { width, height, channels: 3 } });
}
