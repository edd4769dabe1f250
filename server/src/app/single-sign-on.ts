import { openSingleSignOn, type SingleSignOn } from '../accounts/index.ts';
import type { Log } from '../platform/log.ts';
import type { Config } from './config.schema.ts';

/** The single sign-on as it is set; null where it is not, or only by half, which is as good as not and is said. */
export function singleSignOnOf(config: Config, log: Pick<Log, 'warn'>): SingleSignOn | null {
  const { TIDINGS_OIDC_ISSUER: issuer, TIDINGS_OIDC_CLIENT_ID: clientId } = config;
  const { TIDINGS_OIDC_CLIENT_SECRET: clientSecret, TIDINGS_PUBLIC_URL: origin } = config;
  const { TIDINGS_OIDC_ROLE: defaultRole = null, TIDINGS_OIDC_DOMAINS: listed } = config;
  if (issuer === undefined) return null;
  const domains = domainsOf(listed);
  if (clientId === undefined || clientSecret === undefined || origin === undefined) {
    log.warn(
      {},
      'TIDINGS_OIDC_ISSUER is set, but there is no single sign-on: TIDINGS_OIDC_CLIENT_ID, TIDINGS_OIDC_CLIENT_SECRET and TIDINGS_PUBLIC_URL are needed with it.',
    );
    return null;
  }
  // Issuers that serve the whole world would let the whole world in.
  if (defaultRole !== null && domains === null) {
    log.warn(
      {},
      'TIDINGS_OIDC_ROLE is set, but there is no single sign-on: name in TIDINGS_OIDC_DOMAINS whose people may join.',
    );
    return null;
  }
  const { TIDINGS_OIDC_NAME: name, TIDINGS_OIDC_IS_SECOND_FACTOR: isSecondFactor } = config;
  const redirectUri = `${origin}/v1/sign-in/oidc/callback`;
  return openSingleSignOn({
    ...{ issuer, clientId, clientSecret, name, redirectUri },
    ...{ domains, defaultRole, isSecondFactor },
  });
}

function domainsOf(listed: string | undefined): string[] | null {
  const named = (listed ?? '').split(',').map((domain) => domain.trim().replace(/^@/, '').toLowerCase());
  const domains = named.filter((domain) => domain !== '');
  return domains.length === 0 ? null : domains;
}
