import type { AnswerOf } from '@tidings/sdk';

/** Reports over weeks with something in each picture: a workspace of some thousand texts a day. */
type Overview = AnswerOf<'/v1/reports/overview', 'get'>;
type Totals = Overview['totals'];

function rate(hits: number, of: number) {
  const value = of === 0 ? 0 : hits / of;
  const wide = of === 0 ? 0 : 1.96 * Math.sqrt((value * (1 - value)) / of);
  return {
    ...{ value, low: Math.max(0, value - wide), high: Math.min(1, value + wide), hits, of },
    too_few: of < 100,
  };
}

function totalsOf(texts: number): Totals {
  const part = (share: number) => Math.round(texts * share);
  const [delivered, clicked, replied, left] = [part(0.96), part(0.07), part(0.02), part(0.006)];
  return {
    ...{ texts, parts: texts, delivered, failed: texts - delivered, unconfirmed: 0, unknown: 0 },
    ...{ clicked, replied, opt_outs: left },
    rates: {
      ...{ delivered: rate(delivered, texts), clicked: rate(clicked, delivered) },
      ...{ replied: rate(replied, delivered), opted_out: rate(left, delivered) },
    },
  };
}

const dayOf = (day: number) => new Date(Date.UTC(2025, 11, 5 + day)).toISOString().slice(0, 10);
// So many days that a bar below the picture chooses which are shown.
const dayCount = 90;
const series = Array.from({ length: dayCount }, (_, day) => ({
  at: dayOf(day),
  totals: totalsOf(Math.round(1_400 + 900 * Math.sin(day / 4) + (day % 7) * 60)),
  ...{ revenue: String(180 + (day % 9) * 35), conversions: 4, cost_expected: String(11 + (day % 5)) },
  ...{ joined: 20 + (day % 6), left: 3 + (day % 3) },
}));

const overview: Overview = {
  object: 'report_overview',
  ...{ from: dayOf(0), until: dayOf(dayCount - 1), time_zone: 'America/New_York', step: 'day' },
  counted_at: '2026-03-04T01:14:00Z',
  ...{ totals: totalsOf(139_214), before: totalsOf(131_877) },
  changes: [
    { measure: 'clicked', verdict: 'higher', sentence: 'From 6.1 % to 7.0 %, more than chance.' },
  ] as Overview['changes'],
  ...{ revenue: '28412.5000', conversions: 377, cost_expected: '1044.10', members: 48_210 },
  ...{ series, weekdays: [], note: 'There is no open rate: a phone tells nobody that a text was read.' },
};

const growth: AnswerOf<'/v1/reports/growth', 'get'> = {
  object: 'report_growth',
  ...{ from: dayOf(0), until: dayOf(dayCount - 1), members: 48_210, joined: 2_060, left: 361 },
  sources: [
    { method: 'keyword', joined: 1_104, left: 40 },
    { method: 'web_form', joined: 733, left: 12 },
    { method: 'reply', joined: 0, left: 297 },
    { method: 'import', joined: 223, left: 12 },
  ],
  series: [],
  note: 'Counted from the ledger of consents: somebody who joins two programs joined twice.',
};

const daytime = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
const hours: AnswerOf<'/v1/reports/hours', 'get'> = {
  object: 'report_hours',
  ...{ from: dayOf(0), until: dayOf(dayCount - 1), metric: 'clicked', all: rate(9_020, 128_000) },
  slots: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    daytime.map((hour) => {
      const texts = weekday === 7 ? 140 : 1_800;
      const share = 0.04 + 0.03 * Math.exp(-((hour - 11) ** 2) / 8) + (weekday === 2 ? 0.012 : 0);
      return { weekday, hour, texts, rate: weekday === 7 ? null : rate(Math.round(texts * share), texts) };
    }),
  ),
  least_texts: 200,
  best: {
    ...{ weekday: 2, hour: 11 },
    sentence:
      'Tuesday at 11:00, on people’s own clocks, stands out from all hours together by more than chance.',
  },
  own_hours: Array.from({ length: 24 }, (_, hour) => (hour < 8 || hour > 20 ? 0 : 120 + ((hour * 37) % 300))),
  note: 'Hours are not drawn by lot: what was sent on Tuesdays may simply have been better.',
};

const link = (place: number, url: string, label: string | null, people: number) => ({
  ...{ link_id: `lnk_${place}`, url, label, state: 'on' as const },
  ...{ campaign_id: 'cmp_3', campaign_name: 'Bread club, week 9' },
  ...{ opened: Math.round(people * 1.9), human: Math.round(people * 1.2), people },
  last_at: '2026-03-04T01:00:00Z',
});
const links: AnswerOf<'/v1/reports/links', 'get'> = {
  object: 'report_links',
  ...{ from: dayOf(60), until: dayOf(dayCount - 1) },
  data: [
    link(1, 'https://bakery.example/menu', 'Menu', 1_902),
    link(2, 'https://bakery.example/hours', null, 804),
    link(3, 'https://bakery.example/Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen', null, 77),
  ],
  series: Array.from({ length: 30 }, (_, day) => ({
    ...{ at: dayOf(60 + day), human: 90 + ((day * 31) % 70), programs: 40 + ((day * 17) % 30) },
  })),
};

const known: Readonly<Record<string, unknown>> = {
  ...{ overview, growth, hours, links },
  parts: { object: 'report_parts', data: [] },
};

/** Undefined where there is no such report. */
export const reportAnswer = (name: string | undefined): unknown => known[name ?? ''];

/** When one person answers. */
export const personHours: AnswerOf<'/v1/contacts/{id}/hours', 'get'> = {
  object: 'contact_hours',
  contact_id: 'con_3',
  answers: Array.from({ length: 24 }, (_, hour) => (hour === 18 ? 4 : hour === 12 ? 1 : 0)),
  ...{ answered: 5, best_hour: 18, is_own: true },
  sentence: 'After 5 answers their best hour is 18:00, smoothed toward everybody’s.',
};
