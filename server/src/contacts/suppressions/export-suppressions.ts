import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { toLine } from '../imports/errors-file.ts';
import {
  type ListedSuppression,
  listSuppressions,
  type SuppressionFilter,
  type SuppressionPlace,
} from './suppression-listing.queries.ts';

const rowsPerPage = 1_000;
const columns = ['number', 'brand_id', 'brand', 'reason', 'is_everywhere', 'suppressed_at', 'event_id'];

/** Every suppression that holds, as CSV. Pages are read as the file is written: a million need no more memory than one. */
export async function* writeSuppressions(
  ctx: Context,
  scope: Scope,
  filter: SuppressionFilter,
): AsyncGenerator<string> {
  yield toLine(columns);
  for (let after: SuppressionPlace | null = null; ; ) {
    const place = after;
    const page: ListedSuppression[] = await ctx.db.tx(scope.workspaceId, (tx) =>
      listSuppressions(tx, filter, { after: place, limit: rowsPerPage }),
    );
    const last = page.at(-1);
    if (!last) return;
    yield page.map((one) => toLine(cellsOf(one))).join('');
    after = last;
  }
}

const cellsOf = (one: ListedSuppression) => [
  one.number,
  publicId('brd', one.brandId),
  one.brandName,
  one.reason,
  one.isEverywhere ? 'yes' : 'no',
  one.suppressedAt.toISOString(),
  publicId('cev', one.eventId),
];
