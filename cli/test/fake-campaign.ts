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
