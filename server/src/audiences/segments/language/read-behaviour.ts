import type {
  Act,
  Compare,
  ConsentLeaf,
  CountLeaf,
  EventHappening,
  Happening,
  PropertyTest,
  SumLeaf,
  Window,
} from './ast.ts';
import { acts } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readNumber, readTest } from './read-field.ts';
import { isWindowAhead, readWindow } from './read-windows.ts';
import type { Referee } from './referee.ts';

const statuses = { joined: 'opted_in', pending: 'pending', left: 'opted_out' } as const;

/** After `joined`, `pending` or `left`: which program, by what consent, when. */
export function readConsent(cursor: Cursor, word: keyof typeof statuses, referee: Referee): ConsentLeaf {
  if (word === 'pending') cursor.needWord('in');
  const isAny = cursor.takeWord('any');
  if (isAny) cursor.needWord('program');
  const isNamed = !isAny && (cursor.peek().kind === 'string' || /^prg_/.test(cursor.peek().text));
  const program = isNamed ? referee.readName(cursor, 'programs') : undefined;
  const levels = cursor.takeWord('with') ? readLevels(cursor) : undefined;
  return {
    kind: 'consent',
    ...(program === undefined ? {} : { program }),
    status: statuses[word],
    ...(levels === undefined ? {} : { levels }),
    ...readWindowIfAny(cursor),
  };
}

function readLevels(cursor: Cursor): readonly string[] {
  cursor.needWord('level');
  const isSome = cursor.takeMark('(');
  const levels = [cursor.next().text];
  while (isSome && cursor.takeMark(',')) levels.push(cursor.next().text);
  if (isSome) cursor.needMark(')', ' or “,” and one more');
  return levels;
}

const readWindowIfAny = (cursor: Cursor): { window?: Window } =>
  isWindowAhead(cursor) ? { window: readWindow(cursor) } : {};

/** After `did`, or after the name of an act: that it happened at least once. */
export function readDid(cursor: Cursor, act: Act | null, referee: Referee): CountLeaf {
  const of = act === null ? readEvent(cursor) : readAct(cursor, act, referee);
  return { kind: 'count', of, ...readWindowIfAny(cursor), compare: 'at_least', value: 1 };
}

/** After `count` or `sum`: `(order.placed, last 90 days) >= 2`. */
export function readCounting(cursor: Cursor, kind: 'count' | 'sum', referee: Referee): CountLeaf | SumLeaf {
  cursor.needMark('(', ` and what to ${kind}`);
  const leaf = kind === 'count' ? { of: readHappening(cursor, referee) } : readSummed(cursor);
  cursor.takeMark(',');
  const window = readWindowIfAny(cursor);
  cursor.needMark(')', ', or a time such as: last 90 days');
  const compare = readCompare(cursor);
  const value = readNumber(cursor);
  return { kind, ...leaf, ...window, compare, value } as CountLeaf | SumLeaf;
}

function readHappening(cursor: Cursor, referee: Referee): Happening {
  const isOptedOut = cursor.isWord('opted') && cursor.isWordAt(1, 'out');
  const word = isOptedOut ? 'opted_out' : cursor.peek().text.toLowerCase();
  if (!(acts as readonly string[]).includes(word)) return readEvent(cursor);
  cursor.next();
  if (isOptedOut) cursor.next();
  return readAct(cursor, word as Act, referee);
}

function readAct(cursor: Cursor, act: Act, referee: Referee): Happening {
  if (!cursor.takeWord('campaign')) return { act };
  return { act, campaign: referee.readName(cursor, 'campaigns') };
}

/** What names of events are like; the same is asked of an event that comes in. */
export const eventName = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;

function readEvent(cursor: Cursor): EventHappening {
  const token = cursor.next();
  if (token.kind !== 'word' || !eventName.test(token.text))
    throw cursor.refuseAt(
      token,
      'segment.bad_event',
      'Here belongs the name of an event, such as order.placed.',
    );
  return { event: token.text, ...readWhere(cursor) };
}

function readSummed(cursor: Cursor): { of: EventHappening; property: string } {
  const token = cursor.peek();
  const of = readEvent(cursor);
  const dot = of.event.lastIndexOf('.');
  if (dot < 0)
    throw cursor.refuseAt(
      token,
      'segment.bad_event',
      'Say which property is added up, such as: sum(order.placed.value).',
    );
  return { of: { ...of, event: of.event.slice(0, dot) }, property: of.event.slice(dot + 1) };
}

function readWhere(cursor: Cursor): { where?: readonly PropertyTest[] } {
  if (!cursor.takeWord('where')) return {};
  cursor.needMark('(', ' and what its properties are like, such as where (value > 50)');
  const where = [readProperty(cursor)];
  while (cursor.takeWord('and')) where.push(readProperty(cursor));
  cursor.needMark(')', ' or “and” and one more');
  return { where };
}

function readProperty(cursor: Cursor): PropertyTest {
  const token = cursor.next();
  if (token.kind !== 'word' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(token.text))
    throw cursor.refuseAt(
      token,
      'segment.bad_property',
      'Here belongs the name of a property, such as value.',
    );
  const { test, isDenied } = readTest(cursor, null);
  if (isDenied)
    throw cursor.refuseAt(
      token,
      'segment.bad_property',
      'What a property is not cannot be asked here; deny the whole condition with “not”.',
    );
  return { property: token.text, ...test };
}

const signs: Readonly<Record<string, Compare>> = {
  '<': 'less',
  '<=': 'at_most',
  '=': 'equal',
  '>=': 'at_least',
  '>': 'more',
};

function readCompare(cursor: Cursor): Compare {
  const token = cursor.next();
  const compare = token.kind === 'mark' ? signs[token.text] : undefined;
  if (compare) return compare;
  throw cursor.refuseAt(token, 'segment.bad_operator', 'Here belongs >=, >, =, <= or <, and a number.');
}
