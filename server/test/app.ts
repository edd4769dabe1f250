import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { insertAccount } from '../src/accounts/account.queries.ts';
import { insertApiKey } from '../src/accounts/api-key.queries.ts';
import { newApiKey } from '../src/accounts/api-key.ts';
import type { Permission, Role } from '../src/accounts/index.ts';
import { offerSetup } from '../src/accounts/index.ts';
import { insertMember } from '../src/accounts/members/member.queries.ts';
import { insertSession } from '../src/accounts/session.queries.ts';
import { newSession } from '../src/accounts/session.ts';
import { buildHttp, type HttpSettings } from '../src/app/build-http.ts';
import { carrierSetting } from '../src/app/carrier-setting.ts';
import { ConfigSchema } from '../src/app/config.schema.ts';
import { adapters } from '../src/app/gateways.ts';
import { openGateways } from '../src/gateways/index.ts';
import { readConfig } from '../src/platform/config.ts';
import type { Context } from '../src/platform/context.ts';
import type { Http } from '../src/platform/http/server.ts';
import { ensureInstallation, findHold } from '../src/platform/installation.queries.ts';
import { testContext } from './context.ts';
import type { TestDatabase } from './database.ts';

const uploads = mkdtempSync(join(tmpdir(), 'tidings-test-uploads-'));
process.once('exit', () => rmSync(uploads, { recursive: true, force: true }));

export type Ask = (options: InjectOptions) => Promise<LightMyRequestResponse>;

export type TestApp = {
  readonly http: Http;
  readonly ctx: Context;
  readonly setupToken: string;
  /** As a browser in which a member of this workspace is signed in; everything a browser would add is added. */
  signedIn(workspaceId: string, role?: Role): Promise<Ask>;
  /** As a program with an API key. */
  withKey(workspaceId: string, scopes: readonly Permission[], isTest?: boolean): Promise<Ask>;
  close(): Promise<void>;
};

const host = 'texts.example.com';

/** The whole HTTP face in this process, on a test's own database. Nothing listens and no carrier runs. */
export async function testApp(
  database: TestDatabase,
  settings: Partial<HttpSettings> = {},
  ctx: Context = testContext(database.db),
): Promise<TestApp> {
  const installation = await ctx.db.system((tx) => ensureInstallation(tx, 'test'));
  const config = readConfig(ConfigSchema, {}, 'TIDINGS_').config;
  if (!config) throw new Error('The defaults are no valid settings.');
  const gateways = openGateways(ctx, adapters);
  const http = await buildHttp(ctx, {
    version: '0.0.0',
    instanceId: installation.instanceId,
    carrier: carrierSetting(config, ctx.secrets),
    gateways,
    enterToken: null,
    post: null,
    singleSignOn: null,
    publicOrigin: null,
    trustProxy: null,
    keeping: { textsForMonths: null },
    uploadFolder: uploads,
    consoleFolder: '/nonexistent',
    runChecks: async () => [],
    runVitalChecks: async () => [],
    takeBackup: async () => {
      throw new Error('No backup is taken in this test.');
    },
    isHeld: async () => (await ctx.db.system(findHold)).hold !== null,
    isDraining: () => false,
    metrics: null,
    ...settings,
  });
  const setupToken = await offerSetup(ctx, installation, 'the setup token of tests');
  return {
    http,
    ctx,
    setupToken: setupToken ?? '',
    async signedIn(workspaceId, role = 'owner') {
      const cookie = `__Host-tidings=${await openTestSession(ctx, workspaceId, role)}`;
      const headers = { host, cookie, origin: `https://${host}`, 'x-tidings-csrf': '1' };
      return (options) => http.inject({ ...options, headers: { ...headers, ...options.headers } });
    },
    async withKey(workspaceId, scopes, isTest = false) {
      const authorization = `Bearer ${await makeTestKey(ctx, workspaceId, scopes, isTest)}`;
      return (options) => http.inject({ ...options, headers: { authorization, ...options.headers } });
    },
    async close() {
      await http.close();
      await gateways.close();
    },
  };
}

async function openTestSession(ctx: Context, workspaceId: string, role: Role): Promise<string> {
  const session = newSession(ctx.ids);
  const accountId = ctx.ids.uuid();
  await ctx.db.tx(workspaceId, async (tx) => {
    const email = `${accountId}@example.com`;
    await insertAccount(tx, { id: accountId, email, name: 'A member', passwordHash: 'none' });
    await insertMember(tx, accountId, role);
    await insertSession(tx, { tokenHash: session.tokenHash, accountId, workspaceId });
  });
  return session.token;
}

async function makeTestKey(
  ctx: Context,
  workspaceId: string,
  scopes: readonly Permission[],
  isTest: boolean,
): Promise<string> {
  const key = newApiKey(undefined, isTest ? 'test' : 'live');
  const { hash, prefix } = key;
  await ctx.db.tx(workspaceId, (tx) =>
    insertApiKey(tx, {
      id: ctx.ids.uuid(),
      name: 'A key',
      prefix,
      hash,
      scopes,
      expiresAt: null,
      createdBy: null,
      isTest,
    }),
  );
  return key.secret;
}
