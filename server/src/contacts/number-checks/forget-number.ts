import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { deleteNumberCheck } from '../erase-person.queries.ts';
import { findNumberCheck } from './number-check.queries.ts';

/** Whatever was said of the number counts no more: it is texted again. Returns whether anything was known. */
export async function forgetNumber(tx: Tx, scope: Scope, number: string): Promise<boolean> {
  const known = await findNumberCheck(tx, number);
  if (!known || !(await deleteNumberCheck(tx, number))) return false;
  await recordAudit(tx, scope, {
    act: 'number_check.forgotten',
    object: known.source,
    before: { reason: known.unreachableReason, line_type: known.lineType, failures: known.failures },
    after: {},
  });
  return true;
}
