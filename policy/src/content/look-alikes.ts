import { foldText } from './fold.ts';
import { domainOf, isWithin, type Link } from './links.ts';
import { lettersOf, type Reading } from './reading.ts';

// Whom fraud by text pretends to be most often, with the domains that are really theirs.
const imitated: readonly { readonly name: string; readonly domains: readonly string[] }[] = [
  ...[
    'usps',
    'fedex',
    'dhl',
    'amazon',
    'paypal',
    'netflix',
    'venmo',
    'zelle',
    'coinbase',
    'microsoft',
    'facebook',
  ],
  ...[
    'instagram',
    'whatsapp',
    'walmart',
    'costco',
    'verizon',
    'wellsfargo',
    'bankofamerica',
    'citibank',
    'ebay',
  ],
  ...[
    'ezpass',
    'cashapp',
    'spotify',
    'binance',
    'google',
    'icloud',
    'linkedin',
    'telegram',
    'shopify',
    'chase',
    'apple',
  ],
].map((name) => ({ name, domains: [`${name}.com`, ...(name === 'ezpass' ? ['e-zpassny.com'] : [])] }));

/** Why the link looks like what it is not, as the end of a sentence; null where it does not. */
export function findLookAlike(link: Link, reading: Reading): string | null {
  const { host, disguise } = link;
  if (disguise !== null) return `names ${disguise.slice(0, 40)} and leads to ${host.slice(0, 60)}`;
  const own = reading.input.ownDomains ?? [];
  if (own.some((domain) => isWithin(host, domain))) return null;
  if (/(?:^|\.)xn--/.test(host)) return 'hides letters of another alphabet behind “xn--”';
  if (/[^\x20-\x7e\ue000]/.test(host) && hasForeignLetters(host))
    return 'is spelled with letters that only look like the usual ones';
  const seen = seenHost(link);
  return (
    imitates(host, reading) ??
    carriesOwn(host, own) ??
    nearlyOwn(host, own, reading) ??
    (seen === host ? null : seenAsOwn(seen, own, reading))
  );
}

// A capital I among small letters is read as an l: hiIItopfarm. An address that is shouted as a whole hides nothing.
function seenHost({ written, host }: Link): string {
  const letters = written.replace(/^https?:\/\//iu, '').replace(/[/?#:][\s\S]*$/u, '');
  return letters === letters.toUpperCase() ? host : letters.replaceAll('I', 'l').toLowerCase();
}

function seenAsOwn(seen: string, own: readonly string[], reading: Reading): string | null {
  const isOwn = own.some((domain) => isWithin(seen, domain));
  if (isOwn) return `reads as ${seen.slice(0, 60)}, and is another`;
  return imitates(seen, reading);
}

const hasForeignLetters = (host: string): boolean =>
  host
    .split('.')
    .some(
      (label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label),
    ) ||
  (/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(host) && /^[\x20-\x7e]*$/.test(foldText(host)));

const digitsForLetters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
};
// Two narrow letters side by side read as one wide one: arnazon, vvalmart.
const spelledOut = (label: string): string =>
  label
    .replace(/[01345]/g, (digit) => digitsForLetters[digit] ?? digit)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

function imitates(host: string, { input, brand }: Reading): string | null {
  const domain = domainOf(host);
  const label = domain.split('.')[0] ?? '';
  for (const { name, domains } of imitated) {
    if (domains.some((one) => isWithin(host, one))) continue;
    if (input.brands?.some((one) => lettersOf(one).includes(name)) && label === name) continue;
    const tokens = spelledOut(host).split(/[.-]/);
    const isNamed = tokens.includes(name) || (name.length >= 6 && spelledOut(label).includes(name));
    const isMisspelt = name.length >= 6 && label !== name && isOneSlipAway(label, name);
    if (isNamed || isMisspelt)
      return `looks like ${name}, and is ${brand === null ? 'not theirs' : 'neither theirs nor yours'}`;
  }
  return null;
}

// What fraud puts behind a name to make a domain of its own look like a part of the brand's.
const suffixes =
  'log-?in|sign-?in|secure|security|verify|support|help|account|accounts|pay|payment|billing|online|check-?in|id|update|portal|service|info|official|rewards|confirm';

/** The brand's address as the beginning of another: shop.example.checkin.example, shop-example.com, shop-login.example. */
function carriesOwn(host: string, own: readonly string[]): string | null {
  for (const domain of own) {
    const label = domainOf(domain).split('.')[0] ?? '';
    if (label.length < 4) continue;
    const isInFront =
      host.includes(`${domain}.`) ||
      host.includes(`${domain}-`) ||
      host.includes(domain.replaceAll('.', '-'));
    const isLonger = new RegExp(`^(?:${label}-?(?:${suffixes})|(?:${suffixes}|my|get|the)-${label})$`);
    if (isInFront || isLonger.test(domainOf(host).split('.')[0] ?? ''))
      return `begins like ${domain}, and is another`;
  }
  return null;
}

function nearlyOwn(host: string, own: readonly string[], { brand }: Reading): string | null {
  const label = (domainOf(host).split('.')[0] ?? '').replaceAll('-', '');
  const names = [
    ...own.map((domain) => domainOf(domain).split('.')[0] ?? ''),
    ...(brand === null ? [] : [lettersOf(brand)]),
  ];
  for (const name of names) {
    const plain = name.replaceAll('-', '');
    if (plain.length < 6 || label === plain) continue;
    if (isOneSlipAway(label, plain) || spelledOut(label) === plain)
      return `is spelled almost like ${name}, and is another`;
  }
  return null;
}

/** One letter more, less, other, or two of them swapped. */
export function isOneSlipAway(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let front = 0;
  while (front < one.length && one[front] === other[front]) front += 1;
  const [rest, otherRest] = [one.slice(front), other.slice(front)];
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  );
}
