import { type CampaignPart, type CampaignStatus, whole } from '../campaigns/index.ts';
import { Invalid } from '../platform/errors.ts';
import { type Bandit, partsOfRound, restAfter } from './bandit.ts';

/** What an experiment goes by: shares of the people who were sent a text, or money a person. */
export const metrics = ['clicks', 'replies', 'opt_outs', 'conversions', 'revenue'] as const;
export type Metric = (typeof metrics)[number];

/** What differs in an arm from the campaign that leads it. What is not said is as there. */
export type Variant = {
  readonly name: string;
  readonly body: string | null;
  readonly senderId: string | null;
  /** An hour on the clock of each person, `2026-12-01T10:00`; null for at once. */
  readonly local: string | null;
};

export type Plan = {
  readonly variants: readonly Variant[];
  readonly metric: Metric;
  /** Ten-thousandths of the audience that take part in the test, all arms together. */
  readonly testShare: number;
  /** Ten-thousandths that get nothing. */
  readonly controlShare: number;
  /** From the last start of an arm to the one look that decides. */
  readonly waitMinutes: number;
  readonly certainty: number;
  readonly leastEach: number;
  /** What goes to the rest without a clear winner: whatever is ahead, the first variant, or nothing until a person chooses. */
  readonly fallback: 'best' | 'first' | 'hold';
  /** Null, or absent in what was planned before there were any, for one test and one look. */
  readonly bandit?: Bandit | null;
};

export type ExperimentState = 'draft' | 'running' | 'deciding' | 'held' | 'ended' | 'stopped';

export type ArmCounts = {
  /** Handed over to a carrier. */
  readonly texts: number;
  /** People, not times. */
  readonly clicks: number;
  readonly replies: number;
  readonly optOuts: number;
  /** People with a purchase that is put down to the text, by the attribution of the workspace. */
  readonly conversions: number;
  /** After returns, and the sum of its squares person by person, which tells how much it scatters. */
  readonly revenue: number;
  readonly revenueSquares: number;
};

/** What was counted when it was decided, and what was made of it. */
export type KeptVerdict = {
  readonly sentence: string;
  readonly isClear: boolean;
  readonly needed: number;
  readonly arms: readonly (ArmCounts & { readonly place: number; readonly chance: number })[];
};

export type Experiment = {
  readonly campaignId: string;
  readonly plan: Plan;
  readonly state: ExperimentState;
  readonly startedAt: Date | null;
  readonly decidesAt: Date | null;
  readonly decidedAt: Date | null;
  readonly winner: number | null;
  readonly verdict: KeptVerdict | null;
  readonly restId: string | null;
  readonly sentence: string | null;
  readonly setBy: string;
  readonly setAt: Date;
};

/** The campaign that a part of the audience gets. */
export type Arm = {
  /** Of a bandit; 0 where all goes at once. */
  readonly round: number;
  readonly place: number;
  readonly name: string;
  readonly armId: string;
  readonly status: CampaignStatus;
  readonly stoppedAt: Date | null;
  readonly sentence: string | null;
};

export const roundsOf = ({ bandit }: Pick<Plan, 'bandit'>): number => bandit?.rounds ?? 1;

type Shares = Pick<Plan, 'variants' | 'testShare' | 'controlShare' | 'bandit'>;

/**
 * The parts of an audience: first who gets nothing, then round by round (there is one but in a bandit) and arm by arm, then the
 * rest. `shares` are those of the arms, all alike unless told; what is too small for anybody has no part.
 */
export function partsOf(
  root: string,
  plan: Shares,
  round = 0,
  shares: readonly number[] = plan.variants.map(() => 1 / plan.variants.length),
): { arms: readonly (CampaignPart | null)[]; rest: CampaignPart | null } {
  const at = { rounds: roundsOf(plan), round };
  return { arms: partsOfRound(root, plan, at, shares), rest: restAfter(root, plan, at) };
}

/** Refuses a plan that could decide nothing. */
export function refusePlan(plan: Plan): void {
  const { variants, testShare, controlShare } = plan;
  if (testShare + controlShare > whole)
    throw bad(
      'experiment.too_much',
      'The test and the control group are more than everybody together.',
      '/test_percent',
    );
  if (new Set(variants.map(({ name }) => name)).size < variants.length)
    throw bad(
      'experiment.same_name',
      'Two variants have the same name; nobody could tell them apart.',
      '/variants',
    );
  const { bandit } = plan;
  if (bandit && bandit.floor * variants.length > 1)
    throw bad(
      'experiment.floor_too_high',
      `Every variant was to get at least ${Math.round(bandit.floor * 100)} % of a round, and there are ${variants.length} of them.`,
      '/bandit/floor_percent',
    );
  if (bandit && testShare < bandit.rounds * variants.length)
    throw bad(
      'experiment.rounds_too_small',
      'So many rounds leave nobody for some of the variants. Plan fewer of them, or a larger test.',
      '/bandit/rounds',
    );
  const same = variants.findIndex((one, at) => variants.slice(0, at).some((other) => isAlike(one, other)));
  if (same >= 0)
    throw bad(
      'experiment.same_variant',
      `“${variants[same]?.name}” is like another variant: a difference that is found between them would be chance.`,
      `/variants/${same}`,
    );
}

const isAlike = (one: Variant, other: Variant) =>
  one.body === other.body && one.senderId === other.senderId && one.local === other.local;

const bad = (code: string, sentence: string, pointer: string) =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);

/** Of how many people it is so; revenue counts its buyers. */
export const hitsOf = (metric: Metric, counts: ArmCounts): number =>
  ({
    clicks: counts.clicks,
    replies: counts.replies,
    opt_outs: counts.optOuts,
    conversions: counts.conversions,
    revenue: counts.conversions,
  })[metric];
