import { Invalid } from '../../platform/errors.ts';

/** `brand_all`: a STOP ends everything of the brand. `program`: it ends what is texted from the number it was sent to. */
export const optOutScopes = ['brand_all', 'program'] as const;
export type OptOutScope = (typeof optOutScopes)[number];

/** What an opt-out by reply means from a day on. Whoever asks for more by another way gets more. */
export type OptOutPolicy = {
  readonly effectiveFrom: Date;
  readonly scope: OptOutScope;
  /** Whether the confirmation asks if all was meant, where somebody had joined several programs. */
  readonly isClarifying: boolean;
  readonly note: string | null;
  /** Null for the policy that nobody has set. */
  readonly setBy: string | null;
  readonly setAt: Date | null;
};

/**
 * From this day on an opt-out from one kind of text means all texts that need consent (47 CFR 64.1200(a)(10), put off to
 * 31 January 2027 by DA 26-12). Midnight in UTC is the evening before in the United States: early, never late.
 */
export const programScopeEndsAt = new Date('2027-01-31T00:00:00Z');

export const usualPolicy: OptOutPolicy = {
  effectiveFrom: new Date(0),
  scope: 'brand_all',
  isClarifying: false,
  note: null,
  setBy: null,
  setAt: null,
};

/** The policy that holds at an hour: the latest that has begun, and of two with one beginning the one set last. Pure. */
export function policyAt(policies: readonly OptOutPolicy[], at: Date): OptOutPolicy {
  const begun = policies.filter((one) => one.effectiveFrom <= at);
  const latest = begun.reduce((a, b) => (b.effectiveFrom >= a.effectiveFrom ? b : a), usualPolicy);
  const isOver = latest.scope === 'program' && at >= programScopeEndsAt;
  return isOver ? { ...latest, scope: 'brand_all' } : latest;
}

/** What to know about a policy that is narrower than the rule to come; null where there is nothing. */
export function warningOf({ scope }: Pick<OptOutPolicy, 'scope'>): string | null {
  if (scope === 'brand_all') return null;
  return 'This holds until 2027-01-30. From 2027-01-31 on a STOP ends everything of the brand (47 CFR 64.1200(a)(10)), whatever is set here.';
}

// A request is on its way for a moment; nobody is caught between two seconds.
const slackMs = 60_000;

/** Refuses a policy that would change what has been, or that the law has overtaken before it begins. */
export function checkPolicy(policy: Pick<OptOutPolicy, 'effectiveFrom' | 'scope'>, now: Date): void {
  const refuse = (code: string, detail: string): never => {
    throw new Invalid(code, detail, [{ pointer: '/effective_from', code, detail }]);
  };
  if (policy.effectiveFrom.getTime() < now.getTime() - slackMs)
    refuse(
      'opt_out_policy.in_the_past',
      'A policy begins now or later: what people who have left were told then stays as it was.',
    );
  if (policy.scope === 'program' && policy.effectiveFrom >= programScopeEndsAt)
    refuse(
      'opt_out_policy.too_late_for_program',
      'From 2027-01-31 on a STOP ends everything of the brand (47 CFR 64.1200(a)(10)). Take brand_all, or let it begin earlier.',
    );
}
