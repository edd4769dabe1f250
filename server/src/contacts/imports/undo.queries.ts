import type { Tx } from '../../platform/db/pool.ts';

export type ImportChange = {
  readonly contactId: number;
  readonly number: string;
  readonly kind: 'created' | 'changed' | 'unchanged';
};

/** What is left to take back, a page at a time. Rows are deleted as they are dealt with, which is how far an undo has come. */
export async function listChanges(tx: Tx, importId: string, limit: number): Promise<ImportChange[]> {
  const { rows } = await tx.query<ImportChange>({
    name: 'list_import_changes',
    text: `select i.contact_id as "contactId", coalesce(c.number, '') as number,
        case when i.before is null then 'created' when i.before = '{}' then 'unchanged' else 'changed' end as kind
      from import_change i left join contact c on c.workspace_id = i.workspace_id and c.id = i.contact_id
      where i.workspace_id = $1 and i.import_id = $2 order by i.contact_id limit $3`,
    values: [tx.workspaceId, importId, limit],
  });
  return rows;
}

export async function forgetChanges(tx: Tx, importId: string, contactIds: readonly number[]): Promise<void> {
  await tx.query({
    name: 'forget_import_changes',
    text: 'delete from import_change where workspace_id = $1 and import_id = $2 and contact_id = any($3::bigint[])',
    values: [tx.workspaceId, importId, contactIds],
  });
}

/** Takes people off the lists and tags that this import put them on. */
export async function unlist(tx: Tx, importId: string, contactIds: readonly number[]): Promise<void> {
  const values = [tx.workspaceId, importId, contactIds];
  await tx.query({
    name: 'unlist_import_members',
    text: 'delete from list_member where workspace_id = $1 and import_id = $2 and contact_id = any($3::bigint[])',
    values,
  });
  await tx.query({
    name: 'untag_import_people',
    text: 'delete from contact_tag where workspace_id = $1 and import_id = $2 and contact_id = any($3::bigint[])',
    values,
  });
}

// A refusal stays, as an opt-out does; files of before this was asked say nothing of it.
const staysSaid = `(c.tracking = 'refused' or not i.before ? 'tracking')`;

/** Gives back what people were before, unless somebody has touched them since. Returns how many. */
export async function restoreContacts(
  tx: Tx,
  importId: string,
  contactIds: readonly number[],
): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'restore_import_contacts',
    text: `update contact c set first_name = i.before ->> 'first_name', last_name = i.before ->> 'last_name',
        email = i.before ->> 'email', country = i.before ->> 'country', region = i.before ->> 'region',
        time_zone = i.before ->> 'time_zone', time_zone_source = i.before ->> 'time_zone_source',
        fields = i.before -> 'fields', updated_at = now(),
        tracking = case when ${staysSaid} then c.tracking else i.before ->> 'tracking' end,
        tracking_said_at = case when ${staysSaid} then c.tracking_said_at else (i.before ->> 'tracking_said_at')::timestamptz end,
        tracking_how = case when ${staysSaid} then c.tracking_how else i.before ->> 'tracking_how' end
      from import_change i
      where i.workspace_id = $1 and i.import_id = $2 and i.contact_id = any($3::bigint[]) and i.before <> '{}'
        and c.workspace_id = $1 and c.id = i.contact_id and c.updated_at = (i.before ->> 'changed_at')::timestamptz`,
    values: [tx.workspaceId, importId, contactIds],
  });
  return rowCount ?? 0;
}

export type StandingConsent = {
  readonly number: string;
  readonly contactId: number;
  readonly programId: string;
  readonly brandId: string;
  /** The consent of before, whose place this one took because it was worth more. */
  readonly strengthens: number | null;
};

/** Consents that rest on this import and have not been replaced since. Lock the chain first. */
export async function lockConsentsOfImport(
  tx: Tx,
  importId: string,
  numbers: readonly string[],
): Promise<StandingConsent[]> {
  const { rows } = await tx.query<StandingConsent>({
    name: 'lock_consents_of_import',
    text: `select c.number, c.contact_id as "contactId", c.program_id as "programId", e.brand_id as "brandId",
        (e.evidence->>'strengthens')::bigint as strengthens
      from consent c join consent_event e on e.workspace_id = $1 and e.id = c.event_id and e.import_id = $2
      where c.workspace_id = $1 and c.number = any($3) and c.status = 'opted_in'
      order by c.number, c.program_id for update of c`,
    values: [tx.workspaceId, importId, numbers],
  });
  return rows;
}

export async function deleteConsents(
  tx: Tx,
  consents: readonly Pick<StandingConsent, 'number' | 'programId'>[],
): Promise<void> {
  await tx.query({
    name: 'delete_consents_of_import',
    text: `delete from consent c using unnest($2::text[], $3::uuid[]) as n(number, program_id)
      where c.workspace_id = $1 and c.program_id = n.program_id and c.number = n.number`,
    values: [tx.workspaceId, consents.map((one) => one.number), consents.map((one) => one.programId)],
  });
}

/** Puts back what stood before; what it is worth is worked out anew (derive-levels.ts). */
export async function giveConsentsBack(
  tx: Tx,
  consents: readonly StandingConsent[],
  at: Date,
): Promise<void> {
  await tx.query({
    name: 'give_consents_back',
    text: `update consent c set event_id = n.event_id, event_at = e.occurred_at, updated_at = $5, level = null, level_expires_at = null
      from unnest($2::text[], $3::uuid[], $4::bigint[]) as n(number, program_id, event_id)
      join consent_event e on e.workspace_id = $1 and e.id = n.event_id
      where c.workspace_id = $1 and c.program_id = n.program_id and c.number = n.number`,
    values: [
      tx.workspaceId,
      consents.map((one) => one.number),
      consents.map((one) => one.programId),
      consents.map((one) => one.strengthens),
      at,
    ],
  });
}

/**
 * Of people this import created, those whom something else has come to rest on since: another import, another list or tag,
 * a consent of their own. They stay.
 */
export async function listTouched(
  tx: Tx,
  importId: string,
  contactIds: readonly number[],
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'list_touched_contacts',
    // One search by key after another: as alternatives of one condition the planner answered some by reading whole
    // tables. The offset keeps it from beginning with the consents of everybody.
    text: `select id from contact where workspace_id = $1 and id = any($3::bigint[]) and updated_at <> created_at
      union select contact_id from import_change where workspace_id = $1 and contact_id = any($3::bigint[]) and import_id <> $2
        and import_id = any(array(select o.id from import o where o.workspace_id = $1 and o.status <> 'undone'))
      union select contact_id from list_member where workspace_id = $1 and contact_id = any($3::bigint[]) and import_id is distinct from $2
      union select contact_id from contact_tag where workspace_id = $1 and contact_id = any($3::bigint[]) and import_id is distinct from $2
      union select c.id from contact c cross join lateral (
          select k.event_id from consent k where k.workspace_id = $1 and k.number = c.number
            and k.program_id = any(array(select p.id from program p where p.workspace_id = $1)) offset 0
        ) k
        where c.workspace_id = $1 and c.id = any($3::bigint[])
          and not exists (select from consent_event e where e.workspace_id = $1 and e.id = k.event_id and e.import_id = $2)`,
    values: [tx.workspaceId, importId, contactIds],
  });
  return rows.map((row) => row.id);
}

/** Removes people whom nothing rests on. Their opt-outs stay: suppression goes by number. */
export async function removeContacts(tx: Tx, contactIds: readonly number[]): Promise<number> {
  const values = [tx.workspaceId, contactIds];
  await tx.query({
    name: 'remove_contact_consents',
    text: `delete from consent
      where workspace_id = $1 and program_id = any(array(select id from program where workspace_id = $1))
        and number = any(array(select number from contact where workspace_id = $1 and id = any($2::bigint[])))`,
    values,
  });
  await tx.query({
    name: 'remove_contacts',
    text: 'delete from contact where workspace_id = $1 and id = any($2::bigint[])',
    values,
  });
  return contactIds.length;
}
