/** The token of a link that works once, from behind the '#'; null when the link was not copied whole. */
export function readLinkToken(hash: string): string | null {
  return hash.replace(/^#/, '') || null;
}

/** A second link in the same window changes only what stands behind the '#': the page begins anew with it. Returns how to stop. */
export function beginAnewByNextLink(): () => void {
  const begin = () => {
    if (readLinkToken(window.location.hash)) window.location.reload();
  };
  window.addEventListener('hashchange', begin);
  return () => window.removeEventListener('hashchange', begin);
}

/** Out of the address bar with it, so that it stands in no history and on no screenshot. */
export function forgetLinkToken(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
}
