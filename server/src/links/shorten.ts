import { findLinks } from '@tidings/policy/content';
import { tokenLength } from './token.ts';

/** An address as it is written in a text, and the link that stands for it. */
export type ShortenedLink = { readonly id: string; readonly written: string };

/**
 * The web addresses in the words that become short links, longest first so that none is replaced within another. What has a
 * merge field in it stays as it is: it leads everybody somewhere else.
 */
export function addressesToShorten(body: string): string[] {
  const written = findLinks(body)
    .map((link) => link.written)
    .filter((address) => /^https?:\/\//i.test(address) && !/[{}]/.test(address))
    // "https://shop.example/{{ code }}" is found up to the field.
    .filter((address) => !body.includes(`${address}{{`));
  return [...new Set(written)].toSorted((one, other) => other.length - one.length);
}

/** What stands where an address stood while no token is known yet: as long as every token is, so that parts are counted right. */
export const sampleToken = 'x'.repeat(tokenLength);

/** The words with these addresses replaced. `shortOf` gives the whole short link. */
export function replaceAddresses(
  body: string,
  links: readonly ShortenedLink[],
  shortOf: (link: ShortenedLink) => string,
): string {
  let result = body;
  for (const link of links) result = result.replaceAll(link.written, shortOf(link));
  return result;
}
