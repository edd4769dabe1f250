import { describe, expect, test } from 'vitest';
import { readStatus, readYesNo, refusesTexts } from './statuses.ts';

describe('a status', () => {
  test.each([
    'active',
    'Subscribed',
    'SUBSCRIBED',
    'opted in',
    'Opted-In',
    'opt_in',
    '1',
    'true',
    'YES',
    'y',
    'x',
    'Abonniert',
    'abonné',
    'activo',
    'sí',
  ])('%j is in', (text) => expect(readStatus(text)).toBe('in'));

  test.each([
    'unsubscribed',
    'Unsubscribed',
    'opted out',
    'OPTED-OUT',
    'opt_out',
    'STOP',
    'Stopped',
    'inactive',
    'do not text',
    'Do Not Contact',
    "don't text",
    'DNC',
    'blocked',
    'blacklisted',
    '0',
    'false',
    'no',
    'Complained',
    'baja',
    'désabonné',
    'abgemeldet',
    'Unsubscribed via SMS 2024',
    'Replied STOP',
    'opted out (web)',
    'Inactivo',
    'Suppressed',
  ])('%j is out', (text) => expect(readStatus(text)).toBe('out'));

  test.each([
    'pending',
    'never subscribed',
    'NEVER_SUBSCRIBED',
    'unconfirmed',
    'not subscribed',
    'No consent',
    'bounced',
    'unknown',
    'Lead',
  ])('%j is neither', (text) => expect(readStatus(text)).toBe('neither'));

  test.each(['Gold', 'VIP', 'married', '42'])('%j says nothing', (text) =>
    expect(readStatus(text)).toBe('unread'),
  );
});

test('yes and no are read in several hands, and nothing else', () => {
  expect(['Yes', '1', '✓', 'ja', 'OUI', 'No', '0', 'nein', '✗', 'maybe', ''].map(readYesNo)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    undefined,
    undefined,
  ]);
});

describe('a remark', () => {
  test.each([
    'said "call me, don\'t text"',
    'Do not text',
    'no texts please',
    'pls stop texting me',
    'NO SMS',
    'opted out in store',
    'do not want any more messages',
  ])('%j asks for no texts', (text) => expect(refusesTexts(text)).toBe(true));

  test.each([
    'prefers texts',
    'likes 🥐',
    'text after 5 pm',
    'context matters',
    'do not bend the book',
    'VIP',
  ])('%j does not', (text) => expect(refusesTexts(text)).toBe(false));
});
