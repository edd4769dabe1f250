import { stepMinutes } from './factors/sign-in-step.ts';
import { sessionLongestHours } from './session.ts';

/**
 * The `__Host-` prefix makes browsers insist on Secure, on Path=/ and on no Domain, so that no neighbouring host can set
 * or overwrite them. Browsers treat localhost as secure; any other address needs TLS in front.
 */
export const sessionCookie = '__Host-tidings';
export const deviceCookie = '__Host-tidings-device';

/** Where a sign-in stands between its first and its second factor. */
export const stepCookie = '__Host-tidings-step';

/** The challenge that a passkey is to sign, which one browser alone may answer. */
export const passkeyCookie = '__Host-tidings-passkey';

/** Somebody is at the issuer of the single sign-on, and is to come back in the same browser. */
export const oidcCookie = '__Host-tidings-oidc';

const manners = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const deviceSeconds = 365 * 24 * 3_600;

export function setSession(token: string): string {
  return `${sessionCookie}=${token}; ${manners}; Max-Age=${sessionLongestHours * 3_600}`;
}

export function clearSession(): string {
  return `${sessionCookie}=; ${manners}; Max-Age=0`;
}

export function setStep(token: string): string {
  return `${stepCookie}=${token}; ${manners}; Max-Age=${stepMinutes * 60}`;
}

export function clearStep(): string {
  return `${stepCookie}=; ${manners}; Max-Age=0`;
}

export function setPasskeyStep(token: string): string {
  return `${passkeyCookie}=${token}; ${manners}; Max-Age=${stepMinutes * 60}`;
}

export function clearPasskeyStep(): string {
  return `${passkeyCookie}=; ${manners}; Max-Age=0`;
}

export function setOidcStep(token: string): string {
  return `${oidcCookie}=${token}; ${manners}; Max-Age=${stepMinutes * 60}`;
}

export function clearOidcStep(): string {
  return `${oidcCookie}=; ${manners}; Max-Age=0`;
}

export function setDevice(mark: string): string {
  return `${deviceCookie}=${mark}; ${manners}; Max-Age=${deviceSeconds}`;
}

/** One cookie out of a Cookie header; null when it is not there or empty. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null;
  }
  return null;
}
