import { Conflict, conflictAt, invalidAt } from '../../platform/errors.ts';

/** `unlikely`: a risk to people is unlikely, so no authority need be told (GDPR art. 33(1)); `high`: the people are told too (art. 34). */
export const breachRisks = ['unknown', 'unlikely', 'risk', 'high'] as const;
export type BreachRisk = (typeof breachRisks)[number];

/** What art. 33(3) wants the authority to be told, as far as it is known; it may be told in phases (art. 33(4)). */
export type BreachFacts = {
  readonly title: string;
  readonly risk: BreachRisk;
  readonly happenedAt: Date | null;
  readonly nature: string | null;
  readonly dataCategories: readonly string[];
  readonly peopleCategories: readonly string[];
  readonly people: number | null;
  readonly records: number | null;
  readonly consequences: string | null;
  readonly measures: string | null;
};

export type Breach = BreachFacts & {
  readonly id: string;
  readonly status: 'open' | 'closed';
  readonly awareAt: Date;
  readonly dueAt: Date;
  readonly caseId: string | null;
  readonly authorityToldAt: Date | null;
  readonly authorityName: string | null;
  readonly authorityReference: string | null;
  readonly delayReason: string | null;
  readonly peopleToldAt: Date | null;
  readonly peopleToldHow: string | null;
  readonly notToldReason: string | null;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
};

export type BreachNote = {
  readonly at: Date;
  readonly by: string;
  readonly kind: string;
  readonly body: string;
};

const hourMs = 3_600_000;
/** GDPR art. 33(1): without undue delay, and where feasible not later than 72 hours after having become aware of it. */
export const dueOf = (awareAt: Date): Date => new Date(awareAt.getTime() + 72 * hourMs);

/** While this much is left it is alarmed, so that somebody can still act. */
export const alarmBeforeMs = 24 * hourMs;

/** Whether the clock still runs: an authority may have to be told, and has not been. */
export const runs = ({
  status,
  risk,
  authorityToldAt,
}: Pick<Breach, 'status' | 'risk' | 'authorityToldAt'>) =>
  status === 'open' && risk !== 'unlikely' && authorityToldAt === null;

export function clockOf(breach: Breach, now: Date): 'stopped' | 'runs' | 'alarm' | 'over' {
  if (!runs(breach)) return 'stopped';
  const left = breach.dueAt.getTime() - now.getTime();
  if (left < 0) return 'over';
  return left <= alarmBeforeMs ? 'alarm' : 'runs';
}

export function refuseClosed({ status }: Pick<Breach, 'status'>): void {
  if (status === 'open') return;
  throw new Conflict(
    'breach.closed',
    'This breach is closed. Open a new one, or a case, where there is more to it.',
  );
}

/** An authority that is told late is told why (art. 33(1), second sentence). */
export function refuseUnexplainedDelay(breach: Breach, at: Date, reason: string | null): void {
  refuseBeforeAware(breach, at);
  if (at <= breach.dueAt || reason !== null) return;
  throw invalidAt(
    '/delay_reason',
    'breach.no_delay_reason',
    'The 72 hours were over by then: give delay_reason, which the authority is told as well (GDPR art. 33(1)).',
  );
}

export function refuseBeforeAware({ awareAt }: Pick<Breach, 'awareAt'>, at: Date): void {
  if (at >= awareAt) return;
  throw invalidAt(
    '/at',
    'breach.told_before_aware',
    'Nobody can have been told before you were aware of it.',
  );
}

/** Closed only once each duty is met, or it is written down why there was none. */
export function refuseUnfinished(breach: Breach, notToldReason: string | null): void {
  const { risk, authorityToldAt, peopleToldAt, nature, consequences, measures } = breach;
  if (risk === 'unknown')
    throw new Conflict(
      'breach.risk_unknown',
      'Say first how great the risk to people is: unlikely, risk or high.',
    );
  if (nature === null || consequences === null || measures === null)
    throw new Conflict(
      'breach.not_documented',
      'The register needs what happened, its effects and what was done: give nature, consequences and measures (GDPR art. 33(5)).',
    );
  if (risk !== 'unlikely' && authorityToldAt === null)
    throw new Conflict(
      'breach.authority_not_told',
      'There is a risk to people, so the authority must be told first.',
    );
  if (risk === 'high' && peopleToldAt === null && notToldReason === null)
    throw conflictAt(
      '/not_told_reason',
      'breach.people_not_told',
      'The risk is high, so the people must be told, or give not_told_reason: one of the exceptions of GDPR art. 34(3).',
    );
  if (risk === 'unlikely' && notToldReason === null)
    throw conflictAt(
      '/not_told_reason',
      'breach.no_reason',
      'Give not_told_reason: why a risk to people is unlikely (GDPR art. 33(1)).',
    );
}
