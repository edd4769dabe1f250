import { findAccountBehind, type Scope } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Forbidden } from '../platform/errors.ts';

/** Whose notifications a request is about; Forbidden for keys that nobody made. */
export async function requirePerson(tx: Tx, scope: Scope): Promise<string> {
  const accountId = await findAccountBehind(tx, scope);
  if (accountId !== null) return accountId;
  throw new Forbidden(
    'caller.not_a_person',
    'Notifications are somebody’s own. Sign in, or use a key that a member of the workspace has made.',
  );
}
