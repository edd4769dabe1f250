import * as client from 'openid-client';
import { NotNow } from '../../platform/errors.ts';

/** One OpenID Connect issuer for the whole installation, as the operator has set it. */
export type SingleSignOnSettings = {
  /** https, or http on this machine alone. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: “Sign in with …”. */
  readonly name: string;
  /** Where the issuer sends people back to; registered there to the letter. */
  readonly redirectUri: string;
  /** In lower case. Null: whoever is invited, whatever the domain. */
  readonly domains: readonly string[] | null;
  /** What people of these domains join as without an invitation; null: by invitation only. */
  readonly defaultRole: DefaultRole | null;
  /** The issuer asks everybody for two factors, and its word is taken for it. */
  readonly isSecondFactor: boolean;
};

export const defaultRoles = ['admin', 'marketer', 'compliance', 'agent', 'analyst', 'developer'] as const;
export type DefaultRole = (typeof defaultRoles)[number];

/** What we keep while a person is at the issuer. */
export type Departure = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Whom the issuer vouches for. */
export type Identity = {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly name: string | null;
};

export type SingleSignOn = {
  readonly settings: SingleSignOnSettings;
  /** The address at the issuer to which the browser goes. */
  begin(departure: Departure): Promise<string>;
  /** Judges what the browser came back with; throws when state, nonce, issuer, signature or audience are not ours. */
  finish(departure: Departure, query: string): Promise<Identity>;
};

// The issuer's keys and addresses change seldom, and a stale answer ends in a refusal and not in a hole.
const discoveryKeptMs = 3_600_000;
const answerWithinSeconds = 10;

/** Nothing is asked of the issuer before somebody wants to sign in, so that one that is away keeps nothing from starting. */
export function openSingleSignOn(
  settings: SingleSignOnSettings,
  nowMs: () => number = Date.now,
): SingleSignOn {
  let found: { config: client.Configuration; atMs: number } | null = null;
  const discovered = async () => {
    if (found && nowMs() - found.atMs < discoveryKeptMs) return found.config;
    const config = await discover(settings);
    found = { config, atMs: nowMs() };
    return config;
  };
  return {
    settings,
    async begin({ state, nonce, verifier }) {
      const url = client.buildAuthorizationUrl(await discovered(), {
        redirect_uri: settings.redirectUri,
        scope: 'openid email profile',
        response_type: 'code',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return url.href;
    },
    async finish(departure, query) {
      const config = await discovered();
      const tokens = await client.authorizationCodeGrant(config, new URL(`${settings.redirectUri}${query}`), {
        pkceCodeVerifier: departure.verifier,
        expectedState: departure.state,
        expectedNonce: departure.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The issuer gave no ID token.');
      // Many issuers keep the address out of the token, and tell it when they are asked.
      const said =
        claims.email === undefined
          ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
          : claims;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: typeof said.email === 'string' ? said.email : null,
        isEmailVerified: said.email_verified === true,
        name: typeof said.name === 'string' && said.name.trim() !== '' ? said.name.trim() : null,
      };
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: SingleSignOnSettings) {
  const options = {
    timeout: answerWithinSeconds,
    execute: isOnThisMachine(issuer) ? [client.allowInsecureRequests] : [],
  };
  try {
    const found = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
    const server = found.serverMetadata();
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const proof = methods.includes('client_secret_basic')
      ? client.ClientSecretBasic
      : client.ClientSecretPost;
    const config = new client.Configuration(server, clientId, undefined, proof(clientSecret));
    config.timeout = answerWithinSeconds;
    for (const step of options.execute) step(config);
    return config;
  } catch {
    throw new NotNow(
      'single_sign_on.away',
      'The single sign-on does not answer as it should. Try again in a minute, or sign in with your password.',
    );
  }
}

/** An issuer that may be asked without TLS: what it says does not leave the machine. */
export function isOnThisMachine(issuer: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]+)?(\/|$)/.test(issuer);
}
