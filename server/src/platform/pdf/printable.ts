/** The part of pdfkit's document that knows which characters the font in use can draw. */
type WithFont = { readonly _font?: { readonly font?: { hasGlyphForCodePoint(codePoint: number): boolean } } };

const isSpace = /^\s$/u;
/** Joiners and selectors draw nothing by themselves, and are no loss where the font has none. */
const isInvisible = (codePoint: number) =>
  (codePoint >= 0x200b && codePoint <= 0x200f) ||
  (codePoint >= 0x2060 && codePoint <= 0x2064) ||
  (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
  codePoint === 0xfeff;

/**
 * The text as the font in use can show it: what it has no sign for stands as its code point, `[U+1F600]`, and not as a box
 * that could be anything.
 */
export function printable(text: string, doc: object): string {
  const font = (doc as WithFont)._font?.font;
  if (!font) return text;
  let shown = '';
  for (const character of text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\t', '    ')) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === '\n' || isSpace.test(character)) shown += character;
    else if (font.hasGlyphForCodePoint(codePoint)) shown += character;
    else if (!isInvisible(codePoint)) shown += `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return shown;
}
