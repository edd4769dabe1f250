import { isShortener } from '@tidings/policy/content';
import { Invalid } from '../platform/errors.ts';

export type Link = {
  readonly id: string;
  /** Where it leads: an address of the web, or one that opens an app. */
  readonly url: string;
  readonly label: string | null;
  /** The campaign whose texts hold it; null for one that somebody made. */
  readonly campaignId: string | null;
  readonly state: 'on' | 'off';
  readonly expiresAt: Date | null;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

export type LinkSetting = {
  /** Where short links begin, such as `https://go.example.com`; null for the address of the installation. */
  readonly domain: string | null;
  /** Whether a click is known by the person's text (of all who may be tracked, or only of those who agreed), or only by the link. */
  readonly tracking: LinkTracking;
  /** Countries in which silence is no agreement; null for those whose law asks first. */
  readonly agreementIn: readonly string[] | null;
  /** Whether the destination is told whose text it was, so that its pages can tell of purchases. */
  readonly passesToken: boolean;
  /** Whether what stands behind links is looked at, and what happens where a page is gone or leads elsewhere. */
  readonly watch: LinkWatch;
};

export const linkTrackings = ['person', 'agreed', 'link'] as const;
export type LinkTracking = (typeof linkTrackings)[number];
export const linkWatches = ['off', 'tell', 'switch_off'] as const;
export type LinkWatch = (typeof linkWatches)[number];

export const usualSetting: LinkSetting = {
  domain: null,
  tracking: 'person',
  agreementIn: null,
  passesToken: false,
  watch: 'off',
};

const longestUrl = 2_000;
// What runs or reads something where it is opened, in place of leading somewhere.
const forbiddenSchemes = [
  'javascript',
  'data',
  'vbscript',
  'file',
  'blob',
  'about',
  'filesystem',
  'view-source',
  'sms',
  'tel',
];

/**
 * A destination as it is kept. Web addresses are normalised; others (`myapp://…`, `market://…`) are taken as they are, since
 * they open apps. Refuses what is no address, what runs in place of leading somewhere, shorteners of others (a chain whose end
 * nobody sees, and which carriers filter) and our own short links.
 */
export function readDestination(text: string, ownDomains: readonly string[]): string {
  const wanted = text.trim();
  if (wanted.length > longestUrl)
    throw new Invalid(
      'link.too_long',
      `A destination may have ${longestUrl} characters; this has ${wanted.length}.`,
    );
  const url = URL.parse(wanted);
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (!url || /\s/.test(wanted))
    throw new Invalid(
      'link.malformed',
      'This is no address. Write it whole, such as https://shop.example/sale.',
    );
  if (forbiddenSchemes.includes(scheme))
    throw new Invalid(
      'link.forbidden_scheme',
      `A link to ${scheme}: is not followed. Use https, or the scheme of your app.`,
    );
  if (scheme !== 'http' && scheme !== 'https') return wanted;
  if (url.username !== '' || url.password !== '')
    throw new Invalid(
      'link.with_password',
      'An address with a name or a password in it would be shown to everybody. Leave it out.',
    );
  const host = url.hostname;
  if (isShortener(host))
    throw new Invalid(
      'link.shortener',
      `${host} shortens links itself: carriers filter such chains. Give the address that it leads to.`,
    );
  if (ownDomains.some((domain) => host === URL.parse(domain)?.hostname))
    throw new Invalid(
      'link.loop',
      'This address is where short links begin, so it would lead to itself. Give its destination.',
    );
  return url.href;
}

export function readDomain(text: string): string {
  const url = URL.parse(text.trim());
  const isPlain = url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || (url.protocol !== 'https:' && !isLocal(url.hostname)))
    throw new Invalid(
      'link.bad_domain',
      'The domain of short links is an https address without a path, such as https://go.example.com.',
    );
  return url.origin;
}

const isLocal = (host: string) => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

export type Utm = { readonly source?: string; readonly medium?: string; readonly campaign?: string };

/** The address with `utm_…` added where it does not say so itself already. Addresses of apps stay as they are. */
export function withUtm(address: string, utm: Utm): string {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return address;
  for (const [name, value] of Object.entries(utm))
    if (value && !url.searchParams.has(`utm_${name}`)) url.searchParams.set(`utm_${name}`, value);
  return url.href;
}

/** The address with the token of a text in it, as `tid`. Addresses of apps stay as they are. */
export function withToken(address: string, token: string): string {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return address;
  url.searchParams.set('tid', token);
  return url.href;
}

/** Whether it leads anywhere at this moment. */
export const isOpen = (link: Pick<Link, 'state' | 'expiresAt'>, at: Date): boolean =>
  link.state === 'on' && (link.expiresAt === null || link.expiresAt > at);
