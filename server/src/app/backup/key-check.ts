import { existsSync, readFileSync } from 'node:fs';
import { openSecrets, type Secrets } from '../../platform/secrets.ts';

/** A mark that only the secret key can make: it tells whether the key at hand sealed what is sealed in a backup. */
export const keyCheckOf = (secrets: Secrets, instanceId: string) => secrets.sign(instanceId, 'backup key');

/** The hand with which the last word of a backup is signed. */
export const signBackup = (secrets: Secrets) => (text: string) => secrets.sign(text, 'backup');

/** The key as it lies here, if it does; a restore never makes one, since it could open nothing that is in the backup. */
export function findSecrets(given: string | undefined, file: string): Secrets | null {
  if (given !== undefined) return openSecrets(given);
  return existsSync(file) ? openSecrets(readFileSync(file, 'utf8').trim()) : null;
}
