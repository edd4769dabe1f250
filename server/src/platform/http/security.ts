/** How a caller of the API says who it is. */
export const securitySchemes = {
  api_key: { type: 'http', scheme: 'bearer', description: 'An API key, tk_live_….' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-tidings',
    description:
      'For browsers. Whatever changes something also needs the header x-tidings-csrf: 1. With x-tidings-workspace (wsp_…) and x-tidings-account (mem_…) a request is refused (409 session.moved) where the session is elsewhere or of somebody else by now.',
  },
} as const;

type Security = { [scheme: string]: string[] }[];

/**
 * Who may call a route, in the words of OpenAPI 3.1, whose requirements name the roles that are needed: here the permission.
 * What is open to everybody that is signed in names none.
 */
export function securityOf(
  permission: string,
  isForKeys: (permission: string) => boolean = () => true,
): Security {
  if (permission === 'public') return [];
  const needed = permission === 'known' ? [] : [permission];
  return isForKeys(permission) ? [{ api_key: needed }, { session: needed }] : [{ session: needed }];
}
