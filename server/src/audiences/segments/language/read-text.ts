import { type Act, acts, deepest, type Leaf, mostNodes, type Segment, tidy } from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import { keywords } from './catalogue.ts';
import { Cursor } from './cursor.ts';
import { type Place, type SegmentProblem, Unreadable } from './problem.ts';
import { readConsent, readCounting, readDid } from './read-behaviour.ts';
import { readFieldTest } from './read-field.ts';
import { readNear } from './read-near.ts';
import { Referee } from './referee.ts';

export type ReadSegment =
  | { readonly ok: true; readonly segment: Segment; readonly places: ReadonlyMap<object, Place> }
  | { readonly ok: false; readonly problems: readonly SegmentProblem[] };

/**
 * Reads the text of a segment, such as `state in (TX, FL) and not in list "Staff"`. Names are looked up in the catalogue; what is
 * unknown and what cannot be read is told with its place. Whether each condition fits its field is asked afterwards (`check.ts`).
 */
export function readText(text: string, catalogue: Catalogue): ReadSegment {
  const referee = new Referee(catalogue);
  try {
    const segment = new Reader(new Cursor(text), referee).readAll();
    if (referee.problems.length > 0) return { ok: false, problems: referee.problems };
    return { ok: true, segment: tidy(segment), places: referee.places };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, problems: [...referee.problems, error.problem] };
  }
}

class Reader {
  readonly #cursor: Cursor;
  readonly #referee: Referee;
  #nodes = 0;

  constructor(cursor: Cursor, referee: Referee) {
    this.#cursor = cursor;
    this.#referee = referee;
  }

  readAll(): Segment {
    const cursor = this.#cursor;
    if (cursor.peek().kind === 'end')
      throw cursor.refuse('segment.empty', 'Write a condition, such as: tag "vip", or: everyone.');
    const segment = this.#readOr(0);
    if (cursor.peek().kind === 'end') return segment;
    throw cursor.isMark(')')
      ? cursor.refuse('segment.mark_missing', 'This bracket closes nothing.')
      : cursor.refuse('segment.joint_missing', 'Between two conditions belongs “and” or “or”.');
  }

  #readOr(depth: number): Segment {
    return this.#readGroup('or', 'any', () => this.#readAnd(depth));
  }

  #readAnd(depth: number): Segment {
    return this.#readGroup('and', 'all', () => this.#readOne(depth));
  }

  #readGroup(word: string, kind: 'all' | 'any', readPart: () => Segment): Segment {
    const of = [readPart()];
    while (this.#cursor.takeWord(word)) of.push(readPart());
    const [only] = of;
    return of.length === 1 && only ? only : { kind, of };
  }

  #readOne(depth: number): Segment {
    const cursor = this.#cursor;
    if (depth > deepest)
      throw cursor.refuse(
        'segment.too_deep',
        `Brackets may stand in one another ${deepest} deep. Save a part as a segment and name it.`,
      );
    this.#nodes += 1;
    if (this.#nodes > mostNodes)
      throw cursor.refuse(
        'segment.too_big',
        `A segment has at most ${mostNodes} conditions. Put the people on a list instead.`,
      );
    if (cursor.takeWord('not')) return { kind: 'not', of: this.#readOne(depth + 1) };
    if (cursor.takeMark('(')) {
      const inner = this.#readOr(depth + 1);
      cursor.needMark(')', ' to close the bracket');
      return inner;
    }
    const { start } = cursor.peek();
    const node = this.#readCondition();
    const leaf = node.kind === 'not' ? node.of : node;
    this.#referee.places.set(leaf, { start, end: cursor.lastEnd });
    return node;
  }

  #readCondition(): Segment {
    const cursor = this.#cursor;
    const token = cursor.peek();
    if (token.kind !== 'word')
      throw cursor.refuse(
        'segment.condition_missing',
        'Here belongs a condition, such as: state in (TX, FL); tag "vip"; in list "Guests"; received in the last 30 days.',
      );
    const leaf = this.#readKeyword(token.text.toLowerCase());
    if (leaf) return leaf;
    cursor.next();
    return readFieldTest(cursor, token, this.#referee);
  }

  #readKeyword(word: string): Leaf | undefined {
    const cursor = this.#cursor;
    if (!keywords.has(word)) return undefined;
    cursor.next();
    switch (word) {
      case 'everyone':
        return { kind: 'everyone' };
      case 'tag':
        return { kind: 'tag', tags: this.#referee.readTags(cursor) };
      case 'in':
        return this.#readMembership();
      case 'joined':
      case 'pending':
      case 'left':
        return readConsent(cursor, word, this.#referee);
      case 'count':
      case 'sum':
        return readCounting(cursor, word, this.#referee);
      case 'within':
        return readNear(cursor, this.#referee.catalogue);
      case 'did':
        return readDid(cursor, null, this.#referee);
      case 'opted':
        cursor.needWord('out');
        return readDid(cursor, 'opted_out', this.#referee);
      default:
        if ((acts as readonly string[]).includes(word)) return readDid(cursor, word as Act, this.#referee);
        throw cursor.refuse(
          'segment.condition_missing',
          `“${word}” cannot stand here. A condition belongs before it.`,
        );
    }
  }

  #readMembership(): Leaf {
    const cursor = this.#cursor;
    if (cursor.takeWord('list', 'lists'))
      return { kind: 'list', lists: this.#referee.readNames(cursor, 'lists') };
    if (cursor.takeWord('segment'))
      return { kind: 'segment', segment: this.#referee.readName(cursor, 'segments') };
    throw cursor.refuse('segment.bad_membership', 'Say in what: in list "…", or in segment "…".');
  }
}
