import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { readUuidId } from '../platform/ids.ts';

/** Somebody who works here. */
export type Colleague = { readonly accountId: string; readonly name: string };

/** The account behind `mem_…`; refused where nobody of that name works here. */
export async function readMember(tx: Tx, publicMember: string, pointer: string): Promise<Colleague> {
  const accountId = readUuidId('mem', publicMember);
  const { rows } = await tx.query<Colleague>(
    `select a.id as "accountId", a.name from member m join account a on a.id = m.account_id
     where m.workspace_id = $1 and m.account_id = $2`,
    [tx.workspaceId, accountId],
  );
  if (rows[0]) return rows[0];
  const detail = `Nobody called ${publicMember.slice(0, 60)} works in this workspace. GET /v1/members lists who does.`;
  throw new Invalid('member.unknown', detail, [{ pointer, code: 'member.unknown', detail }]);
}
