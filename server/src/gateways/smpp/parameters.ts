import type { Tlv } from '@tidings/smpp';
import { Invalid } from '../../platform/errors.ts';

const one = /^(?:0x)?([0-9a-f]{4})=(?:hex:((?:[0-9a-f]{2})+)|([ -~]{1,255}))$/i;
const firstOwnTag = 0x1400;
const lastOwnTag = 0x3fff;

/**
 * Parameters of the carrier's own, as they are entered: `1400=1101234;1401=1107654`, the tag in hexadecimal, the value as words or, after
 * `hex:`, as octets. Only tags that SMPP leaves to carriers: all others are the library's to set.
 */
export function readParameters(entered: string): readonly Tlv[] {
  return entered
    .split(/[;\n]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [, tag = '', octets, words = ''] = one.exec(piece) ?? [];
      const number = Number.parseInt(tag, 16);
      if (!(number >= firstOwnTag && number <= lastOwnTag))
        throw new Invalid(
          'gateway.bad_setting',
          `“${piece}” is no parameter: write tags from 1400 to 3FFF, such as 1400=1101234;1401=hex:0a0b.`,
        );
      return { tag: number, value: octets ? Buffer.from(octets, 'hex') : Buffer.from(words, 'latin1') };
    });
}
