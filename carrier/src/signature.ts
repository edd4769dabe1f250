import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The header of a callback: `carrier-signature: t=<unix seconds>,v1=<hex hmac-sha256(secret, t + "." + rawBody)>`.
 * The time is signed too, so that a receiver can refuse an old body that somebody sends again.
 */
export function signCallback(secret: string, rawBody: string | Buffer, unixSeconds: number): string {
  return `t=${unixSeconds},v1=${digest(secret, rawBody, unixSeconds).toString('hex')}`;
}

/** Tells whether a header fits a body; `toleranceSeconds` bounds how far its time may be from `nowSeconds`. */
export function isSignedCallback(
  secret: string,
  rawBody: string,
  header: string,
  nowSeconds: number,
  toleranceSeconds = 300,
): boolean {
  const match = /^t=(\d{1,15}),v1=([0-9a-f]{64})$/.exec(header);
  if (!match?.[1] || !match[2]) return false;
  const signedAt = Number(match[1]);
  if (Math.abs(nowSeconds - signedAt) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(match[2], 'hex'), digest(secret, rawBody, signedAt));
}

function digest(secret: string, rawBody: string | Buffer, unixSeconds: number): Buffer {
  return createHmac('sha256', secret).update(`${unixSeconds}.`).update(rawBody).digest();
}
