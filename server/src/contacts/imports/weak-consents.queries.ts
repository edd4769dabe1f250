import type { ConsentLevelName } from '@tidings/policy/permission';
import type { Tx } from '../../platform/db/pool.ts';
import { stagedPeople } from './staging.queries.ts';

/** Somebody who has agreed: by the row of a file, by what was on record before it, or by both. */
export type ConsentedPerson = {
  readonly number: string;
  readonly isGiven: boolean;
  readonly isOnRecord: boolean;
  readonly at: Date | null;
  readonly source: string | null;
  /** Of what is on record. */
  readonly level: ConsentLevelName | null;
  readonly levelExpiresAt: Date | null;
};

const columns = ['number', 'consent', 'consent_method', 'consented_at'] as const;

/** The people of a staged page on which nobody is known, as far as the file says that they agreed. */
export async function listGiven(tx: Tx, importId: string, nth: number): Promise<ConsentedPerson[]> {
  const { rows } = await tx.query<ConsentedPerson>({
    name: 'list_import_given',
    text: `select number, true as "isGiven", false as "isOnRecord", consented_at as at, consent_method as source,
        null::text as level, null::timestamptz as "levelExpiresAt"
      from ${stagedPeople(columns)} s where consent = 'given'`,
    values: [tx.workspaceId, importId, nth],
  });
  return rows;
}

export type ConsentedAsked = {
  readonly importId: string;
  readonly programId: string;
  readonly brandIds: readonly string[];
  /** Numbers that belonged to somebody who was erased. */
  readonly erased: readonly string[];
};

/** The people of a staged page who have agreed, by the file or before it, and have not left. */
export async function listConsented(
  tx: Tx,
  { importId, programId, brandIds, erased }: ConsentedAsked,
  nth: number,
): Promise<ConsentedPerson[]> {
  const { rows } = await tx.query<ConsentedPerson>({
    name: 'list_import_consented',
    text: `select s.number, s.consent = 'given' as "isGiven", coalesce(k.status = 'opted_in', false) as "isOnRecord",
        s.consented_at as at, s.consent_method as source, k.level, k.level_expires_at as "levelExpiresAt"
      from ${stagedPeople(columns)} s
      left join lateral (
        select k.status, k.level, k.level_expires_at from consent k
        where k.workspace_id = $1 and k.program_id = $4 and k.number = s.number limit 1
      ) k on true
      where s.consent <> 'opted_out' and k.status is distinct from 'opted_out'
        and (s.consent = 'given' or k.status = 'opted_in') and s.number <> all($6::text[])
        and not exists (
          select from suppression u
          where u.workspace_id = $1 and u.brand_id = any($5::uuid[]) and u.number = s.number and u.lifted_at is null
        )`,
    values: [tx.workspaceId, importId, nth, programId, brandIds, erased],
  });
  return rows;
}
