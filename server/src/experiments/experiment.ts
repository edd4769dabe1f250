import { type CampaignPart, type CampaignStatus, whole } from '../campaigns/index.ts';
import { Invalid } from '../platform/errors.ts';
import { areSame, readTexts, type Texts } from '../templates/index.ts';
import { type Bandit, partsOfRound, restAfter } from './bandit.ts';

/** What an experiment goes by: shares of the people who were sent a text, or money a person. */
export const metrics = ['clicks', 'replies', 'opt_outs', 'conversions', 'revenue'] as const;
export type Metric = (typeof metrics)[number];

/** What differs in an arm from the campaign that leads it. What is not said is as there. */
export type Variant = {
  readonly name: string;
  readonly body: string | null;
  /** For those who read another language; null, or absent in what was planned before there were any, as in the campaign. */
  readonly texts?: Texts | null;
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
  /** The latest that was made, of a bandit; 0 for the first, and where all goes at once. */
  readonly round: number;
  readonly startedAt: Date | null;
  /** When the wait is over; after a pause it has begun anew. */
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
  /** How many ten-thousandths of the audience it got; 0 where its campaign says nothing of it. */
  readonly share: number;
};

export const pausedSentence =
  'It is paused: nothing more of it leaves and nothing is decided. Once it is resumed the wait begins anew.';

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

/**
 * Refuses variants whose words would stand in place of the campaign’s in one language and not in another: people who read that would get
 * what the variant is meant to be compared with. Returns the plan with the languages as they are kept.
 */
export function settleLanguages(
  plan: Plan,
  { language, texts }: { readonly language: string; readonly texts: Texts },
): Plan {
  const variants = plan.variants.map((variant, at): Variant => {
    const own = variant.texts ? readTexts(variant.texts, language) : null;
    if (variant.body === null && own === null) return { ...variant, texts: null };
    const said = new Set(Object.keys(own ?? {}));
    const missing = Object.keys(texts).filter((tag) => !said.has(tag));
    const surplus = [...said].filter((tag) => !Object.hasOwn(texts, tag));
    if (variant.body === null || missing.length > 0)
      throw bad(
        'experiment.languages',
        `“${variant.name}” has words of its own ${variant.body === null ? `and none in ${language}` : `and none for ${missing.join(', ')}`}, in which this campaign is written, too. Give each language its words: those who read the others would get what it is compared with.`,
        `/variants/${at}/${variant.body === null ? 'body' : 'texts'}`,
      );
    if (surplus.length > 0)
      throw bad(
        'experiment.languages',
        `“${variant.name}” has words for ${surplus.join(', ')}, which the campaign does not have: the others would be compared in another language. Write them into the campaign first.`,
        `/variants/${at}/texts`,
      );
    return { ...variant, texts: own };
  });
  return { ...plan, variants };
}

const isAlike = (one: Variant, other: Variant) =>
  one.body === other.body &&
  areSame(one.texts ?? {}, other.texts ?? {}) &&
  one.senderId === other.senderId &&
  one.local === other.local;

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
