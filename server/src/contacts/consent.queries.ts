import type { ConsentLevelName } from '@tidings/policy/permission';
import { bigintArray, giveColumnsBack, textArray, timeArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { ConsentStatus, HeldConsent } from './consent.ts';
import { programNotFound } from './program.queries.ts';

// From how many on it is worth asking first whether there is anything at all.
const many = 200;

/** For writers, who hold the chain already: a brand's consents of these numbers, in the order dispatch takes them. */
export async function lockConsentsOfBrand(
  tx: Tx,
  brandId: string,
  numbers: readonly string[],
): Promise<Map<string, HeldConsent[]>> {
  // Nobody adds one meanwhile, because nobody else holds the chain.
  if (numbers.length > many && !(await isAnyConsentBetween(tx, brandId, numbers))) return new Map();
  const { rows } = await tx.query<HeldConsent & { number: string }>({
    name: 'lock_consents_of_brand',
    text: `select c.number, c.program_id as "programId", c.status, c.event_id as "eventId", c.level,
        c.level_expires_at as "levelExpiresAt", c.event_at as "occurredAt"
      from consent c
      where c.workspace_id = $1 and c.number = any($3)
        and c.program_id = any(array(select p.id from program p where p.workspace_id = $1 and p.brand_id = $2))
      order by c.number, c.program_id for update`,
    values: [tx.workspaceId, brandId, textArray(numbers)],
  });
  return Map.groupBy(rows, (row) => row.number);
}

/** Four thousand people of whom nothing is on record are looked up one by one in 3 ms; this takes 0.1. */
async function isAnyConsentBetween(tx: Tx, brandId: string, numbers: readonly string[]): Promise<boolean> {
  const first = numbers.reduce((a, b) => (b < a ? b : a));
  const last = numbers.reduce((a, b) => (b > a ? b : a));
  const { rows } = await tx.query<{ isAny: boolean }>({
    name: 'is_any_consent_between',
    text: `select exists (select from consent where workspace_id = $1 and number between $3 and $4
        and program_id = any(array(select p.id from program p where p.workspace_id = $1 and p.brand_id = $2))) as "isAny"`,
    values: [tx.workspaceId, brandId, first, last],
  });
  return rows[0]?.isAny ?? true;
}

/** `occurredAt` is when the event happened, which stands beside its id. */
export type ConsentChange = {
  readonly number: string;
  readonly eventId: number;
  readonly occurredAt: Date;
};

/** What the event is worth; null to leave it to be worked out (derive-levels.ts). */
export type WithLevel = {
  readonly level: { readonly name: ConsentLevelName; readonly expiresAt: Date | null } | null;
};

/**
 * Moves what the brand's programs hold on these numbers to another status. `programId` null means all of them.
 *
 * The numbers are asked for twice so that the index is entered by number: on a table that was filled a minute ago, and
 * has no statistics yet, the planner would walk the whole program for one STOP. And the statement carries no name: a plan
 * made once for any number of numbers compares each with each (5,000 took 4.8 s, and take 0.04 s planned for).
 */
export async function setConsents(
  tx: Tx,
  change: {
    brandId: string;
    status: ConsentStatus;
    changes: readonly (ConsentChange & { programId: string | null } & Partial<WithLevel>)[];
    at: Date;
  },
): Promise<void> {
  await tx.query({
    // What a closed consent was worth stays, for whoever takes the STOP back.
    text: `update consent c set status = $3, event_id = n.event_id, event_at = n.event_at, updated_at = $4,
        level = case when $3 = 'opted_in' then n.level else c.level end,
        level_expires_at = case when $3 = 'opted_in' then null else c.level_expires_at end
      from unnest($5::text[], $6::bigint[], $7::uuid[], $8::text[], $9::timestamptz[]) as n(number, event_id, program_id, level, event_at)
      where c.workspace_id = $1 and c.number = any($5) and c.number = n.number and c.status <> $3
        and c.program_id = any(array(select p.id from program p where p.workspace_id = $1 and p.brand_id = $2))
        and (n.program_id is null or c.program_id = n.program_id)`,
    values: [
      tx.workspaceId,
      change.brandId,
      change.status,
      change.at,
      change.changes.map((one) => one.number),
      change.changes.map((one) => one.eventId),
      change.changes.map((one) => one.programId),
      change.changes.map((one) => one.level?.name ?? null),
      timeArray(change.changes.map((one) => one.occurredAt)),
    ],
  });
}

/**
 * Together with their program, so that none is written for a program that is not there. A foreign key would look that up
 * once for every row: 4 µs each, as long as the row itself takes. `areNew`: whoever holds the chain has seen that there is none
 * of these yet; asking of each whether it is there takes 4 µs instead of 2.4.
 */
export async function insertConsents(
  tx: Tx,
  programId: string,
  consents: readonly (ConsentChange & WithLevel & { contactId: number })[],
  { at, areNew }: { readonly at: Date; readonly areNew: boolean },
): Promise<void> {
  const columns = [
    textArray(consents.map((one) => one.number)),
    bigintArray(consents.map((one) => one.contactId)),
    bigintArray(consents.map((one) => one.eventId)),
    textArray(consents.map((one) => one.level?.name ?? null)),
    timeArray(consents.map((one) => one.level?.expiresAt ?? null)),
    timeArray(consents.map((one) => one.occurredAt)),
  ];
  const inserted = tx.query({
    name: areNew ? 'insert_new_consents' : 'insert_consents',
    text: `insert into consent (workspace_id, program_id, number, contact_id, status, event_id, event_at, updated_at, level, level_expires_at)
      select p.workspace_id, p.id, n.number, n.contact_id, 'opted_in', n.event_id, n.event_at, $3, n.level, n.level_expires_at
      from program p cross join (
        select unnest($4::text[]) as number, unnest($5::bigint[]) as contact_id, unnest($6::bigint[]) as event_id,
          unnest($7::text[]) as level, unnest($8::timestamptz[]) as level_expires_at,
          unnest($9::timestamptz[]) as event_at
      ) n
      where p.workspace_id = $1 and p.id = $2 ${areNew ? '' : overWeaker}`,
    values: [tx.workspaceId, programId, at, ...columns],
  });
  const { rowCount } = await inserted.finally(() => giveColumnsBack(columns));
  if (rowCount !== consents.length) throw programNotFound(programId);
}

const overWeaker = `on conflict (workspace_id, program_id, number) do update
        set status = excluded.status, event_id = excluded.event_id, event_at = excluded.event_at,
          updated_at = excluded.updated_at, level = excluded.level, level_expires_at = excluded.level_expires_at
        where consent.status in ('pending', 'opted_in')`;

export type NewStanding = {
  readonly programId: string;
  readonly number: string;
  readonly contactId: number;
  readonly eventId: number;
  readonly occurredAt: Date;
  readonly status: ConsentStatus;
  readonly at: Date;
} & WithLevel;

/** For writers, who hold the chain and have decided: where this one number stands from now on. */
export async function putConsent(tx: Tx, next: NewStanding): Promise<void> {
  await tx.query({
    name: 'put_consent',
    text: `insert into consent (workspace_id, program_id, number, contact_id, status, event_id, event_at, updated_at, level, level_expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (workspace_id, program_id, number) do update
        set status = excluded.status, event_id = excluded.event_id, event_at = excluded.event_at, contact_id = excluded.contact_id,
          updated_at = excluded.updated_at, level = excluded.level, level_expires_at = excluded.level_expires_at`,
    values: [
      ...[tx.workspaceId, next.programId, next.number, next.contactId, next.status, next.eventId],
      ...[next.occurredAt, next.at, next.level?.name ?? null, next.level?.expiresAt ?? null],
    ],
  });
}

/** False when nothing is pending there any more. */
export async function deletePendingConsent(tx: Tx, programId: string, number: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `delete from consent where workspace_id = $1 and program_id = $2 and number = $3 and status = 'pending'`,
    [tx.workspaceId, programId, number],
  );
  return rowCount === 1;
}

export type ConsentOfNumber = {
  programId: string;
  programName: string;
  brandId: string;
  /** Null where the number never agreed. */
  status: ConsentStatus | null;
  eventId: number | null;
  updatedAt: Date | null;
  level: ConsentLevelName | null;
  levelExpiresAt: Date | null;
  /** Marketing waits until then, by the person's own wish. */
  pausedUntil: Date | null;
};

/** Where the number stands in every program there is, by the program's name. */
export async function listConsentsOfNumber(tx: Tx, number: string): Promise<ConsentOfNumber[]> {
  const { rows } = await tx.query<ConsentOfNumber>(
    `select p.id as "programId", p.name as "programName", p.brand_id as "brandId", c.status,
       c.event_id as "eventId", c.updated_at as "updatedAt", c.paused_until as "pausedUntil",
       c.level, c.level_expires_at as "levelExpiresAt"
     from program p
     left join consent c on c.workspace_id = p.workspace_id and c.program_id = p.id and c.number = $2
     where p.workspace_id = $1 order by p.name`,
    [tx.workspaceId, number],
  );
  return rows;
}
