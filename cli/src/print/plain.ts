// Control characters but the line end, and those that turn the direction of writing.
const unsafe = /(?!\n)\p{Control}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Words of others, made harmless for a terminal: a name or a reply may hold sequences that clear the screen or rewrite
 * what stands above. Line ends stay.
 */
export function plain(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, '  ').replace(unsafe, '\ufffd');
}

/** The same, on one line. */
export function oneLine(text: string): string {
  return plain(text).replace(/\s*\n\s*/g, ' ⏎ ');
}

const isWide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const hasNoWidth = /\p{Mark}|\p{Default_Ignorable_Code_Point}/u;

/** How many columns a terminal takes for it: none for marks, two for wide signs. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += hasNoWidth.test(sign) ? 0 : isWide.test(sign) ? 2 : 1;
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
