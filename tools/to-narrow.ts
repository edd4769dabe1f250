/**
 * The same program with only such characters as fit into a byte. The engine keeps the text of a file in two bytes a character when a single one
 * does not, and one dash in two megabytes costs two more.
 */
export function toNarrow(code: string): string {
  let narrow = '';
  let done = 0;
  for (let at = code.indexOf(rawBegins); at >= 0; at = code.indexOf(rawBegins, done)) {
    const from = at + rawBegins.length;
    const end = endOfTemplate(code, from);
    narrow += escapeWide(code.slice(done, from)) + nameWide(code.slice(from, end));
    done = end;
  }
  return narrow + escapeWide(code.slice(done));
}

const rawBegins = 'String.raw`';
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const isEven = (slashes: string) => slashes.length % 2 === 0;

/** Where the backtick stands that ends it. Values in it may be anything without backticks. */
function endOfTemplate(code: string, from: number): number {
  for (let at = from; at < code.length; at += 1) {
    if (code[at] === '`') return at;
    if (code[at] === '\\') at += 1;
    else if (code.startsWith('${', at)) at = code.indexOf('}', at);
  }
  throw new Error('A template has no end.');
}

/** In texts, patterns and names an escape is the character. One that is escaped for nothing (`\–`) loses its own backslash. */
function escapeWide(code: string): string {
  return code.replace(/(\\*)([\u0100-\uffff])/g, (_, slashes: string, character: string) =>
    isEven(slashes) ? slashes + escaped(character) : slashes.slice(1) + escaped(character),
  );
}

/** What is taken raw has no escapes; a place for a value has. There a backslash before the character belongs to it. */
function nameWide(template: string): string {
  return template.replace(
    /(\$\{[^{}]*\})|(\\*)([\u0100-\uffff])/g,
    (_, value: string | undefined, slashes: string, character: string) => {
      if (value !== undefined) return escapeWide(value);
      return isEven(slashes)
        ? `${slashes}\${'${escaped(character)}'}`
        : `${slashes.slice(1)}\${'\\\\${escaped(character)}'}`;
    },
  );
}
