import { type TSchema, Type } from 'typebox';
import Value from 'typebox/value';
import { wordsOfFinding } from '../../../platform/finding-words.ts';
import { deepest, distanceUnits, mostNodes, type Segment, tidy, units } from './ast.ts';
import type { Place, SegmentProblem } from './problem.ts';
import type { ReadSegment } from './read-text.ts';

const Text = Type.String({ minLength: 1, maxLength: 200 });
const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });
const Texts = Type.Array(Text, { minItems: 1, maxItems: 500 });
const Count = Type.Integer({ minimum: 0, maximum: 10_000 });
const AnyUnit = Type.Enum([...units]);
const Compare = Type.Enum(['less', 'at_most', 'equal', 'at_least', 'more']);

const windows: Readonly<Record<string, TSchema>> = {
  last: closed({ when: Text, count: Count, unit: AnyUnit }),
  next: closed({ when: Text, count: Count, unit: AnyUnit }),
  over: closed({ when: Text, count: Count, unit: AnyUnit }),
  ago: closed({ when: Text, from: Count, to: Count, unit: AnyUnit }),
  before: closed({ when: Text, date: Text }),
  since: closed({ when: Text, date: Text }),
  between: closed({ when: Text, from: Text, to: Text }),
  today: closed({ when: Text }),
};
const yearly: Readonly<Record<string, TSchema>> = {
  last: closed({
    when: Text,
    count: Type.Integer({ minimum: 0, maximum: 366 }),
    unit: Type.Enum(['days', 'weeks']),
  }),
  next: closed({
    when: Text,
    count: Type.Integer({ minimum: 0, maximum: 366 }),
    unit: Type.Enum(['days', 'weeks']),
  }),
  month: closed({ when: Text, month: Type.Integer({ minimum: 1, maximum: 12 }) }),
  today: closed({ when: Text }),
};

const Values = Type.Array(Type.Union([Text, Type.Number(), Type.Boolean()]), { minItems: 1, maxItems: 500 });
const tests: Readonly<Record<string, Record<string, TSchema>>> = {
  one_of: { values: Values },
  contains: { value: Text },
  starts_with: { value: Text },
  ends_with: { value: Text },
  less: { value: Type.Number() },
  at_most: { value: Type.Number() },
  more: { value: Type.Number() },
  at_least: { value: Type.Number() },
  known: {},
};
const fieldTests: typeof tests = {
  ...tests,
  when: { window: Type.Unknown() },
  anniversary: { window: Type.Unknown() },
};

const kinds: Readonly<Record<string, TSchema>> = {
  all: closed({ kind: Text, of: Type.Array(Type.Unknown(), { minItems: 1 }) }),
  any: closed({ kind: Text, of: Type.Array(Type.Unknown(), { minItems: 1 }) }),
  not: closed({ kind: Text, of: Type.Unknown() }),
  everyone: closed({ kind: Text }),
  tag: closed({ kind: Text, tags: Texts }),
  list: closed({ kind: Text, lists: Texts }),
  segment: closed({ kind: Text, segment: Text }),
  near: closed({
    ...{ kind: Text, country: Text, postcode: Text },
    ...{ within: Type.Number(), unit: Type.Enum([...distanceUnits]) },
  }),
  consent: closed({
    kind: Text,
    program: Type.Optional(Text),
    status: Type.Enum(['opted_in', 'pending', 'opted_out']),
    levels: Type.Optional(Texts),
    window: Type.Optional(Type.Unknown()),
  }),
  count: closed({
    kind: Text,
    of: Type.Unknown(),
    window: Type.Optional(Type.Unknown()),
    compare: Compare,
    value: Type.Number(),
  }),
  sum: closed({
    ...{ kind: Text, of: Type.Unknown(), property: Text },
    ...{ window: Type.Optional(Type.Unknown()), compare: Compare, value: Type.Number() },
  }),
};
// A field's leaf has a shape for each way to ask of it (fieldShapes), so its kind stands in no list of kinds.
const kindNames = ['field', ...Object.keys(kinds)];
const Act = closed({
  act: Type.Enum(['received', 'delivered', 'failed', 'clicked', 'replied', 'opted_out']),
  campaign: Type.Optional(Text),
});
const Event = closed({
  event: Text,
  where: Type.Optional(Type.Array(Type.Unknown(), { minItems: 1, maxItems: 20 })),
});

/**
 * The JSON form as a schema, for the API's description: what each node may have. Nodes within nodes are read one by one, so that
 * an error points at its place and not at the union as a whole.
 */
export const SegmentJson = Type.Object(
  { kind: Type.Enum(kindNames) },
  {
    additionalProperties: true,
    title: 'SegmentRule',
    description:
      'A condition on people, or conditions joined: {"kind":"all","of":[…]}, {"kind":"any","of":[…]}, {"kind":"not","of":…}. The leaves are field, tag, list, segment, near, consent, count, sum and everyone; docs/guides/segments.md has an example of each.',
  },
);

/** Reads the JSON form. Every problem carries the JSON pointer of its place. */
export function readJson(given: unknown): ReadSegment {
  const reader = new JsonReader();
  reader.readNode(given, '', 0);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, segment: tidy(given as Segment), places: reader.places };
}

type Read = Readonly<Record<string, unknown>>;

class JsonReader {
  readonly problems: SegmentProblem[] = [];
  readonly places = new Map<object, Place>();
  #nodes = 0;

  readNode(given: unknown, pointer: string, depth: number): void {
    this.#nodes += 1;
    if (depth > deepest || this.#nodes > mostNodes) {
      this.#object(
        pointer,
        'segment.too_big',
        `A segment has at most ${mostNodes} conditions, ${deepest} deep.`,
      );
      return;
    }
    const node = this.#readShape(given, pointer, 'kind', kinds);
    if (!node) return;
    this.places.set(node, { pointer });
    if (node.kind === 'all' || node.kind === 'any') {
      for (const [at, child] of (node.of as unknown[]).entries())
        this.readNode(child, `${pointer}/of/${at}`, depth + 1);
    } else if (node.kind === 'not') this.readNode(node.of, `${pointer}/of`, depth + 1);
    else this.#readLeaf(node, pointer);
  }

  #readLeaf(node: Read, pointer: string): void {
    if (node.kind === 'field') {
      const isYearly = node.is === 'anniversary';
      if (node.is === 'when' || isYearly)
        this.#readShape(node.window, `${pointer}/window`, 'when', isYearly ? yearly : windows);
      return;
    }
    if (node.window !== undefined) this.#readShape(node.window, `${pointer}/window`, 'when', windows);
    if (node.kind === 'count' || node.kind === 'sum')
      this.#readHappening(node.of, `${pointer}/of`, node.kind);
  }

  #readHappening(given: unknown, pointer: string, kind: string): void {
    const isAct = kind === 'count' && isObject(given) && 'act' in given;
    const read = this.#check(given, pointer, isAct ? Act : Event);
    if (!read || isAct) return;
    const { where = [] } = read as { where?: readonly unknown[] };
    where.forEach((test, at) => {
      this.#readShape(test, `${pointer}/where/${at}`, 'is', withName('property', tests));
    });
  }

  /** Reads an object whose one word says which shape it has. A field's leaf has two such words. */
  #readShape(
    given: unknown,
    pointer: string,
    word: string,
    shapes: Readonly<Record<string, TSchema>>,
  ): Read | null {
    if (!isObject(given)) return this.#refuse(pointer, 'segment.not_an_object', 'Here belongs an object.');
    if (word === 'kind' && given.kind === 'field') return this.#readShape(given, pointer, 'is', fieldShapes);
    const name = given[word];
    const shape = typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    const known = word === 'kind' ? kindNames : Object.keys(shapes);
    if (!shape)
      return this.#refuse(
        `${pointer}/${word}`,
        'segment.unknown_word',
        `“${word}” is one of ${known.join(', ')}.`,
      );
    return this.#check(given, pointer, shape);
  }

  #check(given: unknown, pointer: string, shape: TSchema): Read | null {
    const [first] = Value.Errors(shape, given);
    if (!first) return given as Read;
    const missing =
      'requiredProperties' in first.params ? first.params.requiredProperties.join(', ') : undefined;
    const surplus =
      'additionalProperties' in first.params ? first.params.additionalProperties.join(', ') : undefined;
    const sentence =
      missing !== undefined
        ? `Here is missing: ${missing}.`
        : surplus !== undefined
          ? `Nothing of this kind has: ${surplus}.`
          : `This ${wordsOfFinding(first)}.`;
    return this.#refuse(`${pointer}${first.instancePath}`, 'segment.bad_shape', sentence);
  }

  #refuse(pointer: string, code: string, sentence: string): null {
    this.#object(pointer, code, sentence);
    return null;
  }

  #object(pointer: string, code: string, sentence: string): void {
    this.problems.push({ code, sentence, place: { pointer } });
  }
}

const withName = (name: string, shapes: typeof tests): Readonly<Record<string, TSchema>> =>
  Object.fromEntries(
    Object.entries(shapes).map(([is, more]) => [is, closed({ [name]: Text, is: Text, ...more })]),
  );

const fieldShapes: Readonly<Record<string, TSchema>> = Object.fromEntries(
  Object.entries(fieldTests).map(([is, more]) => [
    is,
    closed({ kind: Text, field: Text, is: Text, ...more }),
  ]),
);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
