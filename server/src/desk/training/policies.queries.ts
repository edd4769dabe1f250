import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';

/** The newest version of a written policy. */
export type StaffPolicy = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly sha256: string;
  readonly roles: readonly string[] | null;
  readonly dueDays: number;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  readonly retiredAt: Date | null;
};

const mine = 'p.workspace_id = current_workspace()';
const columns = `p.id, p.version, p.title, p.body, encode(p.sha256, 'hex') as sha256, p.roles, p.due_days as "dueDays",
  p.published_at as "publishedAt", p.published_by as "publishedBy", p.retired_at as "retiredAt"`;

export async function listPolicies(tx: Tx): Promise<StaffPolicy[]> {
  const { rows } = await tx.query<StaffPolicy>(
    `select * from (select distinct on (p.id) ${columns} from staff_policy p where ${mine} order by p.id, p.version desc) p
     order by "retiredAt" is not null, title, id`,
  );
  return rows;
}

export async function getPolicy(tx: Tx, id: string): Promise<StaffPolicy> {
  const { rows } = await tx.query<StaffPolicy>(
    `select ${columns} from staff_policy p where ${mine} and p.id = $1 order by p.version desc limit 1`,
    [id],
  );
  if (rows[0]) return rows[0];
  throw policyNotFound(publicId('pol', id));
}

export const policyNotFound = (shown: string): NotFound =>
  new NotFound(
    'staff_policy.not_found',
    `There is no written policy ${shown.slice(0, 60)} in this workspace.`,
  );

export async function insertPolicy(
  tx: Tx,
  one: Omit<StaffPolicy, 'sha256' | 'retiredAt'> & { readonly hash: Buffer },
): Promise<void> {
  await tx.query(
    `insert into staff_policy (workspace_id, id, version, title, body, sha256, roles, due_days, published_at, published_by)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      one.id,
      one.version,
      one.title,
      one.body,
      one.hash,
      one.roles,
      one.dueDays,
      one.publishedAt,
      one.publishedBy,
    ],
  );
}

export async function retirePolicy(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(
    `update staff_policy p set retired_at = coalesce(p.retired_at, $2) where ${mine} and p.id = $1`,
    [id, at],
  );
}

export type Acknowledgement = {
  readonly policyId: string;
  readonly version: number;
  readonly accountId: string;
  readonly at: Date;
};

export async function listAcknowledgements(tx: Tx): Promise<Acknowledgement[]> {
  const { rows } = await tx.query<Acknowledgement>(
    `select p.policy_id as "policyId", p.version, p.account_id as "accountId", p.at from staff_policy_acknowledgement p where ${mine}`,
  );
  return rows;
}

/** False where it was acknowledged before. */
export async function insertAcknowledgement(tx: Tx, one: Acknowledgement): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into staff_policy_acknowledgement (workspace_id, policy_id, version, account_id, at)
     values (current_workspace(), $1, $2, $3, $4) on conflict do nothing`,
    [one.policyId, one.version, one.accountId, one.at],
  );
  return rowCount === 1;
}
