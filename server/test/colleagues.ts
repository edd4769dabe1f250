import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { insertAccount } from '../src/accounts/account.queries.ts';
import { insertMember } from '../src/accounts/members/member.queries.ts';
import type { RoleChoice } from '../src/accounts/roles.ts';
import type { Reach } from '../src/accounts/scope.ts';
import { insertSession } from '../src/accounts/session.queries.ts';
import { newSession } from '../src/accounts/session.ts';
import type { TestApp } from './app.ts';

/** Somebody who works in a workspace and is signed in there, with the ids and the cookie that tests ask about. */
export type Colleague = {
  readonly id: string;
  /** As the API has it. */
  readonly memberId: string;
  readonly email: string;
  readonly cookie: string;
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
};

export type ColleagueDraft = {
  readonly role?: RoleChoice['role'] | RoleChoice;
  readonly email?: string;
  readonly passwordHash?: string | null;
  readonly reach?: Reach | null;
};

export const siteHost = 'texts.example.com';
/** What a browser that shows a page of ours sends along. */
export const siteHeaders = { host: siteHost, origin: `https://${siteHost}`, 'x-tidings-csrf': '1' };

export async function newColleague(
  app: TestApp,
  workspaceId: string,
  { role = 'owner', email, passwordHash = null, reach = null }: ColleagueDraft = {},
): Promise<Colleague> {
  const { ctx, http } = app;
  const id = ctx.ids.uuid();
  const session = newSession(ctx.ids);
  const address = email ?? `${id}@example.com`;
  await ctx.db.tx(workspaceId, async (tx) => {
    await insertAccount(tx, { id, email: address, name: 'A colleague', passwordHash });
    await insertMember(tx, id, role, reach);
    await insertSession(tx, { tokenHash: session.tokenHash, accountId: id, workspaceId });
  });
  const cookie = `__Host-tidings=${session.token}`;
  return {
    id,
    memberId: `mem_${id.replaceAll('-', '')}`,
    email: address,
    cookie,
    ask: (options) => http.inject({ ...options, headers: { ...siteHeaders, cookie, ...options.headers } }),
  };
}

/** The cookies of an answer, as a browser sends them back. */
export const cookiesOf = (answer: LightMyRequestResponse): string =>
  answer.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
