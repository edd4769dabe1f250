import { expect, it } from 'vitest';
import { whyNoList } from './not-a-list.ts';

const startingWith = (hex: string) => new Blob([Buffer.from(hex, 'hex'), new Uint8Array(1_000)]);

it.each([
  ['504b030414000600', /Excel workbook or an archive/],
  ['d0cf11e0a1b11ae1', /old Excel workbook/],
  ['1f8b0800', /compressed archive/],
  ['255044462d312e37', /PDF/],
  ['89504e470d0a1a0a', /picture/],
  ['ffd8ffe000104a46', /picture/],
  ['474946383961', /picture/],
])('says of a file that begins with %s what it is', async (hex, sentence) => {
  expect(await whyNoList(startingWith(hex))).toMatch(sentence);
});

it('lets through whatever may be text, in any alphabet, however short', async () => {
  for (const bytes of [
    Buffer.from('PK,name\n1,2'),
    Buffer.from('\ufeffphone\n+12025550101', 'utf16le'),
    Buffer.from([0xfc, 0x3b]),
    Buffer.from('1'),
  ])
    expect(await whyNoList(new Blob([bytes]))).toBeNull();
  expect(await whyNoList(new Blob([]))).toBe('This file is empty.');
});

it('reads no more than the beginning, however big the file is', async () => {
  let read = 0;
  const huge = {
    size: 200_000_000,
    slice: (_from: number, to: number) => {
      read = to;
      return new Blob(['a,b\n1,2']);
    },
  };
  expect(await whyNoList(huge as unknown as Blob)).toBeNull();
  expect(read).toBe(8);
});
