const origin = 'http://console.invalid';

/**
 * Where to go after signing in, if that is a path of ours. Anything else (another site, a scheme, a trick with
 * slashes or backslashes) goes to the start page: a link must never carry people elsewhere.
 */
export function safeNextPath(next: unknown, fallback = '/'): string {
  if (typeof next !== 'string' || !next.startsWith('/') || /^\/[/\\]/.test(next)) return fallback;
  try {
    const url = new URL(next, origin);
    return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : fallback;
  } catch {
    return fallback;
  }
}

/** What a link carries behind its '#': never sent to a server, so it stands in no log. */
export function readHash(hash: string): { token: string | null; next: string | null } {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  return { token: values.get('token'), next: values.get('next') };
}
