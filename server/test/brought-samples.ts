const attribution = {
  ...{ model: 'linear', click_hours: 24, delivery_hours: null, accepts_script: false },
  ...{ conversions: ['order.placed'], reversals: ['order.returned'] },
};

export const subscriptionSample = {
  ...{ report: 'overview', every: 'week', at_hour: 8, emails: ['ops@example.com'], to_file: false },
};

/** What texts brought, and the reports of it. */
export const broughtBodies: Record<string, object> = {
  'PUT /v1/workspace/attribution': attribution,
  'POST /v1/workspace/attribution/preview': attribution,
  'POST /v1/conversions/recount': {},
  'PATCH /v1/workspace/alerts': { emails: ['ops@example.com'] },
  'POST /v1/report-subscriptions': subscriptionSample,
};
