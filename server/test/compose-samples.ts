/** Snippets, approvals of templates and tests, for the walks over all routes. */
export const composeBodies = (ids: Readonly<Record<string, string>>): Readonly<Record<string, object>> => ({
  'POST /v1/templates': { name: 'Mine', body: 'Hello' },
  'PATCH /v1/templates/:id': { body: 'Mine' },
  'POST /v1/snippets': { name: 'mine', body: 'Hello' },
  'PATCH /v1/snippets/:id': { body: 'Mine' },
  'PUT /v1/campaigns/:id/approval-request': { note: 'Mine' },
  'POST /v1/campaigns/:id/send-again': { to: 'failed' },
  'POST /v1/templates/:id/approvals': { verdict: 'approved', version: 1 },
  'PUT /v1/policy/templates': { needs_approval: false },
  'PATCH /v1/lists/:id': { is_test_group: true },
  'PATCH /v1/contact-fields/:name': { label: 'Mine' },
  'POST /v1/campaigns/:id/tests': { to: ['+12025550142'] },
  'POST /v1/templates/:id/tests': { to: ['+12025550142'], program_id: ids.program, sender_id: ids.sender },
});
