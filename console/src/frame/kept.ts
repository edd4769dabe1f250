import { actingAs } from './acting-as.ts';

/**
 * What somebody has typed and nobody has saved yet: kept in this browser, so that it survives a crash, a lost line or a closed
 * window. It is theirs in this workspace: whoever sits at the same desk next, or works in another workspace, is not shown it.
 */
const prefix = 'tidings.kept.';

// What is on file about people stands in some of it, and may have been erased meanwhile; a fortnight covers a holiday.
const keptForMs = 14 * 86_400_000;

export function keep(key: string, value: unknown, now = Date.now()): void {
  const place = placeOf(key);
  // A full or forbidden storage is no reason to stop somebody who writes.
  try {
    if (place === null) return;
    if (value === null) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify({ at: now, value }));
  } catch {}
  for (const tell of listeners) tell();
}

const listeners = new Set<() => void>();

/** Told whenever something is kept or let go of, here or in another window of this browser; gives the way to hear no more. */
export function followKept(tell: () => void): () => void {
  listeners.add(tell);
  window.addEventListener('storage', tell);
  return () => {
    listeners.delete(tell);
    window.removeEventListener('storage', tell);
  };
}

/** What was kept under a key, if it still has the shape that is asked for: other versions of the console have kept it, too. */
export function findKept<T>(key: string, isOne: (found: unknown) => found is T, now = Date.now()): T | null {
  const place = placeOf(key);
  try {
    const found = place === null ? null : readKept(localStorage.getItem(place), now);
    return isOne(found) ? found : null;
  } catch {
    return null;
  }
}

/** Forgets what is too old, and what was kept before anybody knew whose it is. */
export function forgetOld(now = Date.now()): void {
  forget((name) => readKept(localStorage.getItem(name), now) === null);
}

/** Forgets what whoever is signed in has typed here, in all their workspaces: they leave the desk. */
export function forgetOwn(): void {
  const known = actingAs();
  if (known) forget((name) => name.startsWith(`${prefix}${known.account}.`));
}

function forget(isMeant: (name: string) => boolean): void {
  try {
    const names = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? '');
    for (const name of names) if (name.startsWith(prefix) && isMeant(name)) localStorage.removeItem(name);
  } catch {}
}

function placeOf(key: string): string | null {
  const known = actingAs();
  return known && `${prefix}${known.account}.${known.workspace}.${key}`;
}

function readKept(text: string | null, now: number): unknown {
  const found: unknown = parse(text);
  if (!hasAll(found, 'at', 'value')) return null;
  const { at, value } = found as { at: unknown; value: unknown };
  return typeof at === 'number' && now - at < keptForMs ? value : null;
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** True of an object that has all of these. */
export const hasAll = (found: unknown, ...names: string[]): boolean =>
  typeof found === 'object' && found !== null && names.every((name) => name in found);
