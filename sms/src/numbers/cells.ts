// People put two numbers in one cell in many ways. Commas and semicolons before an extension do not part numbers.
const strongSeparator = /[\n\r|&]|[;,](?!\s{0,3}(?:ext|isub|phone-context|x\d))|\s(?:or|and|oder|ou)\s/i;

/**
 * The ways to cut a cell, from the surest sign of several numbers to the weakest. A slash or a wide gap also stands
 * inside single numbers (0171/3920012), so the caller tries a piece whole before cutting it there.
 */
export const cellSeparators: readonly RegExp[] = [strongSeparator, /\//, /\s{2,}/];

/** Cuts a text and drops the empty pieces. */
export function cutCell(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}
