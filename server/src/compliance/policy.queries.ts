import type { OwnRules } from '@tidings/policy/hours';
import type { Tx } from '../platform/db/pool.ts';
import { type OwnRule, ownRulesOf, type PolicySetting, usualSetting } from './own-rule.ts';
import { listPacks } from './packs/pack.queries.ts';
import { packRowsOf } from './packs/pack.ts';

const findSetting = `select profile, urgent_purposes as "urgentPurposes", permission_standard as "permissionStandard",
  emergency_reach as "emergencyReach", version from policy_setting where workspace_id = current_workspace()`;

export async function getPolicySetting(tx: Tx): Promise<PolicySetting> {
  const { rows } = await tx.query<PolicySetting>({
    name: 'compliance_policy_setting',
    text: findSetting,
    values: [],
  });
  return rows[0] ?? usualSetting;
}

/** The same for whoever changes it. Its row, made where there is none, is the lock under which changes take turns. */
export async function lockPolicySetting(tx: Tx): Promise<PolicySetting> {
  const { profile, urgentPurposes, permissionStandard, emergencyReach, version } = usualSetting;
  await tx.query(
    `insert into policy_setting (workspace_id, profile, urgent_purposes, permission_standard, emergency_reach, version)
     values (current_workspace(), $1, $2, $3, $4, $5) on conflict (workspace_id) do nothing`,
    [profile, urgentPurposes, permissionStandard, emergencyReach, version],
  );
  const { rows } = await tx.query<PolicySetting>(`${findSetting} for update`);
  return rows[0] ?? usualSetting;
}

/** Saves what was chosen, and counts the version up. For whoever holds the lock. */
export async function savePolicySetting(
  tx: Tx,
  { profile, urgentPurposes, permissionStandard, emergencyReach }: Omit<PolicySetting, 'version'>,
): Promise<void> {
  await tx.query(
    `update policy_setting set profile = $1, urgent_purposes = $2, permission_standard = $3, emergency_reach = $4,
       version = version + 1 where workspace_id = current_workspace()`,
    [profile, urgentPurposes, permissionStandard, emergencyReach],
  );
}

const ruleColumns = `id, kind, jurisdiction, reason, week, on_date::text as "onDate", starts_at as "startsAt", ends_at as "endsAt",
  spares_transactional as "sparesTransactional", made_by as "madeBy", made_at as "madeAt", ended_by as "endedBy", ended_at as "endedAt"`;

/** All rules of a workspace, newest first, those that were ended among them. It makes some in a year. */
export async function listOwnRules(tx: Tx): Promise<OwnRule[]> {
  const { rows } = await tx.query<OwnRule>({
    name: 'compliance_list_own_rules',
    text: `select ${ruleColumns} from policy_rule where workspace_id = current_workspace() order by id desc limit 1000`,
    values: [],
  });
  return rows;
}

export async function countStandingRules(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'select count(*)::int as count from policy_rule where workspace_id = current_workspace() and ended_at is null',
  );
  return rows[0]?.count ?? 0;
}

export async function insertOwnRule(
  tx: Tx,
  rule: Omit<OwnRule, 'id' | 'endedBy' | 'endedAt'>,
): Promise<OwnRule> {
  const { rows } = await tx.query<OwnRule>(
    `insert into policy_rule (workspace_id, kind, jurisdiction, reason, week, on_date, starts_at, ends_at, spares_transactional,
       made_by, made_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${ruleColumns}`,
    [
      ...[rule.kind, rule.jurisdiction, rule.reason, rule.week && JSON.stringify(rule.week), rule.onDate],
      ...[rule.startsAt, rule.endsAt, rule.sparesTransactional, rule.madeBy, rule.madeAt],
    ],
  );
  return rows[0] as OwnRule;
}

/** Ends a rule that stands; undefined when there is none, or somebody has ended it. */
export async function endOwnRule(
  tx: Tx,
  id: number,
  by: { actor: string; at: Date },
): Promise<OwnRule | undefined> {
  const { rows } = await tx.query<OwnRule>(
    `update policy_rule set ended_by = $2, ended_at = $3
     where workspace_id = current_workspace() and id = $1 and ended_at is null returning ${ruleColumns}`,
    [id, by.actor, by.at],
  );
  return rows[0];
}

/** What a workspace adds to the packs, for whoever decides: the rules that stand. */
export async function loadOwnRules(tx: Tx): Promise<OwnRules> {
  const setting = await getPolicySetting(tx);
  if (setting.version === 0) return ownRulesOf(setting, []);
  return ownRulesOf(setting, await listOwnRules(tx), packRowsOf(await listPacks(tx)));
}
