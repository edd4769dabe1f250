import { expect, test } from 'vitest';
import { readPlace } from './left-out.ts';

test('a place is its origin, and paths are as they are', () => {
  const { origin, pathOf } = readPlace('https://api.carrier.example');
  expect([origin, pathOf('/v2/messages?a=1')]).toEqual(['https://api.carrier.example', '/v2/messages?a=1']);
});

test('what a mock server leaves out is left out, and only whole pieces of a path', () => {
  const { origin, pathOf } = readPlace('http://127.0.0.1:4010#/v1/messages,/v2');
  expect(origin).toBe('http://127.0.0.1:4010');
  expect(['/v2/balance', '/v2?a=1', '/v1/messages', '/v1/messages/7', '/v20/x', '/sms'].map(pathOf)).toEqual([
    '/balance',
    '/?a=1',
    '/',
    '/7',
    '/v20/x',
    '/sms',
  ]);
});
