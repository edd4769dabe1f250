import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Invalid } from '../platform/errors.ts';

export type SecretKeyOptions = {
  readonly given: string | undefined;
  readonly file: string;
  /** Only an installation that keeps its database beside the key may make one: others have several machines, or will. */
  readonly mayMake: boolean;
};

/** The installation's secret key: given, or found in the data folder, or made there on the first start. */
export function loadSecretKey(options: SecretKeyOptions): string {
  if (options.given !== undefined) return options.given;
  if (!options.mayMake) {
    throw new Invalid(
      'config.no_secret_key',
      'Set TIDINGS_SECRET_KEY (at least 32 characters, the same on every machine); `openssl rand -base64 32` makes one.',
    );
  }
  return readKey(options.file) ?? makeKey(options.file);
}

/** The keys that were the installation's before. A comma stands in no key that we or openssl make. */
export function readOldKeys(setting: string | undefined): readonly string[] {
  const keys = (setting ?? '').split(',').map((key) => key.trim());
  return keys.filter((key) => key !== '');
}

function readKey(file: string): string | null {
  try {
    const key = readFileSync(file, 'utf8').trim();
    // Whoever copied the folder may have left it readable for others.
    chmodSync(file, 0o600);
    if (key.length >= 32) return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  throw new Invalid(
    'config.bad_secret_key',
    `${file} does not hold a key any more. Put it back from a backup: without it stored secrets cannot be opened.`,
  );
}

function makeKey(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  const key = randomBytes(32).toString('base64');
  try {
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
    return key;
  } catch (error) {
    // Another process of this installation started at the same moment; its key is ours.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readKey(file) ?? key;
    throw error;
  }
}
