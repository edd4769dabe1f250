import { expect, test } from 'vitest';
import { readDescription } from './description.ts';

const send = { url: 'https://sms.example.org/send', fields: { to: '{{to}}' } };
const taken = { id: 'id' };

test.each<[what: string, description: unknown, words: string]>([
  ['nothing', null, 'no JSON object'],
  ['a word that is none', { send, taken, sent: {} }, 'no “sent”'],
  ['no way to send', { taken }, '“send” is missing'],
  ['no address', { send: { fields: {} }, taken }, '“url”'],
  ['an address of a file', { send: { ...send, url: 'file:///etc/passwd' }, taken }, 'whole address'],
  [
    'a password in the address',
    { send: { ...send, url: 'https://a:b@sms.example.org/' }, taken },
    'password',
  ],
  ['a method that is none', { send: { ...send, method: 'BREW' }, taken }, 'GET, POST, PUT'],
  ['words of people in a header', { send: { ...send, headers: { x: '{{body}}' } }, taken }, 'secrets'],
  ['no id', { send, taken: {} }, '“id” of “taken”'],
  ['a class that is none', { send, taken, refused: { codes: { odd: ['1'] } } }, 'each name in “codes”'],
  [
    'a state that is none',
    { send, taken, receipts: { id: 'id', status: 's', statuses: { X: 'gone' } } },
    'each state',
  ],
  ['replies without a sender', { send, taken, inbound: { id: 'id' } }, '“from” of “inbound”'],
])('a description with %s is refused', (_what, description, words) => {
  expect(() => readDescription(JSON.stringify(description))).toThrow(words);
});
