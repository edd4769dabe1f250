import { describe, expect, it } from 'vitest';
import type { CampaignReport } from '../../frame/api.ts';
import { stateSentence } from './state-sentence.ts';

type Change = {
  status?: CampaignReport['campaign']['status'];
  progress?: Partial<CampaignReport['progress']>;
  held?: CampaignReport['held'];
  gateway?: CampaignReport['gateway'];
  stop?: CampaignReport['stop'];
};

const someCampaign: CampaignReport['campaign'] = {
  object: 'campaign',
  id: 'cmp_1',
  name: 'Spring',
  program_id: 'prg_1',
  sender_id: 'snd_1',
  body: 'Hi',
  ...{ language: 'en', texts: {}, opens_with_brand: false, ends_with_opt_out: false, snippets: null },
  mms_id: null,
  media: [],
  mms_subject: null,
  subject: null,
  priority: 'normal',
  shorten_links: false,
  utm: null,
  when_capped: 'wait',
  include: { lists: [], tags: [], segments: [] },
  exclude: { lists: [], tags: [], segments: [] },
  limit: null,
  status: 'draft',
  version: 1,
  experiment_id: null,
  estimate: null,
  waterfall: null,
  will_receive: null,
  created_by: 'member:1',
  created_at: '2026-03-03T10:00:00Z',
  launched_at: '2026-03-03T10:00:00Z',
  finished_at: '2026-03-03T15:00:00Z',
};

const noProgress: CampaignReport['progress'] = {
  recipients: 100,
  will_receive: 100,
  queued: 0,
  held: 0,
  accepted: 0,
  sent: 0,
  delivered: 0,
  undelivered: 0,
  failed: 0,
  rejected: 0,
  expired: 0,
  suppressed: 0,
  unknown: 0,
  handed_over: 0,
  failed_before: 0,
  stopped: 0,
  replies: 0,
  opt_outs: 0,
  texts_per_second: 0,
  eta_seconds: null,
  seconds: null,
};

function report({
  status = 'sending',
  progress = {},
  held = [],
  gateway,
  stop = null,
}: Change): CampaignReport {
  return {
    object: 'campaign_report',
    campaign: { ...someCampaign, status },
    clock: { now: '2026-03-04T01:14:00Z', is_rehearsal: true },
    waterfall: [],
    progress: { ...noProgress, ...progress },
    held,
    failures: [],
    gateway: gateway ?? { state: 'ok', state_detail: null },
    pace: { level: 'sender', parts_per_second: 10, sentence: '10 parts a second, the limit of the number' },
    stop,
  };
}

const zone = 'America/New_York';

describe('the state of a campaign in one sentence', () => {
  it('names rate and time to go while it sends', () => {
    const sending = report({ progress: { queued: 50, texts_per_second: 312.4, eta_seconds: 95 } });
    expect(stateSentence(sending, zone)).toBe('Sending 312 texts a second, about 1 min 35 s to go.');
    expect(stateSentence(report({ progress: { queued: 1 } }), zone)).toBe('Sending.');
  });
  it('says who stopped everything and why, before anything else, and only while it would send', () => {
    const stop = {
      level: 'workspace' as const,
      sending: 'none' as const,
      by: 'Ada',
      since: '2026-03-04T01:00:00Z',
      reason: 'The offer is wrong',
      sentence: 'Everything was stopped by Ada: The offer is wrong.',
    };
    const progress = { queued: 50, texts_per_second: 3 };
    expect(stateSentence(report({ stop, progress }), zone)).toBe(stop.sentence);
    expect(stateSentence(report({ stop, status: 'draft' }), zone)).toContain('Not checked yet');
  });
  it('says until when when everything left is held, by the earliest hour', () => {
    const held = [
      { until: '2026-03-04T16:00:00Z', reason: 'quiet_hours', count: 3, sentence: 'Too early.' },
      { until: '2026-03-04T13:00:00Z', reason: 'quiet_hours', count: 1, sentence: 'Too early.' },
    ];
    expect(stateSentence(report({ progress: { held: 4 }, held }), zone)).toBe(
      'Waiting: 4 texts are held. The next may go Wed 4 Mar 08:00 in New York.',
    );
  });
  it('puts the carrier first when it is away', () => {
    const gateway = { state: 'unreachable' as const, state_detail: 'refused' };
    expect(stateSentence(report({ progress: { queued: 5 }, gateway }), zone)).toMatch(
      /^Waiting for the carrier/,
    );
  });
  it('counts what waits while it is paused', () => {
    expect(stateSentence(report({ status: 'paused', progress: { queued: 1 } }), zone)).toBe(
      'Paused. 1 text waits until you resume.',
    );
  });
  it('tells of a paused experiment, which has no texts of its own', () => {
    const paused = report({ status: 'paused' });
    const leader = { ...paused, campaign: { ...paused.campaign, launched_at: null } };
    expect(stateSentence(leader, zone)).toMatch(/^Paused. None of its variants/);
  });
  it('says of every other state what it means', () => {
    for (const status of ['draft', 'checked', 'scheduled', 'testing', 'stopped', 'finished'] as const) {
      expect(stateSentence(report({ status }), zone).length).toBeGreaterThan(20);
    }
    expect(stateSentence(report({ status: 'finished' }), zone)).toContain('Tue 3 Mar 10:00 in New York');
  });
});
