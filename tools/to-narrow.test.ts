import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toNarrow } from './to-narrow.ts';

const meaningOf = (code: string): unknown => new Function(`return ${code}`)();
const isNarrow = (code: string) => !/[\u0100-\uffff]/.test(code);

describe('a program in characters of one byte', () => {
  test.each([
    ['a text', "'3 – 4 € „so“'"],
    ['a text with characters of two halves', "'🥐 and 👩‍🍳'"],
    ['a text in which one is escaped for nothing', "'a\\–b'"],
    ['a text in which a backslash stands before one', "'a\\\\–b'"],
    ['a template', `\`\${1 + 1} – \${"€"} €\``],
    ['what is taken raw', `String.raw\`\\d–\\u0041 \${"€"} €\``],
    ['what is taken raw behind backslashes', 'String.raw`\\–\\\\–`'],
    ['raw ones beside others', '[String.raw`–`, "–", `–`, String.raw`\\n`].join("€")'],
    ['a pattern', '"a–b€".replace(/[–€]/gu, "x")'],
    ['a pattern of halves', '"a🥐b".replace(/[🥐👩]/u, "x")'],
    ['a name', '(() => { const šum = 3; return { šum }.šum })()'],
  ])('%s means the same', (_what, code) => {
    expect(isNarrow(toNarrow(code))).toBe(true);
    expect(meaningOf(toNarrow(code))).toEqual(meaningOf(code));
  });

  test('any text means the same, and what was narrow stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const code = JSON.stringify(text);
        expect(meaningOf(toNarrow(code))).toBe(text);
        if (isNarrow(code)) expect(toNarrow(code)).toBe(code);
      }),
    );
  });
});
