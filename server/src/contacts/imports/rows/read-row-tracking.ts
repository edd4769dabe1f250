import type { Tracking } from '../../contact.ts';
import { readTracking } from '../values/statuses.ts';
import type { Permission } from './read-permission.ts';
import type { Lanes, RowPlan } from './row-plan.ts';
import type { Tally } from './tally.ts';

/**
 * Whether the row says that it may be kept which links this person opens. A refusal always counts. An agreement does where somebody
 * says what shows it, and never of who has left: they are not texted, so there is nothing to agree to.
 */
export function readRowTracking(
  cells: readonly string[],
  { tracking }: Pick<Lanes, 'tracking'>,
  plan: Pick<RowPlan, 'tracking'>,
  consent: Permission['consent'],
  tally: Pick<Tally, 'tracking_without_record' | 'unread_tracking'>,
): Tracking | null {
  const cell = tracking < 0 ? '' : (cells[tracking] ?? '');
  const said = cell === '' ? undefined : readTracking(cell);
  if (said === 'refused') return said;
  if (consent === 'opted_out') return null;
  if (cell === '') return plan.tracking === 'everybody' ? 'agreed' : null;
  if (said === undefined) tally.unread_tracking += 1;
  else if (plan.tracking === 'unattested') tally.tracking_without_record += 1;
  else return said;
  return null;
}
