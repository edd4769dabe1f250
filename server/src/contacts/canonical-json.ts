export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * One spelling for one value, so that its hash can be computed again from what the database gives back. jsonb keeps
 * neither the order of keys nor their repetition and refuses U+0000 and lone surrogates, so keys are sorted by code
 * unit, the last of two equal keys wins, and both characters become U+FFFD before anything is hashed or stored.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(storableText(value));
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const parts = entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${parts.join(',')}}`;
}

/** PostgreSQL's text holds neither U+0000 nor half a character. */
export function storableText(text: string): string {
  return text.isWellFormed() && !text.includes('\u0000')
    ? text
    : text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

function entriesOf(value: { readonly [key: string]: JsonValue | undefined }): [string, JsonValue][] {
  const byKey = new Map<string, JsonValue>();
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item !== undefined) byKey.set(storableText(key), item);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
}

// Array.isArray does not narrow a readonly array.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
