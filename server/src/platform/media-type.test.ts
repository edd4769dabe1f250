import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingOf, mediaTypeOf } from './media-type.ts';

const latin = (words: string) => Buffer.from(words, 'latin1');

test.each([
  ['image/jpeg', latin('\xff\xd8\xff\xe0 JFIF'), 'jpg'],
  ['image/png', latin('\x89PNG\r\n\x1a\n rest'), 'png'],
  ['image/gif', latin('GIF89a rest'), 'gif'],
  ['image/webp', latin('RIFF\x01\x02\x03\x04WEBPVP8 '), 'webp'],
  ['image/heic', latin('\0\0\0\x18ftypheic'), 'heic'],
  ['video/mp4', latin('\0\0\0\x18ftypisom'), 'mp4'],
  ['video/3gpp', latin('\0\0\0\x18ftyp3gp5'), '3gp'],
  ['audio/mp4', latin('\0\0\0\x18ftypM4A '), 'm4a'],
  ['audio/amr', latin('#!AMR\n'), 'amr'],
  ['audio/mpeg', latin('ID3\x03'), 'mp3'],
  ['application/pdf', latin('%PDF-1.7'), 'pdf'],
  ['text/vcard', latin('BEGIN:VCARD\r\nVERSION:3.0'), 'vcf'],
  ['text/calendar', latin('BEGIN:VCALENDAR\nVERSION:2.0'), 'ics'],
])('%s is known by its bytes', (type, bytes, ending) => {
  expect([mediaTypeOf(bytes), endingOf(type)]).toEqual([type, ending]);
});

describe('nothing else is kept', () => {
  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing that can hold a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a program', 'MZ\x90\0'],
    ['an archive', 'PK\x03\x04'],
    ['a card only by the looks of it', 'BEGIN:VCARD<script>'],
    ['a film of no known kind', '\0\0\0\x18ftypzzzz'],
    ['nothing', ''],
  ])('%s', (_name, words) => {
    expect(mediaTypeOf(latin(words))).toBeNull();
  });

  test('and any bytes at all are read without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const type = mediaTypeOf(bytes);
        expect(type === null || /^[a-z]+\/[a-z0-9]+$/.test(type)).toBe(true);
      }),
    );
  });
});
