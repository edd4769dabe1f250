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
  return canonicalObject(value);
}

type JsonObject = { readonly [key: string]: JsonValue | undefined };

function canonicalObject(value: JsonObject): string {
  const keys = Object.keys(value);
  // Evidence is mostly written with its keys in order, and then nothing has to be copied.
  const isSimple = keys.every((key, at) => isStorable(key) && (at === 0 || (keys[at - 1] as string) < key));
  const items = isSimple ? undefined : storableKeys(value);
  let text = '';
  for (const key of items ? [...items.keys()].sort() : keys) {
    const item = items ? items.get(key) : value[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}

/** PostgreSQL's text holds neither U+0000 nor half a character. */
export function storableText(text: string): string {
  return isStorable(text) ? text : text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

// A map and no object: `__proto__` is a key like any other here.
function storableKeys(value: JsonObject): Map<string, JsonValue | undefined> {
  return new Map(Object.keys(value).map((key) => [storableText(key), value[key]]));
}

// Array.isArray does not narrow a readonly array.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
