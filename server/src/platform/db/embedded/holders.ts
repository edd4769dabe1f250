import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isAlive } from './process-identity.ts';

/**
 * Who uses the embedded database right now. `serve` and `work` may run apart on the same folder: the first starts the
 * server, the last to leave stops it. Call these only under the folder lock. A name holds the pid and a tag, because one
 * process may start the same database twice (tests do).
 */
export type Holder = { readonly file: string };

export function enter(folder: string, tag: string): Holder {
  const holders = join(folder, 'holders');
  mkdirSync(holders, { recursive: true });
  const file = join(holders, `${process.pid}-${tag}`);
  writeFileSync(file, identifyProcess(process.pid) ?? '');
  return { file };
}

export function leave(holder: Holder): void {
  rmSync(holder.file, { force: true });
}

/** Counts the living; the dead are cleared away on the side. */
export function countHolders(folder: string): number {
  const holders = join(folder, 'holders');
  let living = 0;
  for (const name of listNames(holders)) {
    const file = join(holders, name);
    if (isAlive(readName(file))) living += 1;
    else rmSync(file, { force: true });
  }
  return living;
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readName(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
