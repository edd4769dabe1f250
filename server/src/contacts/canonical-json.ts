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
  const items = storableKeys(value);
  const parts: string[] = [];
  for (const key of [...items.keys()].sort()) {
    const item = items.get(key);
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(item)}`);
  }
  return `{${parts.join(',')}}`;
}

/** PostgreSQL's text holds neither U+0000 nor half a character. */
export function storableText(text: string): string {
  return text.isWellFormed() && !text.includes('\u0000')
    ? text
    : text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

// A map and no object: `__proto__` is a key like any other here.
function storableKeys(value: {
  readonly [key: string]: JsonValue | undefined;
}): Map<string, JsonValue | undefined> {
  return new Map(Object.keys(value).map((key) => [storableText(key), value[key]]));
}

// Array.isArray does not narrow a readonly array.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
