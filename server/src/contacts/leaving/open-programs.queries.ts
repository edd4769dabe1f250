import { textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';

export type OpenProgram = {
  readonly number: string;
  readonly programId: string;
  readonly brandId: string;
  readonly name: string;
};

/** What these numbers have joined and not left, by the program's name. */
export async function listOpenPrograms(tx: Tx, numbers: readonly string[]): Promise<OpenProgram[]> {
  if (numbers.length === 0) return [];
  const { rows } = await tx.query<OpenProgram>({
    name: 'list_open_programs',
    text: `select c.number, p.id as "programId", p.brand_id as "brandId", p.name
      from program p join consent c on c.workspace_id = p.workspace_id and c.program_id = p.id
      where p.workspace_id = $1 and c.number = any($2) and c.status = 'opted_in' order by p.name, p.id`,
    values: [tx.workspaceId, textArray(numbers)],
  });
  return rows;
}
