import { type CampaignPart, type CampaignStatus, whole } from '../campaigns/index.ts';
import { Invalid } from '../platform/errors.ts';

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
  readonly place: number;
  readonly name: string;
  readonly armId: string;
  readonly status: CampaignStatus;
  readonly stoppedAt: Date | null;
  readonly sentence: string | null;
};

/** The parts of an audience: first who gets nothing, then arm by arm, then the rest. */
export function partsOf(
  root: string,
  plan: Pick<Plan, 'variants' | 'testShare' | 'controlShare'>,
): { arms: readonly CampaignPart[]; rest: CampaignPart | null } {
  const { controlShare: control, testShare, variants } = plan;
  const edge = (place: number) => control + Math.floor((testShare * place) / variants.length);
  const arms = variants.map((_, place) => ({ root, control, from: edge(place), to: edge(place + 1) }));
  const from = control + testShare;
  return { arms, rest: from < whole ? { root, control, from, to: whole } : null };
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
