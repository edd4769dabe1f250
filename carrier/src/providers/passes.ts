import { randomBytes } from 'node:crypto';
import { basic, isSame } from './credentials.ts';
import type { Asked, Given } from './provider.ts';

/** The counter at which a key is changed for a pass (OAuth 2.0, client credentials), and who shows a good one. */
export interface Passes {
  /** The answer to a request for a pass; null for any other request. */
  give(asked: Asked): Given | null;
  isGood(authorization: string | string[] | undefined): boolean;
}

const usualSeconds = 3_600;

/** @param seconds how long a pass is really good, whatever is said of it: a client that shows it longer is turned away */
export function openPasses(path: string, key: string, secret: string, seconds: unknown): Passes {
  const goodForSeconds = typeof seconds === 'number' && seconds > 0 ? seconds : usualSeconds;
  const goodUntil = new Map<string, number>();
  const problem = (status: number, error: string): Given => ({
    ...{ status, body: { error, error_description: 'The rehearsal carrier says so.' } },
  });
  return {
    give({ method, path: asked, headers, body }) {
      if (asked !== path) return null;
      if (method !== 'POST') return problem(405, 'invalid_request');
      if (!isSame(headers.authorization, basic(key, secret))) return problem(401, 'invalid_client');
      if (new URLSearchParams(body).get('grant_type') !== 'client_credentials')
        return problem(400, 'unsupported_grant_type');
      const token = randomBytes(24).toString('base64url');
      goodUntil.set(`Bearer ${token}`, Date.now() + goodForSeconds * 1_000);
      return { status: 200, body: { access_token: token, expires_in: usualSeconds, token_type: 'bearer' } };
    },
    isGood: (authorization) => (goodUntil.get(String(authorization)) ?? 0) > Date.now(),
  };
}
