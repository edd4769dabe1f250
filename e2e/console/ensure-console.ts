import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');

/**
 * What the service hands out, built where its source has changed since. Set-up holds a lock and builds at most once: a folder that
 * is written anew while another file of tests walks through its pages would be gone under their feet.
 */
export async function ensureConsole(): Promise<void> {
  await promisify(execFile)('sh', ['tools/setup'], { cwd: root, maxBuffer: 10_000_000 });
}
