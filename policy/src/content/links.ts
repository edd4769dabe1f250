/** An address in a text that a phone makes a link of. */
export interface Link {
  readonly start: number;
  readonly end: number;
  /** As it stands. */
  readonly written: string;
  /** Lower case, without port and without what stands before an @. */
  readonly host: string;
  /** What stands before an @ in the place of the host: a trick to make another host look like this one. */
  readonly disguise: string | null;
}

// Phones make links of bare names as well, but only of endings that exist. The common ones, and those kept for examples.
const endings =
  'com|net|org|info|biz|edu|gov|mil|co|io|ai|app|dev|me|tv|us|uk|ca|mx|es|fr|de|it|nl|be|ch|at|pt|br|ar|cl|au|nz|in|ie|eu|gd|ly|cc|gl|gy|li|' +
  'ws|to|so|st|is|sh|link|shop|store|online|site|xyz|top|club|vip|live|pro|page|click|info|work|win|loan|ru|cn|jp|kr|example|test|invalid';

const shaped = /https?:\/\/[^\s<>"“”]+/giu;
const bare = new RegExp(
  String.raw`(?<![\p{L}\p{N}@._/-])((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:${endings}))(?![\p{L}\p{N}@]|\.[\p{L}\p{N}])(?:[:/?#][^\s<>"“”]*)?`,
  'giu',
);
const bareNumbers = /(?<![\w./:@-])\d{1,3}(?:\.\d{1,3}){3}(?=[:/])[^\s<>"“”]*/gu;
const trailing = /[.,;:!?)\]}'’]+$/;

/** Every address in the text, in order, with schemes and without. */
export function findLinks(text: string): readonly Link[] {
  const links: Link[] = [];
  for (const match of text.matchAll(shaped)) add(links, match[0], match.index);
  for (const match of [...text.matchAll(bare), ...text.matchAll(bareNumbers)]) {
    const isInside = links.some((one) => match.index < one.end && one.start < match.index + match[0].length);
    if (!isInside && isOneCase(match[1] ?? '')) add(links, match[0], match.index);
  }
  return links.sort((one, other) => one.start - other.start);
}

// “today.In store” lacks a space and is no address; an address is shouted as a whole or not at all.
const isOneCase = (host: string): boolean => {
  const ending = host.slice(host.lastIndexOf('.') + 1);
  return ending === ending.toLowerCase() || host === host.toUpperCase();
};

function add(links: Link[], found: string, start: number): void {
  const written = found.replace(trailing, '');
  const parts = /^(?:https?:\/\/)?([^/?#]*)/iu.exec(written);
  const authority = parts?.[1] ?? '';
  const at = authority.lastIndexOf('@');
  const host = authority
    .slice(at + 1)
    .replace(/:\d+$/, '')
    .toLowerCase()
    .replace(/\.$/, '');
  if (host === '') return;
  links.push({
    start,
    end: start + written.length,
    written,
    host,
    disguise: at < 0 ? null : authority.slice(0, at),
  });
}

/** The host of an address that stands alone; '' where it is none. */
export const hostOf = (address: string): string => findLinks(address)[0]?.host ?? '';

const secondLevels = /^(?:co|com|org|net|gov|ac|edu)$/;

/** The part of a host that somebody has registered: `shop.example.co.uk` → `example.co.uk`. */
export function domainOf(host: string): string {
  const labels = host.replace(/^www\./, '').split('.');
  const last = labels.at(-1) ?? '';
  const isLong = last.length === 2 && labels.length > 2 && secondLevels.test(labels.at(-2) ?? '');
  return labels.slice(isLong ? -3 : -2).join('.');
}

/** The domains behind addresses of a brand's own; what is no address of the web is left out. */
export const ownDomainsOf = (addresses: readonly string[]): readonly string[] => [
  ...new Set(
    addresses
      .filter((address) => !address.includes('@'))
      .map((address) => domainOf(hostOf(address)))
      .filter((domain) => domain.includes('.')),
  ),
];

export const isWithin = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);
