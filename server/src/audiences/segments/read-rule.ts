import type { Tx } from '../../platform/db/pool.ts';
import { findBroken } from './broken-segment.ts';
import { leavesOf, type Segment } from './language/ast.ts';
import type { Catalogue } from './language/catalogue.ts';
import type { Place, SegmentProblem } from './language/problem.ts';
import { type RuleReading, readRule, refuseRule, type WrittenRule } from './segment.ts';
import { findUnknownCentres } from './unknown-centres.ts';

/** Reads a rule and checks it against what the workspace has: the places of postcodes, and what the segments that it names ask for. */
export async function readRuleWithin(
  tx: Tx,
  written: WrittenRule,
  catalogue: Catalogue,
): Promise<RuleReading> {
  const read = readRule(written, catalogue);
  if (!read.ok) return read;
  const problems = [
    ...(await findUnknownCentres(tx, read.rule, read.places)),
    ...(await findBrokenWithin(tx, read.rule, catalogue, read.places)),
  ];
  return problems.length === 0 ? read : { ok: false, problems };
}

/** The rule, or Invalid with everything that stands against it. */
export async function requireRule(tx: Tx, written: WrittenRule, catalogue: Catalogue): Promise<Segment> {
  const read = await readRuleWithin(tx, written, catalogue);
  if (read.ok) return read.rule;
  throw refuseRule(read.problems, written);
}

/** Segments that the rule names and that cannot be asked any more: of “not on a list that is gone” it would choose everybody. */
async function findBrokenWithin(
  tx: Tx,
  rule: Segment,
  catalogue: Catalogue,
  places: ReadonlyMap<object, Place>,
): Promise<readonly SegmentProblem[]> {
  const found: SegmentProblem[] = [];
  for (const leaf of leavesOf(rule)) {
    const named = leaf.kind === 'segment' ? catalogue.segments.get(leaf.segment) : undefined;
    if (!named) continue;
    for (const { code, detail } of await findBroken(tx, named, catalogue))
      found.push({ code, sentence: detail, place: places.get(leaf) ?? { pointer: '' } });
  }
  return found;
}
