/** What somebody has typed and nobody has saved yet: kept in this browser, so that it survives a crash, a lost line or a closed window. */
const prefix = 'tidings.kept.';

export function keep(key: string, value: unknown): void {
  // A full or forbidden storage is no reason to stop somebody who writes.
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
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
export function findKept<T>(key: string, isOne: (found: unknown) => found is T): T | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(prefix + key) ?? 'null');
    return isOne(found) ? found : null;
  } catch {
    return null;
  }
}

/** True of an object that has all of these. */
export const hasAll = (found: unknown, ...names: string[]): boolean =>
  typeof found === 'object' && found !== null && names.every((name) => name in found);
