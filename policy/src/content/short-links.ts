import { findLinks } from './links.ts';

/** An address as it stands in a text, and the link that stands for it. */
export type ShortenedLink = { readonly id: string; readonly written: string };

/** How many letters a person's own short link ends with. */
export const tokenLength = 7;

/** What stands where an address stood while no token is known yet: as long as every token is, so that parts are counted right. */
export const sampleToken = 'x'.repeat(tokenLength);

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

/** The words as they are counted before anybody has a link: with one as long as each will be. `begins` is what they all begin with. */
export function withSampleTokens(body: string, begins: string): string {
  const links = addressesToShorten(body).map((written) => ({ id: written, written }));
  return replaceAddresses(body, links, () => begins + sampleToken);
}
