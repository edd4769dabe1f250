import { longestValue, mostValues } from './ast.ts';
import { type Catalogue, nearest } from './catalogue.ts';
import type { Cursor } from './cursor.ts';
import type { Place, SegmentProblem } from './problem.ts';
import type { Token } from './tokens.ts';

export type NamedKind = 'lists' | 'programs' | 'campaigns' | 'segments';

/** How each kind is called, and what its ids begin with. */
export const namedKinds: Readonly<Record<NamedKind, { readonly word: string; readonly prefix: string }>> = {
  lists: { word: 'list', prefix: 'lst' },
  programs: { word: 'program', prefix: 'prg' },
  campaigns: { word: 'campaign', prefix: 'cmp' },
  segments: { word: 'segment', prefix: 'seg' },
};

export const nameIn = (catalogue: Catalogue, kind: NamedKind, id: string): string | undefined =>
  kind === 'segments' ? catalogue.segments.get(id)?.name : catalogue[kind].get(id);

/** Looks names up while a text is read, and keeps what is wrong, so that all of it is told at once. */
export class Referee {
  readonly catalogue: Catalogue;
  readonly problems: SegmentProblem[] = [];
  readonly places = new Map<object, Place>();

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
  }

  readNames(cursor: Cursor, kind: NamedKind): readonly string[] {
    return this.#readSome(cursor, () => this.readName(cursor, kind));
  }

  readTags(cursor: Cursor): readonly string[] {
    return this.#readSome(cursor, () => this.#takeName(cursor, 'a tag').text);
  }

  /** A name between quotation marks, or an id. What is not there is noted, and reading goes on. */
  readName(cursor: Cursor, kind: NamedKind): string {
    const { word } = namedKinds[kind];
    const token = this.#takeName(cursor, `a ${word}`);
    const found = this.#find(kind, token.text);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const place = { start: token.start, end: token.end };
    if (found.length > 1) {
      this.problems.push({
        ...{ code: `segment.ambiguous_${word}`, place },
        sentence: `There are ${found.length} ${kind} called “${token.text}”. Write the id of the one that you mean: ${found.slice(0, 3).join(', ')}.`,
      });
      return '';
    }
    const suggestion = nearest(token.text, this.#names(kind));
    this.problems.push({
      ...{ code: `segment.unknown_${word}`, place },
      sentence: `There is no ${word} “${token.text.slice(0, 100)}”${suggestion === undefined ? '' : `. Did you mean “${suggestion}”?`}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
    return '';
  }

  #names(kind: NamedKind): readonly string[] {
    return [...this.catalogue[kind].keys()].map((id) => nameIn(this.catalogue, kind, id) ?? '');
  }

  #find(kind: NamedKind, text: string): readonly string[] {
    if (this.catalogue[kind].has(text)) return [text];
    return [...this.catalogue[kind].keys()].filter((id) => nameIn(this.catalogue, kind, id) === text);
  }

  #takeName(cursor: Cursor, what: string): Token {
    const token = cursor.next();
    const isName = token.kind === 'string' || token.kind === 'word';
    if (isName && token.text.trim() !== '' && token.text.length <= longestValue) return token;
    throw cursor.refuseAt(
      token,
      'segment.name_missing',
      `Here belongs the name of ${what}, between quotation marks.`,
    );
  }

  #readSome<T>(cursor: Cursor, readOne: () => T): readonly T[] {
    if (!cursor.takeMark('(')) return [readOne()];
    const some = [readOne()];
    while (cursor.takeMark(',')) some.push(readOne());
    cursor.needMark(')', ' or “,” and one more');
    if (some.length > mostValues)
      throw cursor.refuse('segment.too_many_values', `Name at most ${mostValues}.`);
    return some;
  }
}
