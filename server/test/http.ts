import { isPermission, type Permission, requirePermission, type Scope } from '../src/accounts/index.ts';
import { type Http, openHttp } from '../src/platform/http/server.ts';
import { silentLog } from '../src/platform/log.ts';

export type TestHttp = {
  /** Sends a request in the scope's name; the answer's JSON, with its status. */
  send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
  ): Promise<{ status: number; json: Json }>;
  /** Everybody who calls from now on is this one. */
  comeAs(scope: Scope): void;
};

/** An answer, with names for what nearly every test reads; say of the rest what you expect of it. */
export type Json = {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly data: readonly Json[];
  readonly [more: string]: unknown;
};

/** The door with some routes behind it and a caller who is who the test says. Signing in is tested where it lives. */
export async function openTestHttp(hang: (http: Http) => void): Promise<TestHttp> {
  let caller: Scope | undefined;
  const http = await openHttp({
    // A 500 is never what a test wants, and its cause is told to the log alone.
    log: { ...silentLog, error: (fields) => console.error(fields) },
    version: 'test',
    isPermission,
    authorize: async (_request, permission) => {
      if (caller) requirePermission(caller, permission as Permission);
    },
  });
  http.decorateRequest('scope', {
    getter: () => {
      if (!caller) throw new Error('Say who calls: comeAs(scope).');
      return caller;
    },
  });
  hang(http);
  await http.ready();
  return {
    async send(method, url, body) {
      const answer = await http.inject({ method, url, ...(body && { payload: body }) });
      // A 204 has nothing in it.
      const json = answer.body === '' ? ({} as Json) : answer.json<Json>();
      return { status: answer.statusCode, json };
    },
    comeAs: (scope) => {
      caller = scope;
    },
  };
}
