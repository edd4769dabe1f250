import type { Tx } from '../platform/db/pool.ts';
import type { Facts, KindName, OutsideWay } from './kinds.ts';

/** What is to be told to one person by one way, with what it is about and where it goes. */
export type Letter = {
  readonly accountId: string;
  readonly notificationId: number;
  readonly way: OutsideWay;
  readonly tries: number;
  readonly kind: KindName;
  readonly subject: string | null;
  readonly facts: Facts;
  readonly at: Date;
  readonly email: string;
  readonly webhookUrl: string | null;
  readonly sealedSecret: Buffer | null;
  readonly number: string | null;
};

/** Those that are due, taken for five minutes, so that no other process tells them meanwhile; see holdLetters for when that is not enough. */
export async function takeDueLetters(tx: Tx, now: Date, most: number): Promise<Letter[]> {
  const { rows } = await tx.query<Letter>(
    `with due as (
       select account_id, notification_id, way from notification_letter
       where workspace_id = $1 and told_at is null and given_up_at is null and next_at <= $2
       order by next_at, notification_id limit $3 for update skip locked
     ), taken as (
       update notification_letter l set next_at = $2::timestamptz + interval '5 minutes', tries = tries + 1
       from due d where l.workspace_id = $1 and (l.account_id, l.notification_id, l.way) = (d.account_id, d.notification_id, d.way)
       returning l.account_id, l.notification_id, l.way, l.tries
     )
     select t.account_id as "accountId", t.notification_id as "notificationId", t.way, t.tries, n.kind, n.subject, n.facts, n.at, a.email,
       s.webhook_url as "webhookUrl", s.webhook_secret as "sealedSecret", s.number
     from taken t join notification n on n.workspace_id = $1 and n.id = t.notification_id join account a on a.id = t.account_id
       left join notification_setting s on s.workspace_id = $1 and s.account_id = t.account_id
     order by t.notification_id`,
    [tx.workspaceId, now, most],
  );
  return rows;
}

export type Outcome = {
  readonly toldAt: Date | null;
  readonly givenUpAt: Date | null;
  readonly nextAt: Date;
  readonly trouble: string | null;
};

/**
 * Those of them that are still ours, held for another five minutes from now. A letter whose time ran out while others before it
 * were told may be in somebody else's hands: that it was taken anew shows by its tries, and it is theirs.
 */
export async function holdLetters(tx: Tx, letters: readonly Letter[], now: Date): Promise<Letter[]> {
  const { rows } = await tx.query<Pick<Letter, 'accountId' | 'notificationId' | 'way'>>(
    `update notification_letter l set next_at = $6::timestamptz + interval '5 minutes' ${ofTheseTries}
     returning l.account_id as "accountId", l.notification_id as "notificationId", l.way`,
    [...placesOf(tx, letters), now],
  );
  const held = new Set(rows.map(nameOf));
  return letters.filter((letter) => held.has(nameOf(letter)));
}

/** Writes down what came of those that are still ours. */
export async function settleLetters(tx: Tx, letters: readonly Letter[], outcome: Outcome): Promise<void> {
  await tx.query(
    `update notification_letter l set told_at = $6, given_up_at = $7, next_at = $8, trouble = $9 ${ofTheseTries}`,
    [
      ...placesOf(tx, letters),
      ...[outcome.toldAt, outcome.givenUpAt, outcome.nextAt],
      outcome.trouble?.slice(0, 500) ?? null,
    ],
  );
}

// Each taking counts a try, so a letter that has another count of them was taken by somebody else since.
const ofTheseTries = `from unnest($2::uuid[], $3::bigint[], $4::text[], $5::integer[]) as d (account_id, notification_id, way, tries)
     where l.workspace_id = $1 and (l.account_id, l.notification_id, l.way, l.tries) = (d.account_id, d.notification_id, d.way, d.tries)
       and l.told_at is null and l.given_up_at is null`;

const placesOf = (tx: Tx, letters: readonly Letter[]): unknown[] => [
  ...[tx.workspaceId, letters.map((one) => one.accountId), letters.map((one) => one.notificationId)],
  ...[letters.map((one) => one.way), letters.map((one) => one.tries)],
];

const nameOf = ({ accountId, notificationId, way }: Pick<Letter, 'accountId' | 'notificationId' | 'way'>) =>
  `${way} ${accountId} ${notificationId}`;

export type ToldLetter = {
  readonly notificationId: number;
  readonly way: OutsideWay;
  readonly nextAt: Date;
  readonly toldAt: Date | null;
  readonly givenUpAt: Date | null;
  readonly trouble: string | null;
};

/** What left the console for a person, and what came of it. */
export async function listLetters(tx: Tx, accountId: string, ids: readonly number[]): Promise<ToldLetter[]> {
  const { rows } = await tx.query<ToldLetter>(
    `select notification_id as "notificationId", way, next_at as "nextAt", told_at as "toldAt", given_up_at as "givenUpAt", trouble
     from notification_letter where workspace_id = $1 and account_id = $2 and notification_id = any($3::bigint[]) order by way`,
    [tx.workspaceId, accountId, ids],
  );
  return rows;
}
