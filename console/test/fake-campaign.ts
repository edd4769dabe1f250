import type { ItemOf } from '@tidings/sdk';
import type { Campaign, CampaignReport, PersonBehindLine, RejectedRow } from '../src/frame/api.ts';
import { bodyFor, campaignId, campaignName, fakeContact } from './fake-people.ts';

const body = bodyFor({ ...fakeContact(0), first_name: '{{ first_name | default: "Hello" }}' });

export const campaigns: Campaign[] = [
  made(campaignId, campaignName, 'sending', '2026-03-04T01:10:00Z', null),
  made('cmp_2', 'Bread club, week 10', 'paused', '2026-03-03T16:00:00Z', null),
  made(
    'cmp_3',
    'Opening hours over the holidays',
    'finished',
    '2026-02-20T15:00:00Z',
    '2026-02-20T15:04:12Z',
  ),
  made('cmp_4', 'Sunday offer', 'stopped', '2026-02-14T17:30:00Z', '2026-02-14T17:31:00Z'),
  made('cmp_5', 'Easter orders', 'checked', null, null),
  made('cmp_6', 'Summer hours (draft)', 'draft', null, null),
];

function made(
  id: string,
  name: string,
  status: Campaign['status'],
  launched: string | null,
  finished: string | null,
): Campaign {
  return {
    object: 'campaign',
    id,
    name,
    program_id: 'prg_1',
    sender_id: 'snd_1',
    body,
    ...{ language: 'en', texts: {}, opens_with_brand: false, ends_with_opt_out: false, snippets: null },
    mms_id: null,
    media: [],
    mms_subject: null,
    subject: null,
    priority: 'normal',
    shorten_links: false,
    utm: null,
    when_capped: 'wait',
    include: { lists: ['lst_1'], tags: [], segments: [] },
    exclude: { lists: [], tags: [], segments: [] },
    limit: null,
    status,
    version: 1,
    experiment_id: null,
    estimate: null,
    waterfall: null,
    will_receive: status === 'draft' ? null : 7_720,
    created_by: 'member:1',
    created_at: '2026-02-14T09:00:00Z',
    launched_at: launched,
    finished_at: finished,
  };
}

const waterfall: CampaignReport['waterfall'] = [
  { line: 'in_file', sign: '+', count: 10_000, label: 'Rows in the file' },
  { line: 'second_numbers', sign: '+', count: 212, label: 'Further numbers in the same row' },
  { line: 'invalid', sign: '-', count: 343, label: 'No usable number' },
  { line: 'duplicates', sign: '-', count: 461, label: 'Repeated within the file' },
  { line: 'audience', sign: '=', count: 9_408, label: 'People on the chosen lists and tags' },
  { line: 'excluded', sign: '-', count: 96, label: 'On an excluded list or tag' },
  { line: 'no_consent', sign: '-', count: 1_204, label: 'No recorded consent' },
  { line: 'opted_out', sign: '-', count: 388, label: 'Opted out' },
  { line: 'will_receive', sign: '=', count: 7_720, label: 'Will receive' },
];
const recipients = 7_720;

/** The report when `share` (0 to 1) of the texts have been handled. */
export function fakeReport(campaign: Campaign, share: number): CampaignReport {
  const isLaunched = campaign.launched_at !== null;
  const at = isLaunched ? share : 0;
  const held = isLaunched ? 1_040 : 0;
  const handled = Math.round((recipients - held) * at);
  const some = (part: number) => Math.floor(handled * part);
  const counts = {
    suppressed: some(0.006),
    unknown: some(0.0006),
    undelivered: some(0.012),
    rejected: some(0.004),
    sent: some(0.06),
    accepted: some(0.02),
  };
  const others = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const queued = isLaunched ? recipients - held - handled : 0;
  const failed = counts.undelivered + counts.rejected;
  return {
    object: 'campaign_report',
    campaign,
    clock: {
      now: new Date(Date.parse('2026-03-04T01:14:00Z') + at * 60_000).toISOString(),
      is_rehearsal: true,
    },
    waterfall,
    progress: {
      recipients: isLaunched ? recipients : 0,
      will_receive: recipients,
      queued,
      held,
      ...counts,
      delivered: handled - others,
      failed: 0,
      expired: 0,
      handed_over: handled - counts.suppressed - counts.unknown - counts.rejected,
      failed_before: failed - counts.undelivered,
      stopped: 0,
      replies: some(0.03),
      opt_outs: some(0.011),
      texts_per_second: isLaunched ? 311.7 : 0,
      eta_seconds: queued > 0 ? queued / 311.7 : null,
      seconds: handled / 311.7,
    },
    held: isLaunched ? heldGroups : [],
    failures: at > 0 ? failures(counts.undelivered, counts.rejected) : [],
    gateway: { state: 'ok', state_detail: null },
    pace: { level: 'sender', parts_per_second: 400, sentence: '400 parts a second, the limit of the number' },
    stop: null,
  };
}

const heldGroups: CampaignReport['held'] = [
  {
    until: '2026-03-04T13:00:00Z',
    reason: 'quiet_hours',
    count: 731,
    sentence: 'Quiet hours where they are (21:00–08:00): New York, Detroit and 3 more.',
  },
  {
    until: '2026-03-04T14:00:00Z',
    reason: 'quiet_hours',
    count: 309,
    sentence: 'Quiet hours where they are (21:00–08:00): Chicago.',
  },
];

function failures(undelivered: number, rejected: number): CampaignReport['failures'] {
  return [
    {
      reason: 'handset.unreachable',
      count: undelivered,
      sentence: 'The phone was off or out of reach for as long as the carrier tries.',
      remedy: 'Nothing to mend. Texting these people again on another day often works.',
    },
    {
      reason: 'carrier.filtered',
      count: rejected,
      sentence: 'The carrier took the text for spam.',
      remedy:
        'Name your business first, use your own link domain, and see that the sender is registered for this use.',
    },
  ];
}

const sentences: Record<string, string> = {
  no_consent: 'No consent is recorded for Bluebird news. Kept, and not texted.',
  opted_out: 'Opted out by replying STOP on 4 Jan 2026.',
  excluded: 'On the list “Staff”, which this campaign leaves out.',
  delivered: 'Delivered Tue 3 Mar 20:14 New York.',
  held: 'Held until Wed 4 Mar 08:00 New York: quiet hours where this person is.',
};

/** Who stands behind a line: rejected rows for the file's own lines, people for all others. */
export function behindLine(line: string, page: number): (PersonBehindLine | RejectedRow)[] {
  if (line === 'invalid' || line === 'duplicates')
    return Array.from({ length: 12 }, (_, index) => rejectedRow(line, page * 12 + index));
  return Array.from({ length: 20 }, (_, index) => {
    const { id, number, name } = fakeContact(page * 20 + index);
    return {
      object: 'person',
      contact: { id, name, number },
      reason: line,
      sentence: sentences[line] ?? 'In this part of the campaign.',
    };
  });
}

function rejectedRow(line: string, index: number): RejectedRow {
  const cells = [
    'Uma',
    'Smith',
    line === 'invalid' ? 'uma.smith@example.com' : '1-430-555-0105',
    '',
    'Lake Forest',
    'NC',
    'Subscribed',
  ];
  const sentence =
    line === 'invalid' ? 'The phone column holds an e-mail address.' : 'The same number stands in row 17.';
  return {
    object: 'rejected_row',
    file_name: 'people-10k.csv',
    line: 214 + index * 37,
    row: cells,
    code: line,
    sentence,
  };
}

/** What people wrote back, newest first. */
export const fakeReplies: ItemOf<'/v1/campaigns/{id}/replies'>[] = [
  {
    ...{ id: 'rpl_2', at: '2026-03-04T01:13:20Z', body: 'STOP', intent: 'stop', is_opt_out: true },
    contact: { id: 'con_3', name: 'Mei Chen', number: '+12125550102' },
  },
  {
    ...{ id: 'rpl_1', at: '2026-03-04T01:12:05Z', body: 'Is there gluten-free bread?', intent: 'ask' },
    ...{ is_opt_out: false, contact: { id: null, name: null, number: '+12125550199' } },
  },
];
