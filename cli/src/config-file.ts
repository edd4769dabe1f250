import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure } from './refusal.ts';
import type { Surroundings } from './surroundings.ts';

export type StoredLogin = { readonly url?: string; readonly key?: string };

export function configPath({ env, homeFolder }: Surroundings): string {
  // The specification of these folders says that a relative path is to be ignored.
  const folder = env.XDG_CONFIG_HOME?.startsWith('/') ? env.XDG_CONFIG_HOME : join(homeFolder, '.config');
  return join(folder, 'tidings', 'config.json');
}

export function readConfigFile(around: Surroundings): StoredLogin | null {
  const path = configPath(around);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw failure('config.unreadable', `${path} cannot be read: ${(error as Error).message}.`);
  }
  try {
    const { url, key } = JSON.parse(text) as Record<string, unknown>;
    return { ...(typeof url === 'string' ? { url } : {}), ...(typeof key === 'string' ? { key } : {}) };
  } catch {
    throw failure('config.broken', `${path} is not JSON. Delete it and run \`tidings login\` again.`);
  }
}

/** Readable for its owner alone, and whole at every moment: written beside its place, then moved there. */
export function writeConfigFile(around: Surroundings, login: Required<StoredLogin>): string {
  const path = configPath(around);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const next = `${path}.${process.pid}.new`;
  writeFileSync(next, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  // The mode above counts only for a file that is new.
  chmodSync(next, 0o600);
  renameSync(next, path);
  return path;
}

/** True when somebody else on this machine may read the stored key. */
export function isConfigExposed(around: Surroundings): boolean {
  const facts = statSync(configPath(around), { throwIfNoEntry: false });
  return facts !== undefined && (facts.mode & 0o077) !== 0;
}
