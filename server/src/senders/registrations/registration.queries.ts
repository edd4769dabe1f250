import type { Tx } from '../../platform/db/pool.ts';
import { isUniqueViolation } from '../../platform/db/trouble.ts';
import { conflictAt, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { Registration } from './registration.ts';

const columns = `id, kind, name, status, answers, forms_version as "formsVersion", parent_id as "parentId", provider, reference,
  hours_a_day as "hoursADay", rejection_code as "rejectionCode", rejection_reason as "rejectionReason", mend,
  created_at as "createdAt", submitted_at as "submittedAt", decided_at as "decidedAt", expires_at as "expiresAt"`;

async function oneOf(tx: Tx, id: string, lock: '' | 'for update'): Promise<Registration> {
  const { rows } = await tx.query<Registration>(
    `select ${columns} from registration where workspace_id = current_workspace() and id = $1 ${lock}`,
    [id],
  );
  if (rows[0]) return rows[0];
  throw new NotFound(
    'registration.not_found',
    `There is no registration ${publicId('reg', id)} in this workspace.`,
  );
}

export const getRegistration = (tx: Tx, id: string): Promise<Registration> => oneOf(tx, id, '');
export const lockRegistration = (tx: Tx, id: string): Promise<Registration> => oneOf(tx, id, 'for update');

/** All of them, by name: a business has a handful. */
export async function listRegistrations(tx: Tx): Promise<Registration[]> {
  const { rows } = await tx.query<Registration>(
    `select ${columns} from registration where workspace_id = current_workspace() order by name`,
  );
  return rows;
}

export async function listUnder(tx: Tx, parentId: string): Promise<Registration[]> {
  const { rows } = await tx.query<Registration>(
    `select ${columns} from registration where workspace_id = current_workspace() and parent_id = $1 order by name for update`,
    [parentId],
  );
  return rows;
}

/** Writes the registration as it is; the first time or again. */
export async function saveRegistration(tx: Tx, one: Registration): Promise<void> {
  await tx
    .query(
      `insert into registration (workspace_id, id, kind, name, status, answers, forms_version, parent_id, provider, reference,
         hours_a_day, rejection_code, rejection_reason, mend, created_at, submitted_at, decided_at, expires_at)
       values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       on conflict (workspace_id, id) do update set name = excluded.name, status = excluded.status, answers = excluded.answers,
         forms_version = excluded.forms_version, parent_id = excluded.parent_id, provider = excluded.provider,
         reference = excluded.reference, hours_a_day = excluded.hours_a_day, rejection_code = excluded.rejection_code,
         rejection_reason = excluded.rejection_reason, mend = excluded.mend, submitted_at = excluded.submitted_at,
         decided_at = excluded.decided_at, expires_at = excluded.expires_at`,
      [
        ...[
          one.id,
          one.kind,
          one.name,
          one.status,
          one.answers,
          one.formsVersion,
          one.parentId,
          one.provider,
        ],
        ...[one.reference, one.hoursADay, one.rejectionCode, one.rejectionReason, one.mend],
        ...[one.createdAt, one.submittedAt, one.decidedAt, one.expiresAt],
      ],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw conflictAt(
        '/name',
        'registration.name_taken',
        `There is a registration named “${one.name}” already.`,
      );
    });
}

export type RegistrationEvent = {
  readonly at: Date;
  readonly actor: string;
  readonly act: string;
  readonly status: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export async function insertRegistrationEvent(
  tx: Tx,
  registrationId: string,
  event: RegistrationEvent,
): Promise<void> {
  await tx.query(
    `insert into registration_event (workspace_id, registration_id, at, actor, act, status, detail)
     values (current_workspace(), $1, $2, $3, $4, $5, $6)`,
    [registrationId, event.at, event.actor, event.act, event.status, event.detail],
  );
}

/** From the first to the newest. */
export async function listRegistrationEvents(tx: Tx, registrationId: string): Promise<RegistrationEvent[]> {
  const { rows } = await tx.query<RegistrationEvent>(
    `select at, actor, act, status, detail from registration_event
     where workspace_id = current_workspace() and registration_id = $1 order by id`,
    [registrationId],
  );
  return rows;
}
