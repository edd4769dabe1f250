import { isWithin } from './links.ts';

/** Public link shorteners that carriers filter. Subdomains count as well. */
export const publicShorteners: readonly string[] = [
  ...[
    '9qr.de',
    'adf.ly',
    'alturl.com',
    'app.link',
    'bc.vc',
    'bit.do',
    'bit.ly',
    'bitly.com',
    'bitly.ws',
    'bl.ink',
  ],
  ...[
    'budurl.com',
    'buff.ly',
    'clicky.me',
    'clck.ru',
    'cutt.ly',
    'dlvr.it',
    'fb.me',
    'goo.gl',
    'ift.tt',
    'is.gd',
  ],
  ...[
    'lc.chat',
    'linki.la',
    'lnkd.in',
    'minm.xyz',
    'ow.ly',
    'qr.ae',
    'rb.gy',
    'rebrand.ly',
    's2r.co',
    's.id',
  ],
  ...['serveirc.com', 'short.gy', 'shorturl.at', 'shrtco.de', 'soo.gd', 't.co', 't.ly', 't2m.io', 'tiny.cc'],
  ...['tiny.one', 'tinyurl.com', 'trib.al', 'tr.im', 'u.to', 'v.gd', 'x.co'],
];

export const isShortener = (host: string): boolean => publicShorteners.some((one) => isWithin(host, one));
