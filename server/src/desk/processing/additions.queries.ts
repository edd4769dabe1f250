import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Additions } from './processing-record.ts';

export async function findAdditions(tx: Tx): Promise<Additions> {
  const { rows } = await tx.query<{ body: Additions }>(
    'select body from processing_addition where workspace_id = current_workspace()',
  );
  return rows[0]?.body ?? {};
}

export async function saveAdditions(tx: Tx, body: Additions, by: string, at: Date): Promise<void> {
  await tx.query(
    `insert into processing_addition (workspace_id, body, updated_at, updated_by) values (current_workspace(), $1, $2, $3)
     on conflict (workspace_id) do update set body = excluded.body, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [JSON.stringify(body), at, by],
  );
}

export type RecordVersion = {
  readonly version: number;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly record: string;
  readonly sha256: string;
};

const columns = `version, made_at as "madeAt", made_by as "madeBy", record, encode(sha256, 'hex') as sha256`;

/** Versions count from 1; two that are kept at once wait for each other at the workspace's row. */
export async function insertVersion(
  tx: Tx,
  kept: Omit<RecordVersion, 'version' | 'sha256'> & { sha256: Buffer },
): Promise<number> {
  await tx.query('select 1 from workspace where id = current_workspace() for no key update');
  const { rows } = await tx.query<{ version: number }>(
    `insert into processing_version (workspace_id, version, made_at, made_by, record, sha256)
     select current_workspace(), coalesce(max(version), 0) + 1, $1, $2, $3, $4 from processing_version
     where workspace_id = current_workspace() returning version`,
    [kept.madeAt, kept.madeBy, kept.record, kept.sha256],
  );
  return rows[0]?.version ?? 1;
}

/** Newest first. */
export async function listRecordVersions(tx: Tx): Promise<Omit<RecordVersion, 'record'>[]> {
  const { rows } = await tx.query<Omit<RecordVersion, 'record'>>(
    `select version, made_at as "madeAt", made_by as "madeBy", encode(sha256, 'hex') as sha256 from processing_version
     where workspace_id = current_workspace() order by version desc limit 500`,
  );
  return rows;
}

export async function getRecordVersion(tx: Tx, version: number): Promise<RecordVersion> {
  const { rows } = await tx.query<RecordVersion>(
    `select ${columns} from processing_version where workspace_id = current_workspace() and version = $1`,
    [version],
  );
  if (rows[0]) return rows[0];
  throw new NotFound(
    'processing_record.no_version',
    `No version ${version} of the record of processing was kept.`,
  );
}
