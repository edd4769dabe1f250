import { inboxQueries } from './inbox-samples.ts';
import { invoiceQuery } from './media-samples.ts';

/** What the sample of a route says after the question mark. */
export const queries: Record<string, string> = {
  'GET /v1/programs/:id/tap-to-text': '?keyword=JOIN',
  'POST /v1/gateways/:id/invoices': invoiceQuery('Mine'),
  'GET /v1/coupons/look-up': '?code=GIVEN-1',
  'POST /v1/media': '?name=mine.vcf',
  ...inboxQueries,
  'POST /v1/imports': '?file_name=list.csv',
  'GET /v1/campaigns/:id/people': '?line=will_receive',
  'GET /v1/programs/:id/registration-prefill': '?kind=campaign',
  'GET /v1/registrations/:id/export': '?provider=plain',
  'GET /v1/segments/:id/why': '?contact_id=con_1',
  'GET /v1/campaigns/:id/results/groups': '?by=sender',
  'GET /v1/reports/campaigns': '?campaigns=cmp_00000000000000000000000000000001',
  'GET /v1/campaign-comparison':
    '?campaigns=cmp_00000000000000000000000000000001,cmp_00000000000000000000000000000002',
  'GET /v1/reports/parts': '?by=sender',
  'GET /v1/events': '?name=order.placed',
  'GET /v1/policy/explain': '?to=%2B12025550199',
  'GET /v1/policy/changes': '?from=2029-01-01&on=2030-01-01',
  'GET /v1/audit/consistency': '?older=1&newer=1',
};
