// PostgreSQL's COPY text format: tabs between columns, \N for nothing, backslashes before what would end a cell.
const special = /[\\\t\n\r]/;
const allSpecial = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

export function copyText(value: string): string {
  return special.test(value)
    ? value.replace(allSpecial, (character) => escapes[character] ?? character)
    : value;
}

/** Blank is nothing. */
export function copyOptional(value: string | null): string {
  return value === null || value === '' ? '\\N' : copyText(value);
}

/** Cells as the text of an array. */
export function copyArray(values: readonly string[]): string {
  return copyText(storable(arrayLiteral(values)));
}

/** An array as PostgreSQL writes one, every element in quotes. */
export function arrayLiteral(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  let literal = '{';
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? '';
    literal += at === 0 ? '"' : ',"';
    literal += /["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value;
    literal += '"';
  }
  return `${literal}}`;
}

/** U+0000 cannot be stored and becomes U+FFFD. Cells have no half characters, so that is all that could stand in the way. */
export function storable(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '\uFFFD') : text;
}
