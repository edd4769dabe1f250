import { readUuidId } from '../../../server/src/platform/ids.ts';
import { doChores } from '../../stage/chores.ts';
import { deedsByCampaign } from '../../stage/shoppers.ts';
import { until } from '../../stage/until.ts';
import { bringGuests, openShopFloor, type ShopFloor } from '../ground/shop-floor.ts';
import { askAsSuperuser } from '../ground/superuser.ts';
import type { Order, Proof, Report } from '../proof.ts';

/**
 * Campaign after campaign goes to people whose true rates are known, because they are the carrier's: who opens a link, buys,
 * replies, leaves, and whose phone is off. Each is an experiment of three variants, made, sent and read as a marketer does it,
 * and what the report says of each variant, its 95 % intervals, is held against the truth.
 */
export const estimates: Proof = {
  shows:
    'of two hundred campaigns to shoppers whose true rates are known, the report’s 95 % intervals hold them',
  controls: ['half-width', 'previews-as-people'],
  sizes: {
    short: { texts: 20 * 360, kills: 0, seconds: 0 },
    usual: { texts: 200 * 360, kills: 0, seconds: 0 },
    nightly: { texts: 500 * 360, kills: 0, seconds: 0 },
  },
  prove,
};

const peopleEach = 360;
const atOnce = 4;
const offRate = 0.06;
const leaveRate = 0.06;
const variants = [
  { name: 'rolls', clicks: 0.14, buys: 0.4, replies: 0.08 },
  { name: 'cake', clicks: 0.22, buys: 0.4, replies: 0.1 },
  { name: 'bread', clicks: 0.18, buys: 0.5, replies: 0.12 },
] as const;

/** What the share of intervals that hold has to reach; of few, less by three of its own deviations. */
const wanted = 0.93;
const enoughRuns = 200;
const leastCovered = (runs: number, intervals: number) =>
  runs >= enoughRuns ? wanted : wanted - 3 * Math.sqrt((0.95 * 0.05) / intervals);

const measures = ['delivered', 'clicked', 'replied', 'opted_out', 'bought'] as const;
type Measure = (typeof measures)[number];
type Interval = { measure: Measure; value: number; low: number; high: number; hits: number; truth: number };
type Ran = { id: string; variants: { id: string; name: string }[] };

async function prove(order: Order): Promise<Report> {
  const { folder, texts, seed, control } = order;
  const runs = Math.max(1, Math.floor(texts / peopleEach));
  const floor = await openShopFloor({
    ...{ folder, seed },
    shoppers: {
      habits: variants.map(({ name, ...rates }) => ({ says: name, ...rates, leaves: leaveRate })),
      previews: 0.15,
      previews_look_like: control === 'previews-as-people' ? 'people' : 'programs',
      tap_delay_ms: { min: 300, max: 1_500 },
      buy_delay_ms: { min: 50, max: 500 },
      spends: { min: 10, max: 60 },
    },
    carrierFlags: [`--fault handset_off=${offRate}`, '--reply-delay-ms 100-500'],
  });
  try {
    await bringGuests(floor.tidings, guestsOf(runs));
    const ran = await sendAll(floor, runs);
    await settle(floor, ran);
    const intervals = (await readAll(floor, ran)).map((one) =>
      control === 'half-width' ? halved(one) : one,
    );
    return judge(order, runs, intervals, await listDiffering(floor, ran));
  } finally {
    await floor.close();
  }
}

// People who are awake at the hour at which it begins; 555 is nobody's.
const areas = [
  202, 205, 210, 212, 214, 303, 312, 314, 404, 412, 502, 504, 602, 612, 615, 704, 713, 801, 816, 901,
];
const perArea = 9_000;

function guestsOf(runs: number) {
  return Array.from({ length: runs * peopleEach }, (_, at) => ({
    number: `+1${areas[Math.floor(at / perArea)] ?? 202}555${String(1_000 + (at % perArea)).padStart(4, '0')}`,
    tag: `run ${Math.floor(at / peopleEach)}`,
  }));
}

const wordsOf = (name: string) =>
  `Corner Bakery: ${name}, https://bakery.example/${name} Reply STOP to opt out`;

async function sendAll({ tidings }: ShopFloor, runs: number): Promise<Ran[]> {
  const [program] = (await tidings.call('get', '/v1/programs')).data;
  const [sender] = (await tidings.call('get', '/v1/senders')).data;
  await tidings.call('put', '/v1/senders/{id}/pace', {
    path: { id: sender?.id ?? '' },
    body: { parts_per_second: 1_000 },
  });
  const ran: Ran[] = [];
  let next = 0;
  const sendNext = async () => {
    while (next < runs) {
      const run = next++;
      const { id } = await tidings.call('post', '/v1/campaigns', {
        body: {
          ...{ name: `Run ${run}`, program_id: program?.id ?? '', sender_id: sender?.id ?? '' },
          ...{ shorten_links: true, body: wordsOf('rolls'), include: { tags: [`run ${run}`] } },
        },
      });
      await tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } });
      await tidings.call('put', '/v1/campaigns/{id}/experiment', {
        path: { id },
        body: {
          variants: variants.map(({ name }) => ({ name, body: wordsOf(name) })),
          ...{ metric: 'clicks', test_percent: 100, wait_minutes: 600, least_each: 20 },
        },
      });
      const started = await tidings.call('post', '/v1/campaigns/{id}/experiment/start', { path: { id } });
      ran.push({
        id,
        variants: started.variants.map((one) => ({ id: one.campaign_id ?? '', name: one.name })),
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendNext));
  return ran;
}

/** Everything is out and told of, clicks are judged, purchases put down. */
async function settle(floor: ShopFloor, ran: readonly Ran[]): Promise<void> {
  const { tidings, databaseUrl, service } = floor;
  const everything = ran.length * peopleEach;
  await until(
    'everybody has it and the carrier has told of all',
    async () => {
      const {
        accepted = 0,
        in_flight: left = 1,
        undelivered_callbacks: untold = 1,
      } = (await tidings.call('get', '/v1/rehearsal/ledger', {})) as Record<string, number>;
      return accepted >= everything && left === 0 && untold === 0;
    },
    1_200_000,
  );
  await untilQuiet(service.ledger());
  await until(
    'no receipt waits for its text any more',
    async () => {
      const rows = await askAsSuperuser<{ parked: number }>(
        databaseUrl,
        'select count(*)::int as parked from receipt_parked',
      );
      return rows[0]?.parked === 0;
    },
    120_000,
  );
  await floor.passMinutes(10);
  const last = ran.at(-1)?.id ?? '';
  let before = -1;
  await until(
    'purchases are put down and no more come',
    async () => {
      await doChores(databaseUrl, 'inbound.sweep', 'links.judge', 'conversions.attribute');
      await new Promise((resume) => setTimeout(resume, 3_000));
      const { figures } = await tidings.call('get', '/v1/campaigns/{id}/results', { path: { id: last } });
      const isSame = figures.buyers === before && before > 0;
      before = figures.buyers;
      return isSame;
    },
    300_000,
  );
}

/** Phones write nothing down for three seconds: nobody taps, buys or types any more. */
async function untilQuiet(ledger: string): Promise<void> {
  let [size, quietSince] = [0, performance.now()];
  await until(
    'everybody has done what they do',
    async () => {
      const { statSync } = await import('node:fs');
      const now = statSync(ledger).size;
      if (now !== size) quietSince = performance.now();
      size = now;
      return performance.now() - quietSince > 3_000;
    },
    300_000,
  );
}

async function readAll({ tidings }: ShopFloor, ran: readonly Ran[]): Promise<Interval[]> {
  const found: Interval[] = [];
  for (const { id, variants: arms } of ran) {
    const { data } = await tidings.call('get', '/v1/campaigns/{id}/results/groups', {
      path: { id },
      query: { by: 'variant' },
    });
    for (const { key, figures } of data) {
      const name = arms.find((one) => one.id === key)?.name;
      for (const measure of measures) {
        const rate = figures.rates[measure];
        if (rate && name !== undefined) found.push({ measure, ...rate, truth: truthOf(name, measure) });
      }
    }
  }
  return found;
}

/** What the carrier's people do. Shares are of those whom the text reached. */
function truthOf(name: string, measure: Measure): number {
  const variant = variants.find((one) => one.name === name);
  const { clicks = 0, buys = 0, replies = 0 } = variant ?? {};
  return {
    delivered: 1 - offRate,
    clicked: clicks,
    replied: replies,
    opted_out: leaveRate,
    bought: clicks * buys,
  }[measure];
}

const halved = (one: Interval): Interval => ({
  ...one,
  low: one.value - (one.value - one.low) / 2,
  high: one.value + (one.high - one.value) / 2,
});

/** Figures of variants that are not what the carrier's ledger has: what the report counts must be what people did. */
async function listDiffering(
  { tidings, service, databaseUrl }: ShopFloor,
  ran: readonly Ran[],
): Promise<string[]> {
  const deeds = await deedsByCampaign(service.ledger());
  const differing: string[] = [];
  for (const { id } of ran.flatMap(({ variants: arms }) => arms)) {
    const { figures } = await tidings.call('get', '/v1/campaigns/{id}/results', { path: { id } });
    const did = deeds.get(id);
    const pairs = [
      ['delivered', figures.delivered, did?.delivered, 0],
      ['clicked', figures.clicks.people, did?.tapped, did?.tappedInVain],
      ['replied', figures.repliers, did?.replied, 0],
      ['opted_out', figures.opt_outs, did?.left, 0],
      ['bought', figures.buyers, did?.bought, did?.boughtInVain],
    ] as const;
    for (const [measure, said, done = 0, inVain = 0] of pairs)
      if (said < done || said > done + inVain)
        differing.push(
          ...(measure === 'replied' ? await lostReplies(databaseUrl, id) : []),
          `${id} ${measure}: ${said}, by the ledger ${done} and ${inVain} without an answer; clicks ${JSON.stringify(figures.clicks)}`,
        );
  }
  return differing;
}

/** Replies of people who got this campaign's text and no other, which are not put down to it. */
async function lostReplies(databaseUrl: string, id: string): Promise<string[]> {
  const rows = await askAsSuperuser<{ row: unknown }>(
    databaseUrl,
    `select jsonb_build_object('reply', to_jsonb(i) - 'body', 'text', jsonb_build_object('id', m.id, 'status', m.status, 'queued', m.queued_at, 'submitted', m.submitted_at, 'accepted', m.accepted_at)) as row
     from message m join inbound_message i on i.contact_id = m.contact_id
     where m.campaign_id = $1::uuid and i.campaign_id is distinct from m.campaign_id and i.intent not in ('stop', 'wrong_number')`,
    [readUuidId('cmp', id)],
  );
  return rows.map(({ row }) => JSON.stringify(row));
}

function judge(
  order: Order,
  runs: number,
  intervals: readonly Interval[],
  strange: readonly string[],
): Report {
  const isHeld = ({ low, high, truth }: Interval) => low <= truth && truth <= high;
  const shareOf = (some: readonly Interval[]) =>
    some.length === 0 ? 0 : Math.round((some.filter(isHeld).length / some.length) * 10_000) / 10_000;
  const covered = shareOf(intervals);
  const needed = Math.round(leastCovered(runs, Math.max(1, intervals.length)) * 10_000) / 10_000;
  const byMeasure = Object.fromEntries(
    measures.map((measure) => [measure, shareOf(intervals.filter((one) => one.measure === measure))]),
  );
  const isWhole = intervals.length === runs * variants.length * measures.length;
  const missed = covered >= needed ? 0 : intervals.filter((one) => !isHeld(one)).length;
  const differing = strange.length;
  const found = missed + differing;
  return {
    ...{ texts: order.texts, seed: order.seed, runs, intervals: intervals.length, covered, needed },
    ...{ ...byMeasure, differing, strange: strange.slice(0, 5), found, passed: isWhole && found === 0 },
  };
}
