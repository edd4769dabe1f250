import { ids } from './run-cli.ts';

const waterfall = [
  { line: 'audience', count: 10, sign: '+', label: 'People on the chosen lists and tags' },
  { line: 'no_consent', count: 2, sign: '-', label: 'No recorded consent' },
  { line: 'will_receive', count: 8, sign: '=', label: 'Will receive' },
];
const parts = { min: 1, average: 1.25, max: 2, total: 10 };

export function fakeCampaign(status: string) {
  const isLaunched = status !== 'draft' && status !== 'checked';
  return {
    object: 'campaign',
    id: ids.campaign,
    name: 'Spring',
    program_id: ids.program,
    sender_id: ids.sender,
    body: 'Hello',
    include: { lists: [ids.list], tags: [] },
    exclude: { lists: [], tags: [] },
    status,
    version: 3,
    estimate:
      status === 'draft'
        ? null
        : { people: 8, parts, by_parts: [], ucs2_people: 0, worst: null, forced_ucs2: [] },
    waterfall: isLaunched ? waterfall : null,
    will_receive: status === 'draft' ? null : 8,
    created_by: 'key:1',
    created_at: '2026-11-24T15:00:00Z',
    launched_at: isLaunched ? '2026-11-24T16:00:00Z' : null,
    finished_at: null,
  };
}

export function fakePreview(more: object = {}) {
  return {
    audience: 'People on the list “Guests”.',
    samples: [
      {
        why: 'first',
        contact: { id: 'con_1', name: 'Ada Obi', number: '+12125550142' },
        text: 'Hello Ada',
        sentence: null,
        parts: 1,
        alphabet: 'gsm7',
      },
    ],
    waterfall,
    people: 8,
    parts,
    by_parts: [],
    ucs2_people: 0,
    worst: null,
    forced_ucs2: [],
    seconds_at_pace: 5,
    pace: { level: 'sender', parts_per_second: 2, sentence: '2 parts a second, the limit of the number' },
    cost: null,
    reading: [],
    problems: [{ code: 'merge.value_missing', sentence: 'Give first_name a fallback.', pointer: '/body' }],
    warnings: [],
    ...more,
  };
}

export function fakeReport(status: string, some: object) {
  return {
    campaign: fakeCampaign(status),
    clock: { now: '2026-11-24T16:01:00Z', is_rehearsal: true },
    waterfall,
    progress: {
      recipients: 8,
      ...{ queued: 0, held: 0, accepted: 0, sent: 0, delivered: 0, undelivered: 0, failed: 0, rejected: 0 },
      ...{ expired: 0, suppressed: 0, unknown: 0, failed_before: 0, stopped: 0, replies: 1, opt_outs: 0 },
      ...{ texts_per_second: 4, eta_seconds: 2, seconds: 1 },
      ...some,
    },
    held: [{ until: '2026-11-25T13:00:00Z', reason: 'quiet_hours', count: 1, sentence: 'Quiet hours.' }],
    failures: [],
    gateway: { state: 'ok', state_detail: null },
    pace: { level: 'sender', parts_per_second: 2, sentence: '2 parts a second, the limit of the number' },
    stop: null,
  };
}

export function fakeFlight(more: object = {}) {
  const { samples, pace } = fakePreview();
  return {
    object: 'flight_check',
    campaign_id: ids.campaign,
    campaign: fakeCampaign('draft'),
    is_kept: false,
    at: '2026-11-24T22:00:00Z',
    verdict: 'go',
    reasons: [],
    waterfall,
    departures: [
      { line: 'quiet_hours', count: 3, sign: '-', label: 'Wait for an hour at which it may arrive' },
      { line: 'at_once', count: 5, sign: '=', label: 'Go at once' },
    ],
    will_receive: 8,
    schedule: null,
    hours: [
      {
        ...{ decision: 'allow', until: '2026-11-25T01:00:00Z', is_opening_unknown: false, people: 5 },
        ...{ jurisdictions: ['US-FL'], zones: ['America/New_York'] },
        ...{ planned_from: '2026-11-24T22:00:00Z', planned_to: '2026-11-24T22:00:00Z' },
      },
    ],
    finish: {
      ...{ at: '2026-11-25T14:00:05Z', is_cut: false, never_people: 0 },
      hours: [
        { from: '2026-11-24T22:00:00Z', people: 5, parts: 7 },
        { from: '2026-11-25T14:00:00Z', people: 3, parts: 3 },
      ],
    },
    pace,
    cost: {
      currency: 'USD',
      per_text: { min: '0.0079', mean: '0.009875', max: '0.0158' },
      total: { min: '0.0553', max: '0.079' },
    },
    texts: { people: 8, parts, by_parts: [], ucs2_people: 0, worst: null, forced_ucs2: [] },
    missing_values: [{ field: 'first_name', people: 2, contact_ids: ['con_1'] }],
    links: [{ address: 'bit.ly/x', host: 'bit.ly', is_shortener: true, is_own: null }],
    sender: {
      ...{ number: '+12025550100', kind: 'long_code', registration: null },
      sentence: 'The rehearsal carrier asks for no registration.',
    },
    approval: { state: 'not_needed', needed: 0, given: 0, sentence: 'Nobody need approve it.' },
    samples,
    ...{ languages: [], reading: [] },
    took_ms: 4_200,
    ...more,
  };
}
