import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Does node_modules hold exactly what package-lock.json asks for? npm writes its hidden lock file last, so without it an
 * install was cut off. Packages for other systems are optional and may be missing. Asked by tools/setup before it takes
 * the long way; the exit code is the answer.
 */
type Lock = {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean; link?: boolean }>;
};

export function isInstalled(root: string): boolean {
  const wanted = readLock(join(root, 'package-lock.json'));
  const found = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !found) return false;
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '' || !path.includes('node_modules')) continue;
    const installed = found.packages[path];
    if (!installed) {
      if (entry.optional) continue;
      return false;
    }
    if (installed.version !== entry.version || installed.integrity !== entry.integrity) return false;
    if (!existsSync(join(root, path, 'package.json'))) return false;
  }
  return Object.keys(found.packages).every((path) => path in wanted.packages);
}

function readLock(path: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Lock;
  } catch {
    return undefined;
  }
}

if (import.meta.main) process.exit(isInstalled(process.argv[2] ?? '.') ? 0 : 1);
