import { textArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { EnoughAsked } from './enough-consent.ts';

/** What a number holds of one program. */
export type Held = EnoughAsked & {
  readonly status: string;
  readonly programName: string;
  /** By an opt-out of the program's brand. */
  readonly isSuppressed: boolean;
};

/** What these numbers hold of every program, entered by program and number. */
export async function listHeldByNumbers(tx: Tx, numbers: readonly string[]): Promise<Held[]> {
  const { rows } = await tx.query<Held>(
    `select c.number, c.status, c.level, c.level_expires_at as "levelExpiresAt", p.purpose, p.name as "programName",
       exists (select from suppression s where s.workspace_id = $1 and s.brand_id = p.brand_id and s.number = c.number
         and s.lifted_at is null) as "isSuppressed"
     from consent c join program p on p.workspace_id = c.workspace_id and p.id = c.program_id
     where c.workspace_id = $1 and c.number = any($2)
       and c.program_id = any(array(select id from program where workspace_id = $1))`,
    [tx.workspaceId, textArray(numbers)],
  );
  return rows;
}

/** Those of these numbers that some brand may not text. */
export async function listSuppressedOf(tx: Tx, numbers: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>(
    `select distinct number from suppression where workspace_id = $1 and number = any($2) and lifted_at is null
       and brand_id = any(array(select id from brand where workspace_id = $1))`,
    [tx.workspaceId, textArray(numbers)],
  );
  return rows.map(({ number }) => number);
}
