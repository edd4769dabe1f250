import { Buffer } from 'node:buffer';
import type { Clock } from '../clock.ts';
import type { Secrets } from '../secrets.ts';

/** What a link is about, for whom it was made and until when it is of use. */
export type LinkContent = {
  /** What the link is for, such as `preferences`. One made for another purpose does not open. */
  readonly purpose: string;
  /** Whatever its maker needs to find again; it stands in the link in plain sight, so no secrets and no names. */
  readonly subject: string;
  readonly lastsMs: number;
};

export type LinkReading =
  | { readonly ok: true; readonly subject: string; readonly issuedAt: Date; readonly expiresAt: Date }
  /** `altered` is everything that we did not write: a letter lost in copying, another purpose, a key that is gone. */
  | { readonly ok: false; readonly reason: 'altered' | 'expired' };

type Keys = Pick<Secrets, 'sign' | 'isSigned'>;

const formatVersion = '1';
const longestToken = 2_000;

/**
 * A token for an address: format version, content and HMAC, with dots between; letters, digits, `-` and `_` only. It is
 * signed with the present secret key, and read with that and the older ones (TIDINGS_OLD_SECRET_KEYS), so that links in
 * texts outlive a change of the key. The times are of the business clock.
 */
export function signLink(keys: Keys, clock: Pick<Clock, 'now'>, content: LinkContent): string {
  const issuedMs = clock.now().getTime();
  const body = JSON.stringify([content.subject, issuedMs, issuedMs + content.lastsMs]);
  const packed = `${formatVersion}.${Buffer.from(body, 'utf8').toString('base64url')}`;
  return `${packed}.${keys.sign(packed, purposeOf(content.purpose))}`;
}

/** Reads a token back. Nothing of it is believed, or even parsed, before its signature was found good. */
export function readLink(keys: Keys, clock: Pick<Clock, 'now'>, token: string, purpose: string): LinkReading {
  const [version, packed, signature, more] = token.length > longestToken ? [] : token.split('.');
  if (version !== formatVersion || !packed || !signature || more !== undefined) return altered;
  if (!keys.isSigned(`${version}.${packed}`, purposeOf(purpose), signature)) return altered;
  const [subject, issuedMs, expiresMs] = JSON.parse(Buffer.from(packed, 'base64url').toString('utf8')) as [
    string,
    number,
    number,
  ];
  if (clock.now().getTime() >= expiresMs) return { ok: false, reason: 'expired' };
  return { ok: true, subject, issuedAt: new Date(issuedMs), expiresAt: new Date(expiresMs) };
}

const altered: LinkReading = { ok: false, reason: 'altered' };
// Other things are signed as well; none of their signatures is one of a link.
const purposeOf = (purpose: string) => `link ${purpose}`;
