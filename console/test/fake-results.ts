import type { AnswerOf } from '@tidings/sdk';
import type { Campaign } from '../src/frame/api.ts';

/** What a scripted campaign of some thousand texts came to, with an experiment under way: pictures need something to show. */
type Results = AnswerOf<'/v1/campaigns/{id}/results', 'get'>;
type Figures = Results['figures'];
type Plans = AnswerOf<'/v1/campaigns/{id}/plans', 'get'>;
type Calendar = AnswerOf<'/v1/campaign-calendar', 'get'>;

function rate(hits: number, of: number) {
  const value = of === 0 ? 0 : hits / of;
  const wide = of === 0 ? 0 : 1.96 * Math.sqrt((value * (1 - value)) / of);
  return {
    ...{ value, low: Math.max(0, value - wide), high: Math.min(1, value + wide), hits, of },
    too_few: of < 100,
  };
}

function figuresOf(texts: number, delivered: number, clicked: number): Figures {
  const [repliers, opt_outs, buyers] = [0.02, 0.006, 0.004].map((share) => Math.round(texts * share));
  return {
    ...{ texts, parts: texts, handed_over: texts, delivered, failed: texts - delivered, unconfirmed: 0 },
    ...{ unknown: 0, reached: delivered, replies: repliers ?? 0, repliers: repliers ?? 0 },
    clicks: { human: Math.round(clicked * 1.3), robots: Math.round(texts * 0.04), people: clicked },
    ...{ opt_outs: opt_outs ?? 0, conversions: buyers ?? 0, buyers: buyers ?? 0 },
    ...{ revenue: '1284.5000', returned: '0', deliver_seconds: { p50: 3.2, p95: 14.8 } },
    rates: {
      ...{ delivered: rate(delivered, texts), clicked: rate(clicked, delivered) },
      ...{ replied: rate(repliers ?? 0, delivered), opted_out: rate(opt_outs ?? 0, delivered) },
      ...{ bought: rate(buyers ?? 0, delivered), revenue_per_person: null },
    },
  };
}

const resultsOf = ({ id, name, status }: Campaign): Results => ({
  object: 'campaign_results',
  campaign: { id, name, status },
  as_of: '2026-03-04T12:00:00Z',
  figures: figuresOf(7_610, 7_402, 389),
  cost: { expected: '57.075000', currency: 'USD', actual: [], roi: 21.5 },
  failures: [
    {
      reason: 'carrier.blocked_as_spam',
      texts: 146,
      sentence: 'The carrier took it for spam.',
      remedy: 'Look at the words and at the registration of the number.',
    },
  ],
  tones: { pleased: 61, displeased: 9, question: 48, neither: 34 },
  notes: ['There is no open rate: a phone tells nobody that a text was read.'],
});

const groups: Record<
  string,
  readonly (readonly [
    key: string | null,
    name: string | null,
    texts: number,
    delivered: number,
    clicked: number,
  ])[]
> = {
  region: [
    ['US-NY', null, 2_204, 2_160, 131],
    ['US-CA', null, 1_730, 1_688, 80],
    ['US-TX', null, 1_205, 1_170, 71],
    ['US-FL', null, 980, 948, 44],
    ['US-WA', null, 611, 598, 33],
    ['US-RI', null, 88, 84, 6],
    [null, null, 792, 754, 24],
  ],
  carrier: [
    ['verizon', 'Verizon', 3_011, 2_966, 160],
    ['att', 'AT&T', 2_480, 2_401, 121],
    ['tmobile', 'T-Mobile', 2_027, 1_950, 104],
    ['A carrier with a remarkably long name of its own, Incorporated', null, 92, 85, 4],
  ],
};

const moments = Array.from({ length: 18 }, (_, hour) => ({
  at: new Date(Date.UTC(2026, 1, 20, 15 + hour)).toISOString(),
  sent: hour < 3 ? ([4_100, 2_900, 610][hour] ?? 0) : 0,
  delivered: hour < 4 ? ([3_980, 2_810, 590, 22][hour] ?? 0) : 0,
  clicks: Math.round(160 * Math.exp(-hour / 4)),
  replies: Math.round(60 * Math.exp(-hour / 3)),
  opt_outs: Math.round(20 * Math.exp(-hour / 3)),
  ...{ conversions: 0, revenue: '0' },
}));

const variant = (place: number, name: string, clicks: number, chance: number) => ({
  ...{
    place,
    name,
    campaign_id: `cmp_${place + 2}`,
    campaign_ids: [`cmp_${place + 2}`],
    status: 'finished',
    body: null,
    sender_id: null,
  },
  ...{ local: null, texts: 1_200, clicks, replies: 14, opt_outs: 5, conversions: 3, revenue: 84.5 },
  ...{ rate: clicks / 1_200, rate_low: clicks / 1_200 - 0.012, rate_high: clicks / 1_200 + 0.013 },
  ...{ chance_of_best: chance, is_stopped: false, sentence: null, other_texts: null },
});

const names = ['rolls', 'cake', 'Donaudampfschifffahrtsgesellschaftskapitän'];
const rates = [0.051, 0.062, 0.032];
/** What each round of a test that learns gave to each variant. */
const rounds = [
  [0.3334, 0.3333, 0.3333],
  [0.24, 0.7, 0.06],
  [0.22, 0.73, 0.05],
];

const plansOf = ({ id, status }: Campaign): Plans => ({
  object: 'campaign_plans',
  campaign_id: id,
  ...{ schedule: null, brief: null, series: [], guard: null },
  usual_guard: { failed_percent: 15, opt_out_percent: 3, complaint_percent: 1, unknown_percent: 2 },
  experiment:
    status === 'draft' || status === 'checked'
      ? null
      : {
          object: 'experiment',
          campaign_id: id,
          state: 'held',
          metric: 'clicks',
          ...{ test_percent: 30, control_percent: 5, wait_minutes: 240, certainty: 0.95, least_each: 100 },
          ...{ fallback: 'hold' as const, bandit: { rounds: 4, floor_percent: 5, round: 3 } },
          started_at: '2026-02-20T15:00:00Z',
          decides_at: '2026-02-20T19:00:00Z',
          decided_at: '2026-02-20T19:00:00Z',
          ...{ winner: null, is_clear: false, needed_chance: 0.9833, rest_campaign_id: null },
          sentence: 'No variant is surely the best. Choose one, and it goes to the rest.',
          variants: [
            variant(0, 'rolls', 61, 0.21),
            variant(1, 'cake', 74, 0.77),
            variant(2, 'Donaudampfschifffahrtsgesellschaftskapitän', 38, 0.02),
          ],
          rounds: rounds.map((shares, place) => ({
            round: place + 1,
            variants: shares.map((share, at) => ({
              ...{
                place: at,
                name: names[at] ?? '',
                campaign_id: 'cmp_3',
                share,
                texts: Math.round(share * 1_000),
              },
              rate: share === 0 ? null : (rates[at] ?? 0) + place * 0.002,
            })),
          })),
          rule: 'Looked at after each of 4 rounds.',
        },
});

const entry = (day: string, name: string, more: Partial<Calendar['entries'][number]> = {}) => ({
  ...{ kind: 'campaign' as const, campaign_id: 'cmp_3', series_id: null, name, status: 'scheduled' },
  ...{ starts_at: `${day}T16:00:00Z`, last_at: null, people: 7_720, sender_id: 'snd_1', ...more },
});

/** The month that is asked for, with two that meet and one that comes by a rule. */
function calendarOf(from: string): Calendar {
  const month = new Date(Date.parse(from) + 10 * 86_400_000).toISOString().slice(0, 7);
  return {
    object: 'campaign_calendar',
    from,
    until: from,
    entries: [
      entry(`${month}-05`, 'Opening hours over the holidays', { status: 'finished' }),
      entry(`${month}-12`, 'Bread club, week 10'),
      entry(`${month}-12`, 'Sunday offer with a name that is rather long', {
        starts_at: `${month}-12T18:30:00Z`,
      }),
      entry(`${month}-19`, 'Weekly offer', { kind: 'coming', series_id: 'ser_1', people: null }),
    ],
    clashes: [
      {
        of: [1, 2],
        why: 'same_people',
        sentence:
          '“Bread club, week 10” and “Sunday offer with a name that is rather long” go to people of the same list, tag or segment within 3 hours.',
      },
    ],
    is_cut: false,
  };
}

const noEffect: AnswerOf<'/v1/campaigns/{id}/effect', 'get'> = {
  object: 'campaign_effect',
  campaign_id: 'cmp_3',
  ...{ events: ['order.placed'], days: 7, texted: 7_610, texted_did: 31, kept: 400, kept_did: 1 },
  ...{ difference: 0.0016, difference_low: -0.009, difference_high: 0.0031, extra: null },
  sentence: 'Too few to say: between −68 and 24 people did it because of the text, with 95 %.',
};

/** Undefined where this part of a campaign is somebody else's to answer. */
export function resultsAnswer(
  campaign: Campaign,
  part: string | undefined,
  more: string | undefined,
  query: URLSearchParams,
): unknown {
  if (part === 'plans') return plansOf(campaign);
  if (part === 'effect') return noEffect;
  if (part !== 'results') return undefined;
  if (more === 'over-time') return { step: 'hour', data: moments };
  if (more === 'benchmark') return benchmark;
  if (more === 'links')
    return {
      data: [
        {
          ...{ link_id: 'lnk_1', url: 'https://bakery.example/hours', label: null },
          clicks: { human: 505, robots: 301, people: 389 },
          ...{ conversions: 31, buyers: 30, revenue: '1284.5000' },
        },
      ],
    };
  if (more !== 'groups') return resultsOf(campaign);
  const by = query.get('by') ?? '';
  const data = (groups[by] ?? []).map(([key, name, texts, delivered, clicked]) => ({
    ...{ key, name, figures: figuresOf(texts, delivered, clicked) },
  }));
  return { object: 'result_groups', by, data, note: null };
}

const sharesOf = (reached: number, delivered: number, clicked: number | null) => ({
  ...{ reached, delivered, clicked, replied: 0.021, opted_out: 0.008 },
});

const benchmark: AnswerOf<'/v1/campaigns/{id}/results/benchmark', 'get'> = {
  ...{ object: 'campaign_benchmark', campaign_id: 'cmp_3', own: sharesOf(9_120, 0.962, 0.054) },
  previous: {
    ...{ id: 'cmp_4', name: 'Bread club', launched_at: '2026-02-20T15:00:00Z' },
    shares: sharesOf(4_012, 0.948, null),
  },
  median: { campaigns: 11, shares: sharesOf(5_300, 0.955, 0.041) },
};

export const calendarAnswer = (query: URLSearchParams): Calendar =>
  calendarOf(query.get('from') ?? '2026-03-01T00:00:00Z');
