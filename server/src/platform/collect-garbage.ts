import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects all garbage and gives its memory back to the machine. Left to itself the engine keeps what it once had: a service
 * that had just loaded all of its code held 241 MiB before this, and 169 after. Everything else stands still meanwhile, some
 * tenths of a second, so it is for a moment in which hardly anybody waits.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  setFlagsFromString('--no-expose-gc');
  // Only this kind shrinks what is kept for what is young.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
