import type { Tx } from '../../platform/db/pool.ts';
import { type Pass, type Setting, usualSetting } from './needs.ts';
import type { OwnRules } from './workspace-module.ts';

const mine = 'workspace_id = current_workspace()';

export async function findSetting(tx: Tx): Promise<Setting> {
  const { rows } = await tx.query<Setting>(
    `select is_enforced as "isEnforced", pass_mark as "passMark", renew_months as "renewMonths", needs from training_setting where ${mine}`,
  );
  return rows[0] ?? usualSetting;
}

export async function saveSetting(tx: Tx, setting: Setting): Promise<void> {
  await tx.query(
    `insert into training_setting (workspace_id, is_enforced, pass_mark, renew_months, needs) values (current_workspace(), $1, $2, $3, $4)
     on conflict (workspace_id) do update set is_enforced = excluded.is_enforced, pass_mark = excluded.pass_mark,
       renew_months = excluded.renew_months, needs = excluded.needs`,
    [setting.isEnforced, setting.passMark, setting.renewMonths, JSON.stringify(setting.needs)],
  );
}

export type Attempt = {
  readonly accountId: string;
  readonly module: string;
  readonly version: string;
  readonly score: number;
  readonly isPassed: boolean;
  readonly answers: readonly number[];
  readonly at: Date;
  readonly expiresAt: Date | null;
};

export async function insertAttempt(tx: Tx, one: Attempt): Promise<void> {
  await tx.query(
    `insert into training_attempt (workspace_id, account_id, module, module_version, score, is_passed, answers, at, expires_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.accountId, one.module, one.version, one.score, one.isPassed, one.answers, one.at, one.expiresAt],
  );
}

/** Tries of somebody at a module since then, so that nobody finds the answers by trying. */
export async function countAttempts(tx: Tx, accountId: string, module: string, since: Date): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::integer as count from training_attempt where ${mine} and account_id = $1 and module = $2 and at > $3`,
    [accountId, module, since],
  );
  return rows[0]?.count ?? 0;
}

export type TakenAttempt = Pick<
  Attempt,
  'accountId' | 'module' | 'version' | 'score' | 'isPassed' | 'at' | 'expiresAt'
> & {
  readonly name: string;
};

/** The newest attempts of everybody, also of people who have left, and how many there are in all. */
export async function listAttempts(
  tx: Tx,
  limit: number,
): Promise<{ readonly attempts: readonly TakenAttempt[]; readonly all: number }> {
  const { rows } = await tx.query<TakenAttempt & { all: number }>(
    `select t.account_id as "accountId", a.name, t.module, t.module_version as version, t.score, t.is_passed as "isPassed", t.at,
       t.expires_at as "expiresAt", (count(*) over ())::integer as all
     from training_attempt t join account a on a.id = t.account_id where t.${mine} order by t.at desc, t.id desc limit $1`,
    [limit],
  );
  return { attempts: rows.map(({ all: _, ...attempt }) => attempt), all: rows[0]?.all ?? 0 };
}

/** The last pass of each member at each module, for how long it counts. */
export async function listPasses(tx: Tx, accountId: string | null): Promise<Pass[]> {
  const { rows } = await tx.query<Pass>(
    `select account_id as "accountId", module, max(expires_at) as "expiresAt" from training_attempt
     where ${mine} and is_passed and ($1::uuid is null or account_id = $1) group by account_id, module`,
    [accountId],
  );
  return rows;
}

export type Staff = {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
};

export async function listStaff(tx: Tx): Promise<Staff[]> {
  const { rows } = await tx.query<Staff>(
    `select m.account_id as "accountId", a.name, a.email, m.role from member m join account a on a.id = m.account_id
     where m.${mine} order by a.name, m.account_id`,
  );
  return rows;
}

/** Who acts: a member, or whoever made the key that acts; null where nobody stands behind it, or they have left. */
export async function findActor(tx: Tx, actor: string): Promise<Staff | null> {
  const { rows } = await tx.query<Staff>(
    `select m.account_id as "accountId", a.name, a.email, m.role from member m join account a on a.id = m.account_id
     where m.${mine} and m.account_id::text = case when starts_with($1, 'key:')
       then (select k.created_by::text from api_key k where k.${mine} and 'key:' || k.id = $1) else substr($1, 8) end`,
    [actor],
  );
  return rows[0] ?? null;
}

/** From the end of January 2027 on STOP ends everything, whatever is set (47 CFR 64.1200(a)(10)). */
export async function loadOwnRules(tx: Tx, at: Date): Promise<OwnRules> {
  const { rows } = await tx.query<OwnRules>(
    `select w.name as "workspaceName", coalesce(w.countries, array[w.country]) as countries,
       coalesce((select p.profile from policy_setting p where p.workspace_id = w.id), 'strict') as profile,
       coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'purpose', p.purpose, 'textsPerMonth', p.texts_per_month) order by p.name)
         from program p where p.workspace_id = w.id and p.status = 'live'), '[]') as programs,
       coalesce((select a.needed::integer from approval_policy a where a.workspace_id = w.id), 0) as "approvalsNeeded",
       (select a.over_people from approval_policy a where a.workspace_id = w.id) as "approvalsOverPeople",
       coalesce((select f.us_day_limit::integer from frequency_policy f where f.workspace_id = w.id), 3) as "dayLimit",
       case when $1 >= '2027-01-31T00:00:00Z'::timestamptz then 'brand_all' else coalesce((select o.scope from opt_out_policy o
         where o.workspace_id = w.id and o.effective_from <= $1 order by o.effective_from desc, o.id desc limit 1), 'brand_all') end as "optOutScope"
     from workspace w where w.id = current_workspace()`,
    [at],
  );
  if (rows[0]) return rows[0];
  throw new RangeError('The workspace of this transaction does not exist.');
}
