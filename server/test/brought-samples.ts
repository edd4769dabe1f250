const attribution = {
  ...{ model: 'linear', click_hours: 24, delivery_hours: null, accepts_script: false },
  ...{ conversions: ['order.placed'], reversals: ['order.returned'] },
};

/** What texts brought, and the reports of it. */
export const broughtBodies: Record<string, object> = {
  'PUT /v1/workspace/attribution': attribution,
  'POST /v1/workspace/attribution/preview': attribution,
  'POST /v1/conversions/recount': {},
};
