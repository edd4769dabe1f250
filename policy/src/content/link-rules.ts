import type { LintFinding } from './finding.ts';
import { domainOf, hostOf, isWithin, type Link } from './links.ts';
import { findLookAlike } from './look-alikes.ts';
import { type Check, findingAt, quote, type Reading } from './reading.ts';
import { isShortener } from './shorteners.ts';

/** Where the links of a text lead: to a place of the brand's own, in the open. */
export const checkLinks: Check = (reading) => [
  ...reading.links.flatMap((link) => checkLink(link, reading)),
  ...findRedirects(reading),
  ...findMailGateways(reading),
];

function checkLink(link: Link, reading: Reading): LintFinding[] {
  const span = [link.start, link.end] as const;
  const written = quote(reading.body, span);
  if (isShortener(link.host))
    return [
      findingAt('link.shortener', 'error', span, {
        sentence: `${written} is an address of a public link shortener, which carriers block.`,
        remedy: 'Link to your own domain, or use short links on a domain of yours.',
      }),
    ];
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(link.host) || link.host.startsWith('['))
    return [
      findingAt('link.ip', 'error', span, {
        sentence: `${written} leads to a bare number in place of a name, as fraud does.`,
        remedy: 'Link to a domain of your own.',
      }),
    ];
  const lookAlike = findLookAlike(link, reading);
  if (lookAlike !== null)
    return [
      findingAt('link.lookalike', 'error', span, {
        sentence: `${written} ${lookAlike}.`,
        remedy: 'Link to a domain of your own under its plain name.',
      }),
    ];
  const own = reading.input.ownDomains;
  if (!own || own.some((domain) => isWithin(link.host, domain))) return [];
  return [
    findingAt('link.unowned', 'warning', span, {
      sentence: `${written} does not lead to a domain of this brand.`,
      remedy: 'Link to a domain of your own, or add this one to those of the brand if it is.',
    }),
  ];
}

const bareOf = (address: string): string => address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');

/** One redirect of one's own is a short link. More of them, or one that passes through a stranger, is hiding. */
function findRedirects(reading: Reading): LintFinding[] {
  const { links, input } = reading;
  return (input.redirects ?? []).flatMap(({ from, hops }) => {
    const link = links.find((one) => bareOf(one.written) === bareOf(from) || one.host + one.written === from);
    if (!link || hops.length === 0) return [];
    const span = [link.start, link.end] as const;
    const hosts = [link.host, ...hops.map(hostOf)];
    const shortener = hosts.slice(1).find(isShortener);
    const domains = new Set(hosts.map(domainOf));
    const last = hosts.at(-1) ?? '';
    const isOwnEnd =
      input.ownDomains?.some((domain) => isWithin(last, domain)) ?? domainOf(last) === domainOf(link.host);
    if (shortener !== undefined || domains.size > 2 || !isOwnEnd) {
      const through =
        shortener ?? hosts.slice(1).find((host) => domainOf(host) !== domainOf(link.host)) ?? last;
      return [
        findingAt('link.redirects', 'error', span, {
          sentence: `${quote(reading.body, span)} leads on to ${through}, which people cannot see from the text.`,
          remedy: 'Link straight to the page, or through one redirect of your own domain.',
        }),
      ];
    }
    if (hops.length < 2) return [];
    return [
      findingAt('link.redirects', 'warning', span, {
        sentence: `${quote(reading.body, span)} is redirected ${hops.length} times before anybody arrives.`,
        remedy: 'Link straight to the page, or through one redirect of your own domain.',
      }),
    ];
  });
}

const mailGateway =
  /[\w.+-]+@(?:vtext\.com|vzwpix\.com|txt\.att\.net|mms\.att\.net|tmomail\.net|messaging\.sprintpcs\.com|pm\.sprint\.com|email\.uscc\.net|sms\.cricketwireless\.net|mymetropcs\.com|msg\.fi\.google\.com|sms\.myboostmobile\.com|vmobl\.com|text\.republicwireless\.com|txt\.bell\.ca|pcs\.rogers\.com|msg\.telus\.com)\b/g;

/** Mail to these is a commercial message to a phone under 47 CFR 64.3100, and most of them are being shut. */
function findMailGateways(reading: Reading): LintFinding[] {
  return [...reading.folded.text.matchAll(mailGateway)].map((match) => {
    const span = [
      reading.folded.start(match.index),
      reading.folded.end(match.index + match[0].length - 1),
    ] as const;
    return findingAt('link.mail_gateway', 'error', span, {
      sentence: `${quote(reading.body, span)} is a carrier's mail-to-text gateway, which needs a permission of its own.`,
      remedy: 'Give a phone number or an ordinary mail address.',
    });
  });
}
