import type { Tx } from '../../platform/db/pool.ts';
import { Invalid, type ProblemDetail } from '../../platform/errors.ts';
import type { Segment } from './language/ast.ts';
import type { Catalogue } from './language/catalogue.ts';
import { checkSegment, expand } from './language/check.ts';
import { findUnknownCentres } from './unknown-centres.ts';

type Saved = { readonly name: string; readonly rule: Segment };

/**
 * Why a saved segment cannot be asked any more: it names a list, a field or another segment that is gone. Asked all the same it would
 * choose others than its author believes, and “not on the list” everybody.
 */
export async function findBroken(
  tx: Tx,
  { name, rule: saved }: Saved,
  catalogue: Catalogue,
  pointer = '',
): Promise<ProblemDetail[]> {
  const rule = expand(saved, catalogue);
  const broken = checkSegment(rule, catalogue, new Map());
  // Of a country without a table no postcode is known, which is said once.
  const problems = broken.length > 0 ? broken : await findUnknownCentres(tx, rule, new Map());
  return problems.map(({ sentence }) => ({
    pointer,
    code: 'segment.broken',
    detail: `The segment “${name}” cannot be asked any more: ${sentence}`,
  }));
}

export function refuseBroken(problems: readonly ProblemDetail[]): void {
  const [first] = problems;
  if (first) throw new Invalid(first.code, first.detail, [...problems]);
}
