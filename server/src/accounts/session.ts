import type { Ids } from '../platform/ids.ts';
import { isSameSecret, type Secrets, sha256 } from '../platform/secrets.ts';

/** A week at most, half a day without use: OWASP ASVS 7.3 for work that can text everybody one knows. */
export const sessionIdleHours = 12;
// Sensitive acts (keys, roles, factors, exports) ask for a sign-in as young as this: ASVS 7.5.1.
export const freshMinutes = 15;
export const sessionLongestHours = 7 * 24;
// Each use would otherwise be a write.
export const touchAfterSeconds = 60;

export type NewSession = { readonly token: string; readonly tokenHash: Buffer };

/** 256 bits that only the browser keeps; we keep their hash, so a stolen table opens no session. */
export function newSession(ids: Ids): NewSession {
  const token = ids.token(32);
  return { token, tokenHash: sha256(token) };
}

export function hashOfSession(token: string): Buffer {
  return sha256(token);
}

/** A mark for a browser that has signed in to this account before. It opens nothing; see throttleAccount. */
export function markDevice(ids: Ids, secrets: Secrets, email: string): string {
  const device = ids.token(12);
  return `${device}.${secrets.sign(`${device} ${email}`, 'device')}`;
}

/** The device's own name when the mark is ours and was made for this account; otherwise null. */
export function readDevice(secrets: Secrets, email: string, mark: string | null): string | null {
  const [device, signature] = mark?.split('.') ?? [];
  if (!device || !signature) return null;
  return isSameSecret(secrets.sign(`${device} ${email}`, 'device'), signature) ? device : null;
}
