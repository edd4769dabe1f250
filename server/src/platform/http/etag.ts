import { Invalid } from '../errors.ts';

/** What answers carry in ETag, and changes in If-Match: `"3"` of version 3. */
export const etagOf = (version: number | string): string => `"${version}"`;

/**
 * Which version somebody has changed, as If-Match says it; null where they do not say, and mean whatever there is.
 * Refused where it is nothing that was ever in an ETag of ours, which would else be taken for a version that is gone.
 */
export function readIfMatch(header: unknown): string | null {
  if (typeof header !== 'string' || header.trim() === '*') return null;
  const found = /^(?:W\/)?"([0-9a-z.]{1,40})"$/.exec(header.trim());
  if (found?.[1]) return found[1];
  throw new Invalid('request.bad_etag', 'If-Match is the ETag of what you changed, such as "3".');
}
