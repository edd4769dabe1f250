import { sha256 } from '../src/platform/secrets.ts';

const assessment = {
  ...{
    description: 'Mine',
    purposes: 'Mine',
    necessity: 'Mine',
    proportionality: 'Mine',
    officer_advice: 'Mine',
  },
  views_of_people: 'Mine',
  risks: [{ risk: 'Mine', likelihood: 'low', severity: 'low', measures: 'Mine', residual: 'low' }],
};

/** What the routes of the officer's desk are asked with. `words` are those of the written policy of the sample. */
export function deskBodies(ids: Readonly<Record<string, string>>, words: string): Record<string, object> {
  return {
    'POST /v1/data-requests': { kind: 'objection', contact_id: ids.contacts ?? '' },
    'POST /v1/data-requests/:id/code': {},
    'POST /v1/data-requests/:id/verify': { attested: 'A test' },
    'POST /v1/data-requests/:id/extend': { reason: 'A test' },
    'POST /v1/data-requests/:id/done': { answer: 'Handed over.' },
    'POST /v1/data-requests/:id/end-restriction': { reason: 'A test' },
    'POST /v1/data-requests/:id/refuse': {
      reason: 'identity_not_shown',
      answer: 'We could not find out who asks.',
    },
    'POST /v1/cases': { kind: 'incident', title: 'Mine', campaign_id: ids.campaigns },
    'PATCH /v1/cases/:id': { severity: 'low' },
    'POST /v1/cases/:id/notes': { body: 'Mine' },
    'POST /v1/cases/:id/close': { decision: 'answered', remedy: 'A test' },
    'POST /v1/cases/:id/reopen': { reason: 'A test' },
    'PUT /v1/training/setting': { is_enforced: false, pass_mark: 90, renew_months: 6 },
    'POST /v1/training/attempts': { module: 'can_spam', version: '2026-11', answers: [0, 0, 0, 0, 0] },
    'POST /v1/staff-policies': { title: 'Mine', body: 'Mine' },
    'POST /v1/staff-policies/:id/acknowledge': { version: 1, sha256: sha256(words).toString('hex') },
    'PUT /v1/staff-policies/:id': { title: 'Mine', body: 'Mine now' },
    'POST /v1/breaches': { title: 'Mine' },
    'PATCH /v1/breaches/:id': { risk: 'high', nature: 'Mine', consequences: 'None', measures: 'A test' },
    'POST /v1/breaches/:id/notes': { body: 'Mine' },
    'POST /v1/breaches/:id/authority': { name: 'The authority' },
    'POST /v1/breaches/:id/people': { how: 'By letter' },
    'POST /v1/breaches/:id/close': {},
    'PUT /v1/processing-record/additions': { security: ['A door that locks'] },
    'POST /v1/processing-record/versions': {},
    'POST /v1/processors': { name: 'Mine', service: 'Counting' },
    'PATCH /v1/processors/:id': { country: 'US' },
    'POST /v1/assessments': { title: 'Mine' },
    'PUT /v1/assessments/:id': assessment,
    'POST /v1/assessments/:id/signature': { version: 1, verdict: 'rejected', note: 'A test' },
  };
}
