import { findLinks, isShortener, isWithin, ownDomainsOf } from '@tidings/policy/content';
import type { Brand } from '../../contacts/index.ts';

/** One address that a phone makes a link of. */
export type FlightLink = {
  readonly address: string;
  readonly host: string;
  readonly isShortener: boolean;
  /** Whether it leads to a domain of the brand; null while the brand has said none. */
  readonly isOwn: boolean | null;
};

/** Every address in the words, once. What speaks against one of them stands among the reasons. */
export function linksOfBody(
  body: string,
  { website, helpContact }: Pick<Brand, 'website' | 'helpContact'>,
): FlightLink[] {
  const own = website === null ? null : ownDomainsOf([website, helpContact]);
  const links = findLinks(body).map(({ written, host }) => ({
    address: written,
    host,
    isShortener: isShortener(host),
    isOwn: own?.some((domain) => isWithin(host, domain)) ?? null,
  }));
  return [...new Map(links.map((link) => [link.address, link])).values()];
}
