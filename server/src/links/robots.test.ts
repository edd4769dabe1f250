import { describe, expect, test } from 'vitest';
import { type Click, handsetAgent, robotOfRequest, robotsAmong } from './robots.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const android =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
const asked = (more: Partial<Parameters<typeof robotOfRequest>[0]>) =>
  robotOfRequest({ method: 'GET', agent: iphone, purpose: '', ...more });

describe('a request that opens a link', () => {
  test.each([
    ['an iPhone', { agent: iphone }, null],
    ['an Android phone', { agent: android }, null],
    ['Samsung’s browser', { agent: `${android} SamsungBrowser/27.0` }, null],
    [
      'Firefox on a desk',
      { agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0' },
      null,
    ],
    ['a phone of the rehearsal', { agent: handsetAgent }, null],
    ['headers alone', { method: 'HEAD' }, 'head'],
    ['a prefetch', { purpose: 'prefetch;prerender' }, 'prefetch'],
    ['Safari’s preview', { purpose: 'preview' }, 'prefetch'],
    ['nobody', { agent: null }, 'no_agent'],
    [
      'an iPhone’s link preview',
      { agent: `${iphone} facebookexternalhit/1.1 Facebot Twitterbot/1.0` },
      'agent',
    ],
    ['a messenger’s preview', { agent: 'WhatsApp/2.23.20.0' }, 'agent'],
    [
      'a search engine',
      { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
      'agent',
    ],
    ['a script', { agent: 'python-requests/2.32' }, 'agent'],
    ['a scanner', { agent: 'Mozilla/5.0 (compatible; Barracuda Sentinel)' }, 'agent'],
  ] as const)('%s', (_who, more, reason) => {
    expect(asked(more)).toBe(reason);
  });
});

const start = Date.parse('2026-11-24T15:00:00Z');
const click = (seconds: number, more: Partial<Click> = {}): Click => ({
  at: new Date(start + seconds * 1_000),
  messageId: 1,
  network: 'a',
  agent: iphone,
  method: 'GET',
  purpose: '',
  submittedAt: new Date(start - 600_000),
  ...more,
});

describe('clicks, looked at later', () => {
  test('within two seconds of the text nobody has read it', () => {
    expect(robotsAmong([click(0, { submittedAt: new Date(start - 1_999) })])).toEqual(['too_soon']);
    expect(robotsAmong([click(0, { submittedAt: new Date(start - 2_000) })])).toEqual([null]);
    expect(robotsAmong([click(0, { submittedAt: null })])).toEqual([null]);
  });

  test('twenty people’s links from one network in a minute were opened by a machine', () => {
    const scan = Array.from({ length: 20 }, (_, index) => click(index * 3, { messageId: 100 + index }));
    const person = click(30, { network: 'b', messageId: 7 });
    expect(robotsAmong([person, ...scan])).toEqual([null, ...scan.map(() => 'burst')]);
    expect(robotsAmong(scan.slice(1))).toEqual(scan.slice(1).map(() => null));
  });

  test('one person who opens a link thirty times is a person', () => {
    const clicks = Array.from({ length: 30 }, (_, index) => click(index));
    expect(robotsAmong(clicks).every((reason) => reason === null)).toBe(true);
  });

  test('the same twenty over an hour are a busy office', () => {
    const clicks = Array.from({ length: 20 }, (_, index) => click(index * 180, { messageId: 100 + index }));
    expect(robotsAmong(clicks).every((reason) => reason === null)).toBe(true);
  });

  test('the order in which they are given changes nothing', () => {
    const clicks = Array.from({ length: 40 }, (_, index) => click(index * 2, { messageId: index }));
    expect(robotsAmong(clicks.toReversed()).toReversed()).toEqual(robotsAmong(clicks));
  });
});
