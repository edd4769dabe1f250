import type { Tx } from '../../platform/db/pool.ts';
import type { KeptRequest } from './api-request.ts';

export async function insertApiRequests(tx: Tx, kept: readonly KeptRequest[]): Promise<void> {
  await tx.query({
    name: 'accounts_insert_api_requests',
    text: `insert into api_request (workspace_id, at, method, route, status, took_ms, key_id, request_id, code, others)
           select $1, r.* from unnest($2::timestamptz[], $3::text[], $4::text[], $5::smallint[], $6::integer[], $7::uuid[], $8::text[],
             $9::text[], $10::integer[]) r`,
    values: [
      tx.workspaceId,
      kept.map((one) => one.at),
      kept.map((one) => one.method),
      kept.map((one) => one.route),
      kept.map((one) => one.status),
      kept.map((one) => one.tookMs),
      kept.map((one) => one.keyId),
      kept.map((one) => one.requestId),
      kept.map((one) => one.code),
      kept.map((one) => one.others),
    ],
  });
}

export type ListedRequest = Omit<KeptRequest, 'workspaceId'> & {
  readonly id: number;
  readonly keyName: string | null;
  readonly isTest: boolean;
};

export type RequestFilter = {
  readonly keyId: string | null;
  readonly method: string | null;
  /** Part of the route. */
  readonly route: string | null;
  readonly leastStatus: number;
  readonly mostStatus: number;
  readonly requestId: string | null;
  readonly before: number | null;
  readonly limit: number;
};

/** Newest first. */
export async function listApiRequests(tx: Tx, filter: RequestFilter): Promise<ListedRequest[]> {
  const { rows } = await tx.query<ListedRequest>(
    `select r.id, r.at, r.method, r.route, r.status, r.took_ms as "tookMs", r.key_id as "keyId", k.name as "keyName",
       coalesce(k.is_test, false) as "isTest", r.request_id as "requestId", r.code, r.others
     from api_request r left join api_key k on k.workspace_id = r.workspace_id and k.id = r.key_id
     where r.workspace_id = $1 and ($2::bigint is null or r.id < $2) and r.status between $3 and $4
       and ($5::uuid is null or r.key_id = $5) and ($6::text is null or r.method = $6)
       and ($7::text is null or position(lower($7) in lower(r.route)) > 0) and ($8::text is null or r.request_id = $8)
     order by r.id desc limit $9`,
    [
      ...[tx.workspaceId, filter.before, filter.leastStatus, filter.mostStatus, filter.keyId],
      ...[filter.method, filter.route, filter.requestId, filter.limit],
    ],
  );
  return rows;
}

const mostOfWorkspace = 100_000;

/** Those of before, and those beyond the newest hundred thousand. */
export async function deleteOldApiRequests(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from api_request where workspace_id = $1 and at < $2', [tx.workspaceId, before]);
  await tx.query(
    `delete from api_request where workspace_id = $1 and id <= (
       select id from api_request where workspace_id = $1 order by id desc offset ${mostOfWorkspace} limit 1)`,
    [tx.workspaceId],
  );
}
