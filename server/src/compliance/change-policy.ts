import { purposesThatMayBeUrgent, refuseLooser } from '@tidings/policy/hours';
import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import { isJurisdiction, type OwnRule, type PolicySetting, readWeek } from './own-rule.ts';
import {
  countStandingRules,
  endOwnRule,
  getPolicySetting,
  insertOwnRule,
  lockPolicySetting,
  savePolicySetting,
} from './policy.queries.ts';

// Each is asked about every kind of person; a workspace needs a dozen, and a thousand would be a mistake of a program.
const mostRules = 200;

/** What is not said stays as it is. `seenVersion`: refused where the setting has been changed since. */
export type PolicyWish = Partial<Omit<PolicySetting, 'version'>> & { readonly seenVersion?: number };

/** Chooses which rows of the law count, and which purposes are urgent. Workers go by it from the next chunk on. */
export async function setPolicy(
  ctx: Context,
  scope: Scope,
  { seenVersion, ...wish }: PolicyWish,
): Promise<PolicySetting> {
  const strange = wish.urgentPurposes?.find((purpose) => !purposesThatMayBeUrgent.includes(purpose));
  if (strange !== undefined)
    throw invalid(
      'policy.never_urgent',
      '/urgent_purposes',
      `Texts of the purpose “${strange}” cannot be urgent. These can: ${purposesThatMayBeUrgent.join(', ')}.`,
    );
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockPolicySetting(tx);
    if (seenVersion !== undefined && seenVersion !== before.version)
      throw new Conflict(
        'policy.changed_meanwhile',
        `The rules have been changed since version ${seenVersion} was read; they stand at version ${before.version} now. Read them again.`,
      );
    await savePolicySetting(tx, { ...before, ...wish });
    const after = await getPolicySetting(tx);
    await recordAudit(tx, scope, {
      act: 'policy.changed',
      object: publicId('wsp', scope.workspaceId),
      before: inWords(before),
      after: inWords(after),
    });
    await announce(tx, scope.workspaceId, 'policy.changed', {});
    return after;
  });
}

const inWords = ({
  profile,
  urgentPurposes,
  permissionStandard,
  emergencyReach,
  version,
}: PolicySetting) => ({
  profile,
  permission_standard: permissionStandard,
  emergency_reach: emergencyReach,
  urgent_purposes: urgentPurposes.join(', '),
  version,
});

export type RuleWish = Pick<
  OwnRule,
  'kind' | 'jurisdiction' | 'reason' | 'week' | 'onDate' | 'endsAt' | 'sparesTransactional'
> & {
  /** Of a closure; now where it is not said. */
  readonly startsAt: Date | null;
};

/** Adds a rule of one's own, which can only close what the law leaves open. */
export async function makeOwnRule(ctx: Context, scope: Scope, wish: RuleWish): Promise<OwnRule> {
  const now = ctx.clock.now();
  const startsAt = wish.kind === 'closure' ? (wish.startsAt ?? now) : null;
  refuseBadRule({ ...wish, startsAt }, now);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await bumpPolicyVersion(tx);
    if ((await countStandingRules(tx)) >= mostRules)
      throw new Conflict(
        'policy.too_many_rules',
        `${mostRules} rules of your own stand already. End those that are not needed any more.`,
      );
    const rule = await insertOwnRule(tx, { ...wish, startsAt, madeBy: scope.actor, madeAt: now });
    await note(tx, scope, 'policy_rule.made', rule);
    return rule;
  });
}

/** Ends a rule of one's own. It stays on record, and what it held is judged again. */
export async function endRule(ctx: Context, scope: Scope, id: number): Promise<OwnRule> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await bumpPolicyVersion(tx);
    const ended = await endOwnRule(tx, id, { actor: scope.actor, at: ctx.clock.now() });
    if (!ended)
      throw new NotFound(
        'policy_rule.not_found',
        `No rule ${publicId('rul', id)} stands in this workspace: there is none, or it has been ended.`,
      );
    await note(tx, scope, 'policy_rule.ended', ended);
    return ended;
  });
}

/** The row of the setting is the lock under which changes take turns, so that no version stands for two sets of rules. */
export async function bumpPolicyVersion(tx: Tx): Promise<void> {
  await savePolicySetting(tx, await lockPolicySetting(tx));
}

async function note(tx: Tx, scope: Scope, act: string, rule: OwnRule): Promise<void> {
  const after = {
    kind: rule.kind,
    jurisdiction: rule.jurisdiction,
    reason: rule.reason,
    ...(rule.week ? { week: JSON.stringify(rule.week) } : {}),
    ...(rule.onDate ? { on_date: rule.onDate } : {}),
    ...(rule.startsAt
      ? { starts_at: rule.startsAt.toISOString(), ends_at: rule.endsAt?.toISOString() ?? null }
      : {}),
  };
  await recordAudit(tx, scope, { act, object: publicId('rul', rule.id), before: {}, after });
  await announce(tx, scope.workspaceId, 'policy.changed', {});
}

function refuseBadRule(rule: RuleWish, now: Date): void {
  if (!isJurisdiction(rule.jurisdiction))
    throw invalid(
      'policy_rule.unknown_jurisdiction',
      '/jurisdiction',
      `“${rule.jurisdiction}” is no place that rules are made for. Say US-LA for a state, US for a country, or * for everywhere.`,
    );
  if (rule.kind === 'hours') refuseBadHours(rule);
  if (rule.kind === 'day' && !isRealDate(rule.onDate ?? ''))
    throw invalid(
      'policy_rule.no_date',
      '/on_date',
      `“${rule.onDate}” is no day of the calendar, such as 2026-12-26.`,
    );
  if (rule.kind === 'closure' && rule.endsAt && rule.endsAt <= (rule.startsAt ?? now))
    throw invalid(
      'policy_rule.ends_before',
      '/ends_at',
      'The closure ends before it begins. Give a later end, or none.',
    );
}

function refuseBadHours({ jurisdiction, week }: RuleWish): void {
  if (!week || Object.keys(week).length === 0)
    throw invalid('policy_rule.no_hours', '/week', 'Say the hours of at least one of mon_fri, sat and sun.');
  const refusal = refuseLooser({ jurisdiction, week: readWeek(week) });
  if (refusal) throw invalid('policy_rule.looser', '/week', refusal);
}

function isRealDate(date: string): boolean {
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === date;
}

const invalid = (code: string, pointer: string, sentence: string): Invalid =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);
