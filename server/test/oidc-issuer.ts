import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type Person = {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean | undefined;
  readonly name?: string;
};

export type OidcIssuer = {
  readonly issuer: string;
  /** Takes a browser through the pages of the issuer as this person; the address it is sent back to. */
  walk(start: string, person: Person): Promise<URL>;
  close(): Promise<void>;
};

export const clientId = 'tidings';
export const clientSecret = 'a secret between the issuer and Tidings';

/** An OpenID Connect issuer in this process, on loopback and a port of the system's choosing, that believes whoever comes. */
export async function startOidcIssuer(redirectUri: string): Promise<OidcIssuer> {
  const people = new Map<string, Person>();
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ ...(people.get(sub) ?? {}), sub }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      } as ConstructorParameters<typeof oidc.provider.Grant>[0]);
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const pages = provider.callback();
  answer = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void pages(request, response);
    const accountId = String(request.headers['x-person']);
    void provider.interactionFinished(request, response, { login: { accountId } });
  };
  return {
    issuer,
    async walk(start, person) {
      people.set(person.sub, person);
      const jar = new Map<string, string>();
      let url = new URL(start);
      for (let step = 0; step < 10; step += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const headers = { cookie, 'x-person': person.sub };
        const found = await fetch(url, { redirect: 'manual', headers });
        for (const line of found.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          jar.set(name, value);
        }
        const next = found.headers.get('location');
        if (next === null) throw new Error(`The issuer answered ${found.status}: ${await found.text()}`);
        url = new URL(next, url);
        if (url.href.startsWith(redirectUri)) return url;
      }
      throw new Error('The issuer goes round in circles.');
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
