import { edgesOf } from './resolve.ts';
import type { Finding, Tree } from './source.ts';

/**
 * No file may reach itself, not even through types alone: in a cycle there is no first file to read. Found as strongly
 * connected components (Tarjan), so one finding names a whole knot and not each way around it.
 */
export function checkCycles(tree: Tree): Finding[] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of edgesOf(tree)) {
    if (!targets.has(from.path)) targets.set(from.path, new Set());
    targets.get(from.path)?.add(to);
  }
  return findKnots(targets).map((knot) => ({
    check: 'cycles',
    file: knot[0] ?? '',
    line: 1,
    sentence: `these files import each other in a circle: ${[...knot, knot[0]].join(' → ')}`,
  }));
}

type Mark = { index: number; low: number; isOnStack: boolean };

function findKnots(targets: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const marks = new Map<string, Mark>();
  const stack: string[] = [];
  const knots: string[][] = [];
  const visit = (file: string): Mark => {
    const mark: Mark = { index: marks.size, low: marks.size, isOnStack: true };
    marks.set(file, mark);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      const seen = marks.get(target);
      if (!seen) mark.low = Math.min(mark.low, visit(target).low);
      else if (seen.isOnStack) mark.low = Math.min(mark.low, seen.index);
    }
    if (mark.low === mark.index) {
      const members = stack.splice(stack.indexOf(file));
      for (const member of members) (marks.get(member) as Mark).isOnStack = false;
      if (members.length > 1 || targets.get(file)?.has(file)) knots.push(walkAround(members, targets));
    }
    return mark;
  };
  for (const file of [...targets.keys()].sort()) if (!marks.has(file)) visit(file);
  return knots;
}

/** The shortest way from the first member back to itself, for people to read. */
function walkAround(members: string[], targets: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const inside = new Set(members);
  const start = [...members].sort()[0] ?? '';
  let ways: string[][] = [[start]];
  const seen = new Set<string>();
  while (ways.length > 0) {
    const longer: string[][] = [];
    for (const way of ways) {
      for (const next of targets.get(way.at(-1) ?? '') ?? []) {
        if (next === start) return way;
        if (!inside.has(next) || seen.has(next)) continue;
        seen.add(next);
        longer.push([...way, next]);
      }
    }
    ways = longer;
  }
  return members;
}
