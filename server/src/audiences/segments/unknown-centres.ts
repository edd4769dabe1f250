import type { Tx } from '../../platform/db/pool.ts';
import { listUnknownCentres } from '../postcodes/postcode.queries.ts';
import { keyOf, leavesOf, type Segment } from './language/ast.ts';
import type { Place, SegmentProblem } from './language/problem.ts';

/**
 * Distances of which nobody can say from where: the table has the country and not this postcode. Such a table holds tens of
 * thousands, so it is asked for those that a rule names and not read with the catalogue.
 */
export async function findUnknownCentres(
  tx: Tx,
  rule: Segment,
  places: ReadonlyMap<object, Place>,
): Promise<readonly SegmentProblem[]> {
  const near = leavesOf(rule).filter((leaf) => leaf.kind === 'near');
  if (near.length === 0) return [];
  const unknown = new Set((await listUnknownCentres(tx, near)).map(keyOf));
  return near
    .filter(({ country, postcode }) => unknown.has(keyOf({ country, postcode })))
    .map((leaf) => ({
      code: 'segment.unknown_postcode',
      sentence: `Where ${leaf.postcode} in ${leaf.country} lies is not known here. Check how it is written, or bring it in: tidings postcodes import FILE.`,
      place: places.get(leaf) ?? { pointer: '' },
    }));
}
