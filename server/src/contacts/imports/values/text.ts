// Control characters but tab and line ends, and the invisible marks that phones and web pages leave in copied text.
const invisible = /(?![\t\n\r])\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

// Plain printable ASCII needs no work.
const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** A cell as people meant it: no invisible marks, no space around it, composed characters, whole surrogate pairs. */
export function cleanText(cell: string): string {
  if (cell === '') return '';
  if (isPlain.test(cell) && cell.charCodeAt(0) !== 0x27) return cell;
  const text = cell
    .replace(invisible, '')
    .replace(/\u00a0/g, ' ')
    .trim()
    .normalize('NFC')
    .toWellFormed();
  return withoutGuard(text);
}

/** Undoes what exports do against formulas: `'=1+1` becomes `=1+1` again, `'tis` stays. See guardCell. */
function withoutGuard(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

const plainNumber = /^\+[0-9]{7,15}$/;

/**
 * A cell for a file that may be opened in a spreadsheet: what would run as a formula gets an apostrophe. Numbers in E.164
 * also begin with a plus and are left alone, or the file would no longer hold them.
 * What has an apostrophe in front already is safe, and cleanText takes one off from either.
 */
export function guardCell(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

export type PersonName = { readonly first: string; readonly last: string };

/** “Ana María Silva” and “Silva, Ana María” taken apart; what is one word is a first name. */
export function splitName(name: string): PersonName {
  const comma = name.indexOf(',');
  if (comma > 0) return { first: name.slice(comma + 1).trim(), last: name.slice(0, comma).trim() };
  const gap = name.search(/\s/);
  return gap < 0
    ? { first: name, last: '' }
    : { first: name.slice(0, gap), last: name.slice(gap + 1).trim() };
}
