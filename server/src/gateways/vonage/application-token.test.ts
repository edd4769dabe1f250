import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { applicationTokens, readPrivateKey } from './application-token.ts';

const pem = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({
  ...{ type: 'pkcs8', format: 'pem' },
}) as string;
const application = 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab';

afterEach(() => {
  vi.useRealTimers();
});

function claimsOf(token: string): Record<string, unknown> {
  const [, head = '', claims = '', signature = ''] = /^Bearer (.+)\.(.+)\.(.+)$/.exec(token) ?? [];
  const isSigned = verify(
    ...(['RSA-SHA256', Buffer.from(`${head}.${claims}`), createPublicKey(pem)] as const),
    Buffer.from(signature, 'base64url'),
  );
  expect(isSigned).toBe(true);
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ alg: 'RS256', typ: 'JWT' });
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

test('a token names the application, holds for fifteen minutes, and is made anew before its end', () => {
  vi.useFakeTimers({ now: new Date('2026-08-01T09:30:00Z'), toFake: ['Date'] });
  const token = applicationTokens(application, readPrivateKey(pem));
  const first = token();
  const iat = Date.parse('2026-08-01T09:30:00Z') / 1_000;
  expect(claimsOf(first)).toEqual({
    ...{ application_id: application, iat, exp: iat + 900 },
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  vi.setSystemTime(new Date('2026-08-01T09:39:59Z'));
  expect(token()).toBe(first);
  vi.setSystemTime(new Date('2026-08-01T09:40:00Z'));
  expect(claimsOf(token())).toMatchObject({ iat: iat + 600 });
});

test('a key on one line is read, and what is none is refused without being repeated', () => {
  expect(readPrivateKey(pem.trim().replaceAll('\n', '\\n')).asymmetricKeyType).toBe('rsa');
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  for (const bad of ['secret words', curve.export({ type: 'pkcs8', format: 'pem' }) as string]) {
    expect(() => readPrivateKey(bad)).toThrow('cannot be read');
    expect(() => readPrivateKey(bad)).not.toThrow(bad);
  }
});
