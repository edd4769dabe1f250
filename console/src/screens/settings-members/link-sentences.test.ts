import { expect, test } from 'vitest';
import { linkSentences } from './link-sentences.ts';

const said = (link: string, mail: 'sent' | 'failed' | 'not_configured' | 'by_hand') =>
  linkSentences({ link, mail }).join(' ');

test('a link that no mail carries says why', () => {
  expect(said('https://texts.example.com/invitation#t', 'not_configured')).toMatch(
    /pass the link on yourself/,
  );
  expect(said('https://texts.example.com/invitation#t', 'failed')).toMatch(/did not take it/);
  expect(said('https://texts.example.com/invitation#t', 'by_hand')).not.toMatch(/mail/);
});

test('it says that it is shown once', () => {
  expect(said('https://texts.example.com/invitation#t', 'sent')).toMatch(/shown this once/);
});

test.each(['http://127.0.0.1:4080/x', 'http://localhost:4080/x', 'http://[::1]:4080/x'])(
  '%s opens on this machine only, and it says so',
  (link) => expect(said(link, 'by_hand')).toMatch(/opens on no other one/),
);

test('an address of the world is not called this machine', () => {
  expect(said('https://texts.example.com/x', 'by_hand')).not.toMatch(/this machine/);
});
