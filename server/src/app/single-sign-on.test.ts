import { expect, test } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { ConfigSchema } from './config.schema.ts';
import { singleSignOnOf } from './single-sign-on.ts';

const whole = {
  TIDINGS_PUBLIC_URL: 'https://texts.example.com',
  TIDINGS_OIDC_ISSUER: 'https://login.example.com/realms/staff',
  TIDINGS_OIDC_CLIENT_ID: 'tidings',
  TIDINGS_OIDC_CLIENT_SECRET: 'a secret',
};

function open(env: Record<string, string>) {
  const warnings: string[] = [];
  const { config } = readConfig(ConfigSchema, env, 'TIDINGS_');
  if (!config) return { found: null, warnings: ['refused'] };
  const log = { warn: (_fields: object, sentence: string) => void warnings.push(sentence) };
  return { found: singleSignOnOf(config, log)?.settings ?? null, warnings };
}

test('a whole setting is taken, and says where the issuer sends people back to', () => {
  const { found, warnings } = open({ ...whole, TIDINGS_OIDC_DOMAINS: 'Example.com, @example.org' });
  expect(warnings).toEqual([]);
  expect(found).toMatchObject({
    redirectUri: 'https://texts.example.com/v1/sign-in/oidc/callback',
    domains: ['example.com', 'example.org'],
    ...{ defaultRole: null, isSecondFactor: false },
  });
});

test.each(Object.keys(whole).filter((name) => name !== 'TIDINGS_OIDC_ISSUER'))(
  'half of it is as good as none, and is said: without %s',
  (name) => {
    const { found, warnings } = open({ ...whole, [name]: '' });
    expect([found, warnings.length]).toEqual([null, 1]);
  },
);

test('people join without an invitation only where it is said of which domains', () => {
  const { found, warnings } = open({ ...whole, TIDINGS_OIDC_ROLE: 'agent' });
  expect(found).toBeNull();
  expect(warnings[0]).toContain('TIDINGS_OIDC_DOMAINS');
});

test.each([
  'http://login.example.com',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com/',
  'login',
])('an issuer elsewhere must come by TLS: %s', (issuer) => {
  expect(open({ ...whole, TIDINGS_OIDC_ISSUER: issuer })).toEqual({ found: null, warnings: ['refused'] });
});

test.each(['http://127.0.0.1:9000', 'http://localhost:9000/realm', 'http://[::1]'])(
  'one on this machine need not: %s',
  (issuer) => {
    expect(open({ ...whole, TIDINGS_OIDC_ISSUER: issuer }).found).not.toBeNull();
  },
);

test('nobody becomes an owner by signing in', () => {
  const env = { ...whole, TIDINGS_OIDC_DOMAINS: 'example.com', TIDINGS_OIDC_ROLE: 'owner' };
  expect(open(env).warnings).toEqual(['refused']);
});
