/**
 * Links that open something once. The token stands behind the #: browsers keep that to themselves, so it is in no log of a
 * server or a proxy, and in no Referer.
 */
export function linkTo(origin: string, page: 'invitation' | 'new-password', token: string): string {
  return `${origin}/${page}#${token}`;
}
