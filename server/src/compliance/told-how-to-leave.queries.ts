import type { Tx } from '../platform/db/pool.ts';

/** How long a person counts as told how to leave: carriers' guides ask for a reminder at least monthly. */
export const toldForDays = 30;
// A text may have been asked for so long before it left, and its id is as old as the asking.
const askedAheadDays = 36;

/**
 * SQL that is true of whoever has been told within 30 days before `at` how to leave the brand, by a text that a carrier took.
 * Answers and confirmations that go out by themselves belong to no program and do not count, which errs towards telling.
 * `contact`, `brand` and `at` are expressions; the month's partitions are found by the day that every id carries.
 */
export const wasToldSql = (contact: string, brand: string, at: string): string => `exists (
  select from message m where m.contact_id = ${contact}
    and m.id >= message_day_floor((${at} - interval '${toldForDays + askedAheadDays} days')::date)
    and m.accepted_at > ${at} - interval '${toldForDays} days'
    and m.body ~* '\\m(stop|stopp|unsubscribe|opt[ -]?out|alto|baja|arr[eê]t|parar|sair)\\M'
    and coalesce(m.program_id, (select g.program_id from campaign g where g.workspace_id = m.workspace_id and g.id = m.campaign_id))
      in (select p.id from program p where p.workspace_id = m.workspace_id and p.brand_id = ${brand}))`;

/** Which of these contacts have been told. */
export async function findToldContacts(
  tx: Tx,
  brandId: string,
  contactIds: readonly number[],
  at: Date,
): Promise<ReadonlySet<number>> {
  if (contactIds.length === 0) return new Set();
  const { rows } = await tx.query<{ id: number }>(
    `select c.id from unnest($1::bigint[]) as c (id) where ${wasToldSql('c.id', '$2::uuid', '$3::timestamptz')}`,
    [contactIds, brandId, at],
  );
  return new Set(rows.map(({ id }) => Number(id)));
}
