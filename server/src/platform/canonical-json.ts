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

export type JsonObject = { readonly [key: string]: JsonValue | undefined };

function canonicalObject(value: JsonObject): string {
  return objectOf(membersOf(value));
}

/** One key of an object with its value, spelled out. */
export type Member = { readonly key: string; readonly text: string };

/** The members of an object, in the order of canonical JSON. */
export function membersOf(value: JsonObject): readonly Member[] {
  const keys = Object.keys(value);
  // Evidence is mostly written with its keys in order, and then nothing has to be copied.
  const isSimple = keys.every((key, at) => isStorable(key) && (at === 0 || (keys[at - 1] as string) < key));
  const items = isSimple ? undefined : storableKeys(value);
  const members: Member[] = [];
  for (const key of items ? [...items.keys()].sort() : keys) {
    const item = items ? items.get(key) : value[key];
    if (item !== undefined) members.push({ key, text: `${JSON.stringify(key)}:${canonicalJson(item)}` });
  }
  return members;
}

/** The object of these members. */
export function objectOf(members: readonly Member[]): string {
  let text = '';
  for (const member of members) text += text === '' ? member.text : `,${member.text}`;
  return `{${text}}`;
}

/** One object laid over another, as `||` of jsonb does it. */
export function layOver(below: readonly Member[], above: readonly Member[]): readonly Member[] {
  const members: Member[] = [];
  let at = 0;
  for (const member of above) {
    while (at < below.length && (below[at] as Member).key < member.key) {
      members.push(below[at] as Member);
      at += 1;
    }
    if (below[at]?.key === member.key) at += 1;
    members.push(member);
  }
  while (at < below.length) {
    members.push(below[at] as Member);
    at += 1;
  }
  return members;
}

/** PostgreSQL's text holds neither U+0000 nor half a character. */
export function storableText(text: string): string {
  return isStorable(text) ? text : text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

// Names and numbers are short: a loop over them is done before a call into C++ would have begun.
const short = 40;

function isStorable(text: string): boolean {
  if (text.length <= short && hasNothingAwkward(text)) return true;
  return text.isWellFormed() && !text.includes('\u0000');
}

function hasNothingAwkward(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) return false;
  }
  return true;
}

// A map and no object: `__proto__` is a key like any other here.
function storableKeys(value: JsonObject): Map<string, JsonValue | undefined> {
  return new Map(Object.keys(value).map((key) => [storableText(key), value[key]]));
}

// Array.isArray does not narrow a readonly array.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
