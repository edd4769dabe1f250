import type { Tx } from '../platform/db/pool.ts';
import type { Evidence } from './consent.ts';
import { type ConsentEventRow, eventColumns, events } from './consent-event.queries.ts';

/** Nobody changes the person while they are taken out. */
export async function lockContactByNumber(
  tx: Tx,
  number: string,
): Promise<{ id: number; email: string | null } | undefined> {
  const { rows } = await tx.query<{ id: number; email: string | null }>(
    'select id, email from contact where workspace_id = $1 and number = $2 for update',
    [tx.workspaceId, number],
  );
  return rows[0];
}

export async function deleteBelonging(tx: Tx, contactId: number): Promise<void> {
  for (const table of ['list_member', 'contact_tag', 'import_change'])
    await tx.query(`delete from ${table} where workspace_id = $1 and contact_id = $2`, [
      tx.workspaceId,
      contactId,
    ]);
}

/** What sources said of the number goes with its owner. Returns whether anything was known. */
export async function deleteNumberCheck(tx: Tx, number: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from number_check where workspace_id = $1 and number = $2', [
    tx.workspaceId,
    number,
  ]);
  return (rowCount ?? 0) > 0;
}

export async function deleteContact(tx: Tx, contactId: number): Promise<void> {
  await tx.query('delete from contact where workspace_id = $1 and id = $2', [tx.workspaceId, contactId]);
}

export async function deleteConsentsOfNumber(tx: Tx, number: string): Promise<void> {
  // By program, which is how the key begins.
  await tx.query(
    `delete from consent where workspace_id = $1 and number = $2
       and program_id = any(array(select id from program where workspace_id = $1))`,
    [tx.workspaceId, number],
  );
}

/**
 * Suppressions that hold go on under the pseudonym. One that was lifted says nothing any more, and cannot be deleted: it
 * is left as one that holds, because whoever asks to be erased does not ask for texts.
 */
export async function eraseSuppressions(tx: Tx, number: string, pseudonym: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update suppression set number = $3, is_erased = true, lifted_at = null
     where workspace_id = $1 and number = $2 and brand_id = any(array(select id from brand where workspace_id = $1))`,
    [tx.workspaceId, number, pseudonym],
  );
  return rowCount ?? 0;
}

export type WholeEvent = ConsentEventRow & { readonly originEvidence: Evidence };

/** Every event of a number, oldest first, with what of its evidence belongs to its origin. */
export async function listWholeEventsOf(tx: Tx, number: string): Promise<WholeEvent[]> {
  const { rows } = await tx.query<WholeEvent>(
    `select ${eventColumns}, coalesce(o.evidence, '{}') as "originEvidence" from ${events}
     where e.workspace_id = $1 and e.number = $2 order by e.id`,
    [tx.workspaceId, number],
  );
  return rows;
}

/** The one change that the ledger allows: an event forgets whose it was. */
export async function emptyEvents(
  tx: Tx,
  pseudonym: string,
  emptied: readonly { readonly id: number; readonly personal: Buffer | null }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `update consent_event e set number = $2, contact_id = null, evidence = '{}', salt = null, personal = n.personal, erased_at = $3
     from unnest($4::bigint[], $5::bytea[]) as n (id, personal) where e.workspace_id = $1 and e.id = n.id`,
    [tx.workspaceId, pseudonym, at, emptied.map((one) => one.id), emptied.map((one) => one.personal)],
  );
}

/**
 * Rows that became no people are kept as they stood in their files; those of this person lose their words and keep the
 * reason. A number is compared by its digits, because a file spells it as it likes.
 */
export async function forgetInImports(
  tx: Tx,
  { number, email }: { number: string; contactId: number | null; email: string | null },
): Promise<void> {
  await tx.query(
    `update import_reject set row = '{}', number = null
     where workspace_id = $1 and (number = $2 or exists (
       select from unnest(row) as cell
       where right(regexp_replace(cell, '[^0-9]', '', 'g'), 10) = right($2, 10) or lower(cell) = lower($3)))`,
    [tx.workspaceId, number, email],
  );
}
