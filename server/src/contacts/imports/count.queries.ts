import type { Tx } from '../../platform/db/pool.ts';
import type { PseudonymTools } from '../pseudonym.ts';
import { loadErasedSuppressions } from '../suppression.queries.ts';
import { type Duplicates, isChanged, mergedColumns } from './merge-contact.queries.ts';
import type { PeoplePage } from './pages/people-page.ts';
import { contactColumns, stagedPeople } from './staging.queries.ts';
import { listConsented, listGiven } from './weak-consents.queries.ts';
import { countWeakOf, type WeakRules } from './weak-consents.ts';

/** Two ways to divide the same people: what happens to their record, and whether they may be texted. */
export type PeopleCounts = {
  readonly people: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly opted_out: number;
  readonly already_opted_out: number;
  readonly with_consent: number;
  readonly without_consent: number;
  /** Of those with consent, the ones who had given it before this file. */
  readonly consent_on_record: number;
  /** Of those with consent, the ones whom texts of the program leave out, because theirs is not enough where they are. */
  readonly weak_consent: number;
};

export type CountQuestion = {
  readonly importId: string;
  readonly duplicates: Duplicates;
  /** Whose opt-outs count: the program's brand, or all brands where no program is chosen. */
  readonly brandIds: readonly string[];
  readonly programId: string | null;
  /** Null where no program is chosen. */
  readonly weak: WeakRules | null;
};

/** Counts what an import of a staged page would do. */
export async function countPage(
  tx: Tx,
  ctx: PseudonymTools,
  question: CountQuestion,
  nth: number,
  page: PeoplePage,
): Promise<PeopleCounts> {
  if (!(await isNewGround(tx, question, page))) return countAmongKnown(tx, ctx, question, nth);
  const counts = countNewcomers(page, question.programId !== null);
  return { ...counts, weak_consent: await countWeakNewcomers(tx, question, nth, page) };
}

async function countWeakNewcomers(
  tx: Tx,
  { importId, weak }: CountQuestion,
  nth: number,
  page: PeoplePage,
): Promise<number> {
  if (weak === null || weak.areShown || page.given === 0) return 0;
  return countWeakOf(weak, await listGiven(tx, importId, nth));
}

/**
 * True when nothing is on record about any number between the first and the last of a page. The first list of a business
 * is all new, and three looks at an index then stand for twelve thousand.
 */
async function isNewGround(
  tx: Tx,
  { brandIds, programId }: CountQuestion,
  page: PeoplePage,
): Promise<boolean> {
  const { rows } = await tx.query<{ isNew: boolean }>({
    name: 'is_new_ground',
    text: `select not exists (select from contact where workspace_id = $1 and number between $2 and $3)
        and not exists (select from suppression where workspace_id = $1 and brand_id = any($4::uuid[]) and number between $2 and $3)
        and not exists (select from suppression where workspace_id = $1 and brand_id = any($4::uuid[]) and is_erased)
        and not exists (select from consent where workspace_id = $1 and program_id = $5 and number between $2 and $3) as "isNew"`,
    values: [tx.workspaceId, page.firstNumber, page.lastNumber, brandIds, programId],
  });
  return rows[0]?.isNew ?? false;
}

function countNewcomers(
  { people, given, optedOut }: PeoplePage,
  hasProgram: boolean,
): Omit<PeopleCounts, 'weak_consent'> {
  const withConsent = hasProgram ? given : 0;
  return {
    people,
    created: people,
    updated: 0,
    unchanged: 0,
    opted_out: optedOut,
    already_opted_out: 0,
    with_consent: withConsent,
    without_consent: people - optedOut - withConsent,
    consent_on_record: 0,
  };
}

// Each person is looked up by its keys, which "lateral … limit 1" leaves no choice in; see keep-to-keys.queries.ts.
async function countAmongKnown(
  tx: Tx,
  ctx: PseudonymTools,
  question: CountQuestion,
  nth: number,
): Promise<PeopleCounts> {
  const { importId, duplicates, brandIds, programId, weak } = question;
  const erased = await erasedOfPage(tx, ctx, question, nth);
  const changed = isChanged(mergedColumns(duplicates));
  const { rows } = await tx.query<Omit<PeopleCounts, 'weak_consent'>>({
    name: `count_import_page_${duplicates}`,
    text: `select count(*) as people,
       count(*) filter (where is_new) as created,
       count(*) filter (where not is_new and is_changed) as updated,
       count(*) filter (where not is_new and not is_changed) as unchanged,
       count(*) filter (where is_closed) as already_opted_out,
       count(*) filter (where not is_closed and consent = 'opted_out') as opted_out,
       count(*) filter (where not is_closed and consent <> 'opted_out' and is_consented) as with_consent,
       count(*) filter (where not is_closed and consent <> 'opted_out' and not is_consented) as without_consent,
       count(*) filter (where not is_closed and consent <> 'opted_out' and is_on_record) as consent_on_record
     from (
       select s.consent, c.id is null as is_new, ${changed} as is_changed,
         (x.brands > 0 and x.brands = cardinality($4::uuid[])) or coalesce(k.status = 'opted_out', false) as is_closed,
         coalesce(k.status = 'opted_in', false) as is_on_record,
         coalesce(k.status = 'opted_in', false) or (s.consent = 'given' and $5::uuid is not null) as is_consented
       from ${stagedPeople([...contactColumns, 'consent'])} s
       left join lateral (select * from contact c where c.workspace_id = $1 and c.number = s.number limit 1) c on true
       left join lateral (
         select count(*) + (select count(*) from unnest($6::text[]) e (number) where e.number = s.number) as brands
         from suppression u
         where u.workspace_id = $1 and u.brand_id = any($4::uuid[]) and u.number = s.number and u.lifted_at is null
       ) x on true
       left join lateral (
         select k.status from consent k where k.workspace_id = $1 and k.program_id = $5::uuid and k.number = s.number limit 1
       ) k on true
     ) judged`,
    values: [tx.workspaceId, importId, nth, brandIds, programId, erased],
  });
  const counts = rows[0] as Omit<PeopleCounts, 'weak_consent'>;
  if (weak === null || programId === null || counts.with_consent === 0) return { ...counts, weak_consent: 0 };
  const consented = await listConsented(tx, { importId, programId, brandIds, erased }, nth);
  return { ...counts, weak_consent: countWeakOf(weak, consented) };
}

/** Numbers of the page that belonged to somebody who was erased, once for each brand that may not text them. */
async function erasedOfPage(
  tx: Tx,
  ctx: PseudonymTools,
  { importId, brandIds }: CountQuestion,
  nth: number,
): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>({
    name: 'numbers_of_page',
    text: `select s.number from ${stagedPeople(['number'])} s
      where exists (select from suppression u where u.workspace_id = $1 and u.brand_id = any($4::uuid[]) and u.is_erased)`,
    values: [tx.workspaceId, importId, nth, brandIds],
  });
  const numbers = rows.map((row) => row.number);
  return (await loadErasedSuppressions(tx, ctx, brandIds, numbers)).map((one) => one.number);
}

export const noCounts: PeopleCounts = {
  people: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  opted_out: 0,
  already_opted_out: 0,
  with_consent: 0,
  without_consent: 0,
  consent_on_record: 0,
  weak_consent: 0,
};

export function addCounts(one: PeopleCounts, other: PeopleCounts): PeopleCounts {
  const names = Object.keys(noCounts) as (keyof PeopleCounts)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as PeopleCounts;
}

/** What was done to people by an import, from what it noted. */
export async function countDone(
  tx: Tx,
  importId: string,
): Promise<Pick<PeopleCounts, 'created' | 'updated' | 'unchanged'>> {
  const { rows } = await tx.query<Pick<PeopleCounts, 'created' | 'updated' | 'unchanged'>>(
    `select count(*) filter (where before is null) as created,
       count(*) filter (where before <> '{}') as updated,
       count(*) filter (where before = '{}') as unchanged
     from import_change where workspace_id = $1 and import_id = $2`,
    [tx.workspaceId, importId],
  );
  return rows[0] ?? { created: 0, updated: 0, unchanged: 0 };
}
