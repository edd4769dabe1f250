import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noisePicture, plainPicture, sharp } from '../../../test/pictures.ts';
import { cleanFilm } from './clean-film.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanMedia } from './clean-media.ts';
import { makeFit } from './fit-media.ts';

/** As a phone writes it: held upright, with the place at which it was taken. */
const withPlace = (): Promise<Buffer> =>
  plainPicture(60, 40)
    .withExif({ IFD0: { Make: 'Phone of Ada' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

const block = (label: number, ...data: number[]) => [0x21, label, data.length, ...data, 0];
const words = (text: string) => [...Buffer.from(text, 'latin1')];
const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 0x01, 0];
const gifOf = (...blocks: number[][]) =>
  Buffer.from([...words('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, ...blocks.flat(), 0x3b]);
const repetition = [0x21, 0xff, 11, ...words('NETSCAPE2.0'), 3, 1, 0, 0, 0];
const place = [0x21, 0xff, 11, ...words('XMP DataXMP'), 4, ...words('51 N'), 0];

const box = (type: string, ...content: Buffer[]) => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const film = (userData: string) =>
  Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isom')),
    box('moov', box('mvhd', Buffer.alloc(20)), box('udta', box('©xyz', Buffer.from(userData)))),
    box('mdat', Buffer.from('frames')),
  ]);

describe('what is uploaded', () => {
  test('loses what a phone wrote into a picture, and stands as it was held', async () => {
    const source = await withPlace();
    expect(source.includes('Phone of Ada')).toBe(true);
    const clean = await cleanMedia(source);
    expect(clean).toMatchObject({ contentType: 'image/jpeg', width: 40, height: 60, isAnimated: false });
    const { exif, xmp, iptc, orientation = 1 } = await sharp(clean.content).metadata();
    expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, 1]);
  });

  test('keeps every frame of a GIF and its repetition, and loses comments and what programs wrote', async () => {
    const source = gifOf(repetition, block(0xfe, ...words('by Ada')), place, frame, frame);
    const clean = await cleanMedia(source);
    expect(clean).toMatchObject({ contentType: 'image/gif', width: 1, height: 1, isAnimated: true });
    expect(clean.content).toEqual(gifOf(repetition, frame, frame));
  });

  test('loses the place of a film, and nothing in it moves', async () => {
    const source = film('+51.5-000.1/');
    const { content, contentType } = await cleanMedia(source);
    expect(contentType).toBe('video/mp4');
    expect(content.includes('+51.5')).toBe(false);
    expect(content.length).toBe(source.length);
    expect(content.indexOf('frames')).toBe(source.indexOf('frames'));
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'media.empty'],
    ['a page that calls itself a picture', Buffer.from('<svg onload="alert(1)">'), 'media.type'],
    ['a document', Buffer.from('%PDF-1.7 …'), 'media.type'],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic', 'latin1'), 'media.type'],
    ['half a GIF', gifOf(frame).subarray(0, 20), 'media.damaged'],
    ['a GIF without a frame', gifOf(repetition), 'media.damaged'],
    ['a JPEG of three bytes', Buffer.from('ffd8ff', 'hex'), 'media.damaged'],
    ['half a film', film('x').subarray(0, 50), 'media.damaged'],
    ['a card that is too large', Buffer.from(`BEGIN:VCARD\r\n${'x'.repeat(1 << 20)}`), 'media.too_large'],
  ])('is refused where it is %s', async (_what, content, code) => {
    await expect(cleanMedia(content)).rejects.toMatchObject({ code });
  });

  test('is refused where a small file unpacks to a huge picture', async () => {
    // The head alone says how large it is; nothing has to be unpacked to know.
    const bomb: Buffer = await plainPicture(8, 8).png().toBuffer();
    bomb.writeUInt32BE(20_000, 16);
    bomb.writeUInt32BE(20_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    await expect(cleanMedia(bomb)).rejects.toMatchObject({ code: 'media.too_large' });
  });

  test('is read without failing, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, isGif) => {
        const head = isGif ? gifOf().subarray(0, 19) : Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1');
        const content = Buffer.concat([head, bytes]);
        const cleaned = isGif ? cleanGif(content) : cleanFilm(content);
        expect(cleaned === null || typeof cleaned === 'object').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('a picture is made to fit what a carrier takes, as large as fits', async () => {
  const source: Buffer = await noisePicture(450, 300).png().toBuffer();
  for (const most of [80_000, 20_000]) {
    const fit = await makeFit(source, most);
    expect(fit.length).toBeLessThanOrEqual(most);
    expect((await sharp(fit).metadata()).format).toBe('jpeg');
  }
});
