import { afterEach, expect, test, vi } from 'vitest';
import { requestOf } from './request.ts';

afterEach(() => {
  vi.useRealTimers();
});

test.each([
  [90_500, '2026-08-01T09:31:30.500Z'],
  [3, '2026-08-01T09:31:00.000Z'],
  [86_400_001, undefined],
])('a text that is valid for %d ms ends at %s', (validForMs, expiration) => {
  vi.useFakeTimers({ now: new Date('2026-08-01T09:30:00Z'), toFake: ['Date'] });
  const text = { reference: 'x7k2.1', tag: 'cmp_1', from: '+12025550100', to: '+13035550146', body: 'Hello' };
  const sending = { path: '/', headers: {}, applicationId: 'app' };
  const { body = '' } = requestOf({ ...text, validForMs }, sending);
  expect(JSON.parse(body).expiration).toBe(expiration);
});
