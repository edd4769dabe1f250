import {
  type Compare,
  type FieldLeaf,
  isGroup,
  isLeaf,
  keyOf,
  type Leaf,
  leavesOf,
  type Segment,
} from './ast.ts';
import { type Catalogue, factOf, stateCode } from './catalogue.ts';
import { daySpanOf, type Moment, spanOf } from './windows.ts';

export type Hint = {
  readonly code: 'segment.never_true' | 'segment.always_true' | 'segment.twice';
  readonly sentence: string;
  /** A JSON pointer into the rule: the smallest part of which it can be said. */
  readonly pointer: string;
};

// Beyond this many answers that the conditions can have together, nothing is said: silence is no claim that all is well.
const mostWorlds = 20_000;
const mostFree = 10;

/**
 * What a segment cannot mean: parts that nobody can be in, parts in which everybody is, and conditions that stand twice. Leaves that ask
 * about the same (one field, one count) are tried at every value that any of them tells apart; whatever holds in all of these worlds
 * always holds. `everyone` and its denial are meant, and not told of.
 */
export function hintsOf(segment: Segment, asked: Asked): readonly Hint[] {
  return look(segment, '', asked);
}

export type Asked = { readonly moment: Moment; readonly catalogue: Catalogue };

function look(node: Segment, pointer: string, asked: Asked): readonly Hint[] {
  if (isLeaf(node)) return [];
  const children = isGroup(node)
    ? node.of.map((child, at) => [child, `${pointer}/of/${at}`] as const)
    : [[node.of, `${pointer}/of`] as const];
  const below = children.flatMap(([child, place]) => look(child, place, asked));
  const twice = isGroup(node) ? findTwice(node.of, pointer) : [];
  if (below.some(({ code }) => code !== 'segment.twice')) return [...below, ...twice];
  const truth = truthOf(node, asked);
  if (truth === null) return [...below, ...twice];
  const sentence = truth
    ? 'This holds for everybody: its conditions cannot all fail. Take it out, or say “everyone”.'
    : 'Nobody can be in this: its conditions exclude each other.';
  return [
    ...below,
    ...twice,
    { code: truth ? 'segment.always_true' : 'segment.never_true', sentence, pointer },
  ];
}

function findTwice(of: readonly Segment[], pointer: string): readonly Hint[] {
  const seen = new Set<string>();
  return of.flatMap((child, at) => {
    const key = keyOf(child);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const sentence = 'This condition stands here twice; once is enough.';
    return [{ code: 'segment.twice' as const, sentence, pointer: `${pointer}/of/${at}` }];
  });
}

type World = ReadonlyMap<string, boolean>;

/** True or false where it is so in every world; null where it depends, or where there are too many to look at. */
function truthOf(node: Segment, asked: Asked): boolean | null {
  const leaves = [...new Map(leavesOf(node).map((leaf) => [keyOf(leaf), leaf])).values()];
  if (leaves.length === 0 || leaves.every(({ kind }) => kind === 'everyone')) return null;
  const subjects = [...Map.groupBy(leaves, subjectOf).values()].flatMap((group) => {
    const worlds = worldsOf(group, asked);
    return worlds ? [worlds] : [];
  });
  if (subjects.flatMap(([world]) => [...(world?.keys() ?? [])]).length < leaves.length) return null;
  if (subjects.reduce((product, worlds) => product * worlds.length, 1) > mostWorlds) return null;
  let [some, none] = [false, false];
  for (const world of combine(subjects)) {
    if (holds(node, world)) some = true;
    else none = true;
    if (some && none) return null;
  }
  return some;
}

function holds(node: Segment, world: World): boolean {
  if (node.kind === 'all') return node.of.every((child) => holds(child, world));
  if (node.kind === 'any') return node.of.some((child) => holds(child, world));
  if (node.kind === 'not') return !holds(node.of, world);
  return node.kind === 'everyone' || world.get(keyOf(node)) === true;
}

function* combine(subjects: readonly (readonly World[])[]): Generator<World> {
  const [first, ...rest] = subjects;
  if (!first) return yield new Map();
  for (const world of first) for (const other of combine(rest)) yield new Map([...world, ...other]);
}

/** Leaves about the same are decided together; every other leaf may be either. */
function subjectOf(leaf: Leaf): string {
  if (leaf.kind === 'field') return `field ${leaf.field}`;
  if (leaf.kind === 'count' || leaf.kind === 'sum') {
    const { compare: _, value: __, ...asked } = leaf;
    return keyOf(asked);
  }
  if (
    leaf.kind === 'consent' &&
    leaf.program !== undefined &&
    leaf.levels === undefined &&
    leaf.window === undefined
  )
    return `consent ${leaf.program}`;
  return keyOf(leaf);
}

/** Every way in which leaves about one subject can be answered together. Null where there are too many to look at. */
function worldsOf(leaves: readonly Leaf[], asked: Asked): readonly World[] | null {
  if (leaves[0]?.kind === 'everyone') return [new Map([[keyOf(leaves[0]), true]])];
  const samples = samplesOf(leaves, asked);
  if (samples === null && leaves.length > mostFree) return null;
  const all = samples
    ? samples.map((sample) => leaves.map((leaf) => holdsAt(leaf, sample, asked)))
    : anyAnswers(leaves.length);
  const different = new Map(all.map((answers) => [answers.join(), answers]));
  return [...different.values()].map(
    (answers) => new Map(leaves.map((leaf, at) => [keyOf(leaf), answers[at] === true])),
  );
}

const anyAnswers = (count: number): readonly (readonly boolean[])[] =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (__, at) => (bits & (1 << at)) !== 0),
  );

/** A value that a field (or a count) might have; null where it is not known. Days are numbers too, of their midnight in UTC. */
type Sample = string | number | boolean | null;

/** At least one value for every way in which the leaves can be answered together; null where each may be either. */
function samplesOf(leaves: readonly Leaf[], asked: Asked): readonly Sample[] | null {
  if (leaves.length === 1) return null;
  if (leaves.every(({ kind }) => kind === 'consent')) return ['opted_in', 'pending', 'opted_out', null];
  if (leaves.every((leaf) => leaf.kind === 'count' || leaf.kind === 'sum')) {
    const isCount = leaves[0]?.kind === 'count';
    return around(leaves.map(({ value }) => value)).filter(
      (value) => !isCount || (Number.isInteger(value) && value >= 0),
    );
  }
  const fields = leaves.filter((leaf) => leaf.kind === 'field');
  if (fields.length < leaves.length) return null;
  if (fields.every(({ is }) => is === 'when' || is === 'known')) return times(fields, asked);
  if (isMixed(fields)) return null;
  if (fields.every(isAboutNumbers)) return [null, otherWord, ...around(fields.flatMap(numbersIn))];
  // An area code may lie in two states at once.
  if (fields[0]?.field === 'state' || fields[0]?.field === 'area_state') return null;
  if (fields.every(({ is }) => is === 'one_of' || is === 'known'))
    return [null, otherWord, ...fields.flatMap(wordsIn)];
  // Words that contain, begin or end with something: no list of values tells them all apart.
  return null;
}

/** “Is true” beside “= Yes”: many words mean yes, so no sample tells what holds together. */
const isMixed = (fields: readonly FieldLeaf[]): boolean => {
  const values = fields.flatMap((leaf) =>
    leaf.is === 'one_of' ? leaf.values : 'value' in leaf ? [leaf.value] : [],
  );
  return new Set(values.map((value) => typeof value === 'boolean')).size > 1;
};

/** Stands for whatever else somebody may have typed there. */
const otherWord = '\u0000';

const wordsIn = (leaf: FieldLeaf): readonly Sample[] =>
  leaf.is === 'one_of' ? leaf.values.map((value) => sameWord(leaf.field, value)) : [];

function sameWord(field: string, value: Sample): Sample {
  if (typeof value !== 'string') return value;
  return (field === 'address_state' ? (stateCode(value) ?? value) : value).toLowerCase();
}

const isAboutNumbers = (leaf: FieldLeaf): boolean => {
  if (leaf.is === 'one_of') return leaf.values.every((value) => typeof value === 'number');
  return leaf.is === 'known' || ('value' in leaf && typeof leaf.value === 'number');
};

const numbersIn = (leaf: FieldLeaf): readonly number[] => {
  if (leaf.is === 'one_of') return leaf.values.filter((value) => typeof value === 'number');
  return 'value' in leaf && typeof leaf.value === 'number' ? [leaf.value] : [];
};

/** Each number, what lies between two neighbours, and what lies beyond. */
function around(numbers: readonly number[]): readonly number[] {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const between = sorted.slice(1).map((value, at) => (value + (sorted[at] ?? 0)) / 2);
  return [...new Set([...sorted.flatMap((value) => [value - 1, value, value + 1]), ...between])];
}

/** At each bound of a window, just before it, and just after; a day before and after where days are meant. */
function times(fields: readonly FieldLeaf[], asked: Asked): readonly Sample[] {
  const bounds = fields.flatMap((leaf) => {
    if (leaf.is !== 'when') return [];
    const { from, until } = timesOf(leaf, asked);
    return [from, until].flatMap((at) => (at === null ? [] : [at]));
  });
  const least = isAboutDays(fields[0], asked) ? dayMs : 1;
  return [null, ...bounds.flatMap((ms) => [ms - least, ms, ms + least])];
}

const dayMs = 86_400_000;
const isAboutDays = (leaf: FieldLeaf | undefined, { catalogue }: Asked) =>
  leaf !== undefined && factOf(leaf.field, catalogue)?.kind === 'day';

function timesOf(
  leaf: FieldLeaf & { is: 'when' },
  asked: Asked,
): { from: number | null; until: number | null } {
  if (!isAboutDays(leaf, asked)) {
    const { from, until } = spanOf(leaf.window, asked.moment);
    return { from: from?.getTime() ?? null, until: until?.getTime() ?? null };
  }
  const { from, to } = daySpanOf(leaf.window, asked.moment);
  return {
    from: from === null ? null : Date.parse(from),
    until: to === null ? null : Date.parse(to) + dayMs,
  };
}

function holdsAt(leaf: Leaf, sample: Sample, asked: Asked): boolean {
  if (leaf.kind === 'consent') return sample === leaf.status;
  if (leaf.kind === 'count' || leaf.kind === 'sum') return compares(leaf.compare, Number(sample), leaf.value);
  if (leaf.kind !== 'field' || sample === null) return false;
  switch (leaf.is) {
    case 'known':
      return true;
    case 'one_of':
      return leaf.values.some((value) => sameWord(leaf.field, value) === sample);
    case 'when': {
      const { from, until } = timesOf(leaf, asked);
      const at = Number(sample);
      return (from === null || at >= from) && (until === null || at < until);
    }
    case 'less':
    case 'at_most':
    case 'more':
    case 'at_least':
      return typeof sample === 'number' && compares(leaf.is, sample, leaf.value);
    default:
      return false;
  }
}

function compares(compare: Compare, one: number, other: number): boolean {
  switch (compare) {
    case 'less':
      return one < other;
    case 'at_most':
      return one <= other;
    case 'equal':
      return one === other;
    case 'at_least':
      return one >= other;
    case 'more':
      return one > other;
  }
}
