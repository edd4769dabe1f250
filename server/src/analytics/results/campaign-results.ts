import { nameOfCarrier } from '@tidings/policy/carriers';
import { getWorkspace } from '../../accounts/index.ts';
import { compileSegment, getSegment, loadCatalogue } from '../../audiences/index.ts';
import { type Campaign, getCampaign } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { openTimedCache } from '../timed-cache.ts';
import { type Mean, meanOf, type Rate, rateOf } from './intervals.ts';
import {
  type CampaignCost,
  countByLink,
  countBySegments,
  countOverTime,
  countReasons,
  countResults,
  type Dimension,
  type Figures,
  type Group,
  type LinkResult,
  listParts,
  listReplyTexts,
  type Moment,
  namesOfKeys,
  type ReasonCount,
  sumCost,
} from './result.queries.ts';
import { countTones, type Tones } from './tone.ts';

/** What can be said of figures: shares of those whom the texts may have reached, and money a head. */
export type Shares = {
  /** Delivered, or taken by the carrier without a word since: a carrier that never reports would make every share of it infinite. */
  readonly reached: number;
  readonly delivered: Rate | null;
  readonly clicked: Rate | null;
  readonly replied: Rate | null;
  readonly optedOut: Rate | null;
  readonly bought: Rate | null;
  readonly revenuePerPerson: Mean | null;
};

export function sharesOf(figures: Figures, z?: number): Shares {
  const reached = figures.delivered + figures.unconfirmed;
  const of = (hits: number) => rateOf(Math.min(hits, reached), reached, z);
  return {
    reached,
    delivered: rateOf(figures.delivered, figures.texts - figures.unknown, z),
    clicked: of(figures.clickers),
    replied: of(figures.repliers),
    optedOut: of(figures.optOuts),
    bought: of(figures.buyers),
    revenuePerPerson: meanOf(Number(figures.revenue), figures.revenueSquares, reached, {
      buyers: figures.buyers,
      ...(z === undefined ? {} : { z }),
    }),
  };
}

export type Counted = {
  readonly figures: Figures;
  readonly reasons: readonly ReasonCount[];
  readonly tones: Tones;
  readonly cost: CampaignCost;
  readonly at: Date;
};

export type NamedGroup = Group & { readonly name: string | null };

export const nothing: Figures = {
  ...{ texts: 0, parts: 0, handedOver: 0, delivered: 0, failed: 0, unconfirmed: 0, unknown: 0 },
  ...{ humanClicks: 0, robotClicks: 0, clickers: 0, replies: 0, repliers: 0, optOuts: 0 },
  ...{ conversions: 0, buyers: 0, revenue: '0', revenueSquares: 0, returned: '0' },
  ...{ p50Seconds: null, p95Seconds: null },
};

// The tone of a hundred thousand replies is the tone of the latest twenty thousand.
const mostReplies = 20_000;

export type Results = {
  results(tx: Tx, id: string): Promise<Counted & { campaign: Campaign }>;
  groups(tx: Tx, id: string, by: Dimension): Promise<readonly NamedGroup[]>;
  links(tx: Tx, id: string): Promise<readonly LinkResult[]>;
  overTime(tx: Tx, id: string, step: 'hour' | 'day'): Promise<readonly Moment[]>;
};

/** What campaigns came to. Answers are kept for ten times as long as they took to find. */
export function openResults(ctx: Pick<Context, 'clock'>): Results {
  const counted = openTimedCache<Counted>(ctx.clock.monotonicMs);
  const grouped = openTimedCache<readonly NamedGroup[]>(ctx.clock.monotonicMs);
  const linked = openTimedCache<readonly LinkResult[]>(ctx.clock.monotonicMs);
  const timed = openTimedCache<readonly Moment[]>(ctx.clock.monotonicMs);
  const keyOf = (tx: Tx, ...parts: string[]) => [tx.workspaceId, ...parts].join(' ');
  return {
    async results(tx, id) {
      const campaign = await getCampaign(tx, id);
      const found = await counted.get(keyOf(tx, id), () => count(tx, id, ctx.clock.now()));
      return { ...found, campaign };
    },
    async groups(tx, id, by) {
      const campaign = await getCampaign(tx, id);
      return grouped.get(keyOf(tx, id, by), () => countGroups(tx, campaign, by, ctx.clock.now()));
    },
    async links(tx, id) {
      await getCampaign(tx, id);
      return linked.get(keyOf(tx, id), async () => countByLink(tx, await listParts(tx, id)));
    },
    async overTime(tx, id, step) {
      await getCampaign(tx, id);
      return timed.get(keyOf(tx, id, step), async () => countOverTime(tx, await listParts(tx, id), step));
    },
  };
}

async function count(tx: Tx, id: string, at: Date): Promise<Counted> {
  const ids = await listParts(tx, id);
  const [figures] = await countResults(tx, ids, 'none');
  return {
    figures: figures ?? nothing,
    reasons: await countReasons(tx, ids),
    tones: countTones(await listReplyTexts(tx, ids, mostReplies)),
    cost: await sumCost(tx, ids),
    at,
  };
}

async function countGroups(
  tx: Tx,
  campaign: Campaign,
  by: Dimension,
  now: Date,
): Promise<readonly NamedGroup[]> {
  const groups =
    by === 'segment'
      ? await countSegments(tx, campaign, now)
      : await countResults(tx, await listParts(tx, campaign.id), by);
  const names = await namesOfKeys(tx, by);
  const nameOf = (key: string) => (by === 'carrier' ? nameOfCarrier(key) : (names.get(key) ?? null));
  return groups.map((group) => ({ ...group, name: group.key === null ? null : nameOf(group.key) }));
}

/** By the segments that the campaign is for. Whether somebody is in one is asked now, and not as it was at the launch. */
async function countSegments(tx: Tx, campaign: Campaign, now: Date): Promise<Group[]> {
  const ids = campaign.include.segments ?? [];
  if (ids.length === 0) return [];
  const [catalogue, { timeZone: zone }] = [await loadCatalogue(tx), await getWorkspace(tx)];
  const segments = [];
  for (const id of ids) {
    const { rule } = await getSegment(tx, id);
    const question = { rule, catalogue, moment: { now, zone } };
    segments.push({ id, compiled: (first: number) => compileSegment(question, first) });
  }
  return countBySegments(tx, await listParts(tx, campaign.id), segments);
}
