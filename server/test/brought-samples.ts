import type { Ask } from './app.ts';

const attribution = {
  ...{ model: 'linear', click_hours: 24, delivery_hours: null, accepts_script: false },
  ...{ conversions: ['order.placed'], reversals: ['order.returned'] },
};

export const subscriptionSample = {
  ...{ report: 'overview', every: 'week', at_hour: 8, emails: ['ops@example.com'], to_file: false },
};

/** A short link, on a domain of the workspace's own. */
export async function furnishLink(
  ask: Ask,
  make: (url: string, payload: object) => Promise<string>,
  marker: string,
): Promise<string> {
  const payload = { domain: 'https://go.example.com', tracking: 'person' };
  await ask({ method: 'PUT', url: '/v1/workspace/links', payload });
  return make('/v1/links', { url: `https://${marker}.example/`, label: marker });
}

/** Links, what texts brought, and the reports of it. */
export const broughtBodies: Record<string, object> = {
  'POST /v1/links': { url: 'https://mine.example/' },
  'PATCH /v1/links/:id': { label: 'Mine' },
  'POST /v1/links/recount': { since: '2026-11-24T00:00:00Z' },
  'PUT /v1/workspace/links': { domain: 'https://go.mine.example', tracking: 'link' },
  'PATCH /v1/contacts/:id': { first_name: 'Mine' },
  'PUT /v1/contacts/:id/tracking': { tracking: 'refused' },
  'PUT /v1/workspace/attribution': attribution,
  'POST /v1/workspace/attribution/preview': attribution,
  'POST /v1/conversions/recount': {},
  'PATCH /v1/workspace/alerts': { emails: ['ops@example.com'] },
  'POST /v1/report-subscriptions': subscriptionSample,
};
