import { generateSecret, generateURI, verifySync } from 'otplib';

// RFC 6238 as every app knows it: SHA-1, six digits, half a minute. One step either way for clocks that are off.
const toleranceSeconds = 30;

export const newSeed = (): string => generateSecret({ length: 20 });

/** What an app reads from the QR code. */
export function enrolmentUri(seed: string, email: string): string {
  return generateURI({ issuer: 'Tidings', label: email, secret: seed });
}

/** The half minute that a code belongs to, or null when it is none of now. `nowMs` is real time, not a rehearsal's. */
export function findStep(seed: string, code: string, nowMs: number): number | null {
  if (!/^[0-9]{6}$/.test(code)) return null;
  const epoch = Math.floor(nowMs / 1_000);
  const result = verifySync({ secret: seed, token: code, epoch, epochTolerance: toleranceSeconds });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
