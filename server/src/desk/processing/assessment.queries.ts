import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { AssessmentBody, AssessmentVersion } from './assessment.ts';

export type Assessment = {
  readonly id: string;
  readonly title: string;
  readonly versions: readonly AssessmentVersion[];
};
export type AssessmentLine = {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly verdict: AssessmentVersion['verdict'];
  readonly signedAt: Date | null;
};

export async function insertAssessment(
  tx: Tx,
  one: { id: string; title: string; by: string; at: Date },
): Promise<void> {
  await tx.query(
    'insert into assessment (workspace_id, id, title, made_at, made_by) values (current_workspace(), $1, $2, $3, $4)',
    [one.id, one.title, one.at, one.by],
  );
}

/** Holds the assessment, so that versions count on without a gap. */
export async function lockAssessment(tx: Tx, id: string): Promise<Assessment> {
  await tx.query('select 1 from assessment where workspace_id = current_workspace() and id = $1 for update', [
    id,
  ]);
  return getAssessment(tx, id);
}

/** The newest version first. */
export async function getAssessment(tx: Tx, id: string): Promise<Assessment> {
  const { rows } = await tx.query<{ title: string }>(
    'select title from assessment where workspace_id = current_workspace() and id = $1',
    [id],
  );
  if (!rows[0]) throw assessmentNotFound(publicId('dpi', id));
  const { rows: versions } = await tx.query<AssessmentVersion>(
    `select version, body, written_at as "writtenAt", written_by as "writtenBy", verdict, verdict_note as "verdictNote",
       signed_at as "signedAt", signed_by as "signedBy"
     from assessment_version where workspace_id = current_workspace() and assessment_id = $1 order by version desc`,
    [id],
  );
  return { id, title: rows[0].title, versions };
}

export const assessmentNotFound = (shown: string): NotFound =>
  new NotFound('assessment.not_found', `There is no assessment ${shown.slice(0, 60)} in this workspace.`);

/** Each with its newest version. */
export async function listAssessments(tx: Tx): Promise<AssessmentLine[]> {
  const { rows } = await tx.query<AssessmentLine>(
    `select distinct on (a.made_at, a.id) a.id, a.title, v.version, v.verdict, v.signed_at as "signedAt"
     from assessment a join assessment_version v on v.workspace_id = a.workspace_id and v.assessment_id = a.id
     where a.workspace_id = current_workspace() order by a.made_at, a.id, v.version desc`,
  );
  return rows;
}

export async function insertAssessmentVersion(
  tx: Tx,
  id: string,
  one: { version: number; body: AssessmentBody; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into assessment_version (workspace_id, assessment_id, version, body, written_at, written_by)
     values (current_workspace(), $1, $2, $3, $4, $5)`,
    [id, one.version, JSON.stringify(one.body), one.at, one.by],
  );
}

export async function saveSignature(
  tx: Tx,
  id: string,
  version: number,
  signed: { verdict: string; note: string; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `update assessment_version set verdict = $3, verdict_note = $4, signed_by = $5, signed_at = $6
     where workspace_id = current_workspace() and assessment_id = $1 and version = $2`,
    [id, version, signed.verdict, signed.note, signed.by, signed.at],
  );
}
