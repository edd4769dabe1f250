import type { Tx } from '../../platform/db/pool.ts';
import type { Rate } from '../results/intervals.ts';
import { meanings, type Rule, type RuleName, ruleNames } from './rules.ts';

/** Every rule there is, as the workspace has it. */
export async function readRules(tx: Tx): Promise<Rule[]> {
  const { rows } = await tx.query<{ rule: string; isOn: boolean; threshold: number }>(
    `select rule, is_on as "isOn", threshold::float8 as threshold from alert_rule where workspace_id = $1`,
    [tx.workspaceId],
  );
  return ruleNames.map((rule) => {
    const own = rows.find((one) => one.rule === rule);
    return own ? { ...own, rule } : { rule, isOn: true, threshold: meanings[rule].threshold };
  });
}

export async function saveRule(tx: Tx, { rule, isOn, threshold }: Rule): Promise<void> {
  await tx.query(
    `insert into alert_rule (workspace_id, rule, is_on, threshold) values ($1, $2, $3, $4)
     on conflict (workspace_id, rule) do update set is_on = excluded.is_on, threshold = excluded.threshold`,
    [tx.workspaceId, rule, isOn, threshold],
  );
}

export type AlertSetting = {
  /** Whom alerts are mailed to; with none, the owners and admins. */
  readonly emails: readonly string[];
  readonly webhookUrl: string | null;
  readonly sealedSecret: Buffer | null;
};

export async function readAlertSetting(tx: Tx): Promise<AlertSetting> {
  const { rows } = await tx.query<AlertSetting>(
    `select emails, webhook_url as "webhookUrl", webhook_secret as "sealedSecret" from alert_setting where workspace_id = $1`,
    [tx.workspaceId],
  );
  return rows[0] ?? { emails: [], webhookUrl: null, sealedSecret: null };
}

export async function saveAlertSetting(tx: Tx, setting: AlertSetting): Promise<void> {
  await tx.query(
    `insert into alert_setting (workspace_id, emails, webhook_url, webhook_secret) values ($1, $2, $3, $4)
     on conflict (workspace_id) do update set emails = excluded.emails, webhook_url = excluded.webhook_url, webhook_secret = excluded.webhook_secret`,
    [tx.workspaceId, setting.emails, setting.webhookUrl, setting.sealedSecret],
  );
}

/** Owners and admins, who are told where nobody was named. */
export async function listKeepers(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ email: string }>(
    `select a.email from member m join account a on a.id = m.account_id where m.workspace_id = $1 and m.role in ('owner', 'admin') order by 1`,
    [tx.workspaceId],
  );
  return rows.map(({ email }) => email);
}

export type Alert = {
  readonly id: string;
  readonly rule: RuleName;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly threshold: number;
  readonly texts: number;
  readonly raisedAt: Date;
  readonly endedAt: Date | null;
  readonly seenBy: string | null;
  readonly seenAt: Date | null;
};

const columns = `id, rule, value, low, high, threshold, texts, raised_at as "raisedAt", ended_at as "endedAt", seen_by as "seenBy", seen_at as "seenAt"`;

export async function listAlerts(
  tx: Tx,
  page: { readonly before: string | null; readonly isOpenOnly: boolean; readonly limit: number },
): Promise<Alert[]> {
  const { rows } = await tx.query<Alert>(
    `select ${columns} from alert where workspace_id = $1 and ($2::uuid is null or id < $2) and (not $3 or ended_at is null) order by id desc limit $4`,
    [tx.workspaceId, page.before, page.isOpenOnly, page.limit],
  );
  return rows;
}

export async function findAlert(tx: Tx, id: string): Promise<Alert | null> {
  const { rows } = await tx.query<Alert>(`select ${columns} from alert where workspace_id = $1 and id = $2`, [
    tx.workspaceId,
    id,
  ]);
  return rows[0] ?? null;
}

export async function markSeen(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx.query(
    'update alert set seen_by = $3, seen_at = $4 where workspace_id = $1 and id = $2 and seen_at is null',
    [tx.workspaceId, id, by, at],
  );
}

/** Raises an alert; false where the same is raised already. */
export async function raiseAlert(
  tx: Tx,
  alert: {
    readonly id: string;
    readonly rule: RuleName;
    readonly rate: Rate;
    readonly threshold: number;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into alert (workspace_id, id, rule, value, low, high, threshold, texts, raised_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (workspace_id, rule) where ended_at is null do nothing`,
    [
      ...[tx.workspaceId, alert.id, alert.rule, alert.rate.value, alert.rate.low, alert.rate.high],
      ...[alert.threshold, alert.rate.of, alert.at],
    ],
  );
  return rowCount === 1;
}

export async function endAlerts(tx: Tx, rules: readonly RuleName[], at: Date): Promise<void> {
  await tx.query(
    'update alert set ended_at = $3 where workspace_id = $1 and rule = any($2::text[]) and ended_at is null',
    [tx.workspaceId, rules, at],
  );
}

export async function insertLetters(
  tx: Tx,
  alertId: string,
  letters: readonly { readonly way: 'email' | 'webhook'; readonly recipient: string }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into alert_letter (workspace_id, alert_id, way, address, next_at)
     select $1, $2, l.way, l.address, $5 from unnest($3::text[], $4::text[]) as l (way, address) on conflict do nothing`,
    [tx.workspaceId, alertId, letters.map((one) => one.way), letters.map((one) => one.recipient), at],
  );
}

export type Letter = {
  readonly alertId: string;
  readonly way: 'email' | 'webhook';
  readonly recipient: string;
  readonly tries: number;
};

/** Those that are due, taken for five minutes, so that no other process sends them meanwhile. */
export async function takeDueLetters(tx: Tx, now: Date, most: number): Promise<Letter[]> {
  const { rows } = await tx.query<Letter>(
    `update alert_letter l set next_at = $2::timestamptz + interval '5 minutes', tries = tries + 1
     from (select alert_id, way, address from alert_letter where workspace_id = $1 and told_at is null and next_at <= $2 and tries < 12
       order by next_at limit $3 for update skip locked) d
     where l.workspace_id = $1 and (l.alert_id, l.way, l.address) = (d.alert_id, d.way, d.address)
     returning l.alert_id as "alertId", l.way, l.address as recipient, l.tries`,
    [tx.workspaceId, now, most],
  );
  return rows;
}

export async function settleLetter(
  tx: Tx,
  letter: Letter,
  outcome: { readonly toldAt: Date | null; readonly nextAt: Date; readonly trouble: string | null },
): Promise<void> {
  await tx.query(
    `update alert_letter set told_at = $5, next_at = $6, trouble = $7
     where workspace_id = $1 and alert_id = $2 and way = $3 and address = $4`,
    [
      tx.workspaceId,
      letter.alertId,
      letter.way,
      letter.recipient,
      outcome.toldAt,
      outcome.nextAt,
      outcome.trouble,
    ],
  );
}

export type ToldLetter = {
  readonly alertId: string;
  readonly way: string;
  readonly recipient: string;
  readonly toldAt: Date | null;
  readonly trouble: string | null;
};

export async function listLetters(tx: Tx, alertIds: readonly string[]): Promise<ToldLetter[]> {
  const { rows } = await tx.query<ToldLetter>(
    `select alert_id as "alertId", way, address as recipient, told_at as "toldAt", trouble from alert_letter
     where workspace_id = $1 and alert_id = any($2::uuid[]) order by way, address`,
    [tx.workspaceId, alertIds],
  );
  return rows;
}
