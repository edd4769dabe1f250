import type { Tx } from '../platform/db/pool.ts';
import type { CodeOnFile } from '../platform/one-time-code.ts';
import { type NotificationSetting, usualSetting } from './setting.ts';

type Row = Omit<NotificationSetting, 'quiet'> & {
  readonly accountId: string;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
};

const columns = `account_id as "accountId", choices, quiet_from as "quietFrom", quiet_until as "quietUntil", time_zone as "timeZone",
  urgent_anyway as "urgentAnyway", digest, digest_hour as "digestHour", webhook_url as "webhookUrl", webhook_secret as "sealedSecret", number`;

const toSetting = ({ accountId: _, quietFrom, quietUntil, ...setting }: Row): NotificationSetting => ({
  ...setting,
  quiet: quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
});

/** What everybody has said who has said anything. */
export async function listSettings(tx: Tx): Promise<Map<string, NotificationSetting>> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from notification_setting where workspace_id = $1 limit 1000`,
    [tx.workspaceId],
  );
  return new Map(rows.map((row) => [row.accountId, toSetting(row)]));
}

export async function readSetting(tx: Tx, accountId: string): Promise<NotificationSetting> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from notification_setting where workspace_id = $1 and account_id = $2`,
    [tx.workspaceId, accountId],
  );
  return rows[0] ? toSetting(rows[0]) : usualSetting;
}

export async function saveSetting(
  tx: Tx,
  accountId: string,
  one: Omit<NotificationSetting, 'number'>,
): Promise<void> {
  await tx.query(
    `insert into notification_setting (workspace_id, account_id, choices, quiet_from, quiet_until, time_zone, urgent_anyway, digest,
       digest_hour, webhook_url, webhook_secret)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (workspace_id, account_id) do update set choices = excluded.choices, quiet_from = excluded.quiet_from,
       quiet_until = excluded.quiet_until, time_zone = excluded.time_zone, urgent_anyway = excluded.urgent_anyway,
       digest = excluded.digest, digest_hour = excluded.digest_hour, webhook_url = excluded.webhook_url,
       webhook_secret = excluded.webhook_secret`,
    [
      ...[tx.workspaceId, accountId, JSON.stringify(one.choices), one.quiet?.from ?? null],
      ...[one.quiet?.until ?? null, one.timeZone, one.urgentAnyway, one.digest, one.digestHour],
      ...[one.webhookUrl, one.sealedSecret],
    ],
  );
}

/** The person's own phone, or none any more. */
export async function saveNumber(tx: Tx, accountId: string, number: string | null, at: Date): Promise<void> {
  await tx.query(
    `insert into notification_setting (workspace_id, account_id, number, number_since) values ($1, $2, $3, $4)
     on conflict (workspace_id, account_id) do update set number = excluded.number, number_since = excluded.number_since`,
    [tx.workspaceId, accountId, number, number === null ? null : at],
  );
}

/** A person who is erased: whoever works here and has this phone is not texted on it any more. */
export async function eraseFromNotifications(tx: Tx, number: string): Promise<void> {
  await tx.query(
    'update notification_setting set number = null, number_since = null where workspace_id = $1 and number = $2',
    [tx.workspaceId, number],
  );
  await tx.query('delete from notification_code where workspace_id = $1 and number = $2', [
    tx.workspaceId,
    number,
  ]);
}

/** A code that was texted to the number somebody says is theirs. */
export type NumberCode = CodeOnFile & {
  readonly number: string;
  readonly sends: number;
  readonly sendsSince: Date;
  readonly sentAt: Date;
};

/** Held until the transaction ends, so that tries at the same moment are counted one after another. */
export async function lockCode(tx: Tx, accountId: string): Promise<NumberCode | null> {
  const { rows } = await tx.query<NumberCode>(
    `select number, code_hash as hash, tries, sends, sends_since as "sendsSince", sent_at as "sentAt", expires_at as "expiresAt"
     from notification_code where workspace_id = $1 and account_id = $2 for update`,
    [tx.workspaceId, accountId],
  );
  return rows[0] ?? null;
}

export async function saveCode(tx: Tx, accountId: string, code: NumberCode): Promise<void> {
  await tx.query(
    `insert into notification_code (workspace_id, account_id, number, code_hash, tries, sends, sends_since, sent_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (workspace_id, account_id) do update set number = excluded.number, code_hash = excluded.code_hash,
       tries = excluded.tries, sends = excluded.sends, sends_since = excluded.sends_since, sent_at = excluded.sent_at,
       expires_at = excluded.expires_at`,
    [
      ...[tx.workspaceId, accountId, code.number, code.hash, code.tries, code.sends, code.sendsSince],
      ...[code.sentAt, code.expiresAt],
    ],
  );
}

export async function countCodeTry(tx: Tx, accountId: string): Promise<void> {
  await tx.query(
    'update notification_code set tries = tries + 1 where workspace_id = $1 and account_id = $2',
    [tx.workspaceId, accountId],
  );
}

export async function deleteCode(tx: Tx, accountId: string): Promise<void> {
  await tx.query('delete from notification_code where workspace_id = $1 and account_id = $2', [
    tx.workspaceId,
    accountId,
  ]);
}

/** Through which program and from which number staff is texted. */
export type Channel = { readonly programId: string; readonly senderId: string };

export async function findChannel(tx: Tx): Promise<Channel | null> {
  const { rows } = await tx.query<Channel>(
    `select program_id as "programId", sender_id as "senderId" from notification_channel where workspace_id = $1`,
    [tx.workspaceId],
  );
  return rows[0] ?? null;
}

export async function saveChannel(tx: Tx, channel: Channel | null): Promise<void> {
  if (channel === null) {
    await tx.query('delete from notification_channel where workspace_id = $1', [tx.workspaceId]);
    return;
  }
  await tx.query(
    `insert into notification_channel (workspace_id, program_id, sender_id) values ($1, $2, $3)
     on conflict (workspace_id) do update set program_id = excluded.program_id, sender_id = excluded.sender_id`,
    [tx.workspaceId, channel.programId, channel.senderId],
  );
}
