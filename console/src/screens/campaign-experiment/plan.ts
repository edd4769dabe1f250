import type { AnswerOf, BodyOf } from '@tidings/sdk';

export type Experiment = AnswerOf<'/v1/campaigns/{id}/experiment', 'get'>;
type PlanBody = BodyOf<'/v1/campaigns/{id}/experiment', 'put'>;
export type Metric = Experiment['metric'];

/** One variant as it is typed; what is blank is as in the campaign. */
export type Variant = {
  key: number;
  name: string;
  /** Null: those of the campaign, whatever they are by the time it leaves. Somebody may mend them while this form stands open. */
  body: string | null;
  /** For other languages, as they were planned by the API; kept along. */
  texts: Record<string, string> | null;
  sender_id: string;
  local: string;
};
export type Plan = {
  variants: Variant[];
  metric: Metric;
  test_percent: string;
  control_percent: string;
  wait_hours: string;
  least_each: string;
  /** 1: looked at once. More: each round gives more people to what does better. */
  rounds: string;
  floor_percent: string;
  fallback: Experiment['fallback'];
};

export const leastVariants = 2;
export const mostVariants = 8;
const letters = 'ABCDEFGH';

export const newVariant = (key: number): Variant => ({
  key,
  name: letters[key] ?? String(key + 1),
  body: null,
  texts: null,
  sender_id: '',
  local: '',
});

/** What somebody has typed as the words of a variant: none of its own where they are those of the campaign. */
export const ownWords = (typed: string, campaignBody: string): string | null =>
  typed === campaignBody ? null : typed;

export const usualPlan = (): Plan => ({
  variants: [newVariant(0), newVariant(1)],
  metric: 'clicks',
  test_percent: '20',
  control_percent: '0',
  wait_hours: '4',
  least_each: '100',
  rounds: '1',
  floor_percent: '5',
  fallback: 'hold',
});

export function planOf(experiment: Experiment): Plan {
  return {
    variants: experiment.variants.map((variant, key) => ({
      key,
      name: variant.name,
      body: variant.body,
      texts: variant.other_texts,
      sender_id: variant.sender_id ?? '',
      local: variant.local ?? '',
    })),
    metric: experiment.metric,
    test_percent: String(experiment.test_percent),
    control_percent: String(experiment.control_percent),
    wait_hours: String(experiment.wait_minutes / 60),
    least_each: String(experiment.least_each),
    rounds: String(experiment.bandit?.rounds ?? 1),
    floor_percent: String(experiment.bandit?.floor_percent ?? 5),
    fallback: experiment.fallback,
  };
}

/** What the API takes. Words that are those of the campaign are not said again: a change of the campaign changes them, too. */
export function bodyOfPlan(plan: Plan, campaignBody: string): PlanBody {
  return {
    variants: plan.variants.map((variant) => ({
      name: variant.name.trim(),
      ...(variant.body === null || variant.body.trim() === '' ? {} : { body: variant.body }),
      // Words in other languages are taken only beside some in that of the campaign.
      ...(variant.texts === null ? {} : { body: variant.body ?? campaignBody, texts: variant.texts }),
      ...(variant.sender_id === '' ? {} : { sender_id: variant.sender_id }),
      ...(variant.local === '' ? {} : { local: variant.local }),
    })),
    metric: plan.metric,
    test_percent: Number(plan.test_percent),
    control_percent: Number(plan.control_percent),
    wait_minutes: Math.round(Number(plan.wait_hours) * 60),
    least_each: Number(plan.least_each),
    ...(Number(plan.rounds) > 1
      ? { bandit: { rounds: Number(plan.rounds), floor_percent: Number(plan.floor_percent) } }
      : {}),
    fallback: plan.fallback,
  };
}

/** How the audience is parted: the test by equal shares, those who get nothing, and the rest. In people, rounded. */
export function partsOf(plan: Plan, people: number): { each: number; kept: number; rest: number } {
  const [test, control] = [Number(plan.test_percent) || 0, Number(plan.control_percent) || 0];
  const share = (percent: number) => Math.round((people * Math.max(0, percent)) / 100);
  return {
    each: Math.round(share(test) / Math.max(1, plan.variants.length)),
    kept: share(control),
    rest: share(Math.max(0, 100 - test - control)),
  };
}
