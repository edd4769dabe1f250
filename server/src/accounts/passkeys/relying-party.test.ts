import { describe, expect, test } from 'vitest';
import { relyingPartyOf } from './relying-party.ts';

const asked = (origin: string | undefined) => ({ origin, host: origin?.replace(/^https?:\/\//, '') });

describe('passkeys are bound', () => {
  test('to the address people were told about, whatever the request says', () => {
    const party = { id: 'texts.example.com', origin: 'https://texts.example.com:8443' };
    expect(relyingPartyOf(asked('https://other.example.net'), party.origin)).toEqual(party);
  });

  test('to localhost where nothing was told', () => {
    const party = { id: 'localhost', origin: 'http://localhost:8434' };
    expect(relyingPartyOf(asked(party.origin), null)).toEqual(party);
  });
});

test.each([
  ['http://texts.example.com', 'http://texts.example.com'],
  ['https://192.0.2.7', 'https://192.0.2.7'],
  ['http://127.0.0.1:8434', null],
  ['https://told-by-nobody.example.com', null],
  [undefined, null],
])('an address without TLS, a name or the word of an operator has none: %s', (origin, told) => {
  expect(() => relyingPartyOf(asked(origin), told)).toThrow(/TIDINGS_PUBLIC_URL/);
});
