/** The token of a link that works once, from behind the '#'; null when the link was not copied whole. */
export function readLinkToken(hash: string): string | null {
  return hash.replace(/^#/, '') || null;
}

/** Out of the address bar with it, so that it stands in no history and on no screenshot. */
export function forgetLinkToken(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
}
