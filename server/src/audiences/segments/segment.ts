import { Conflict, conflictAt, Invalid, type ProblemDetail } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { Segment } from './language/ast.ts';
import type { Catalogue } from './language/catalogue.ts';
import { checkSegment } from './language/check.ts';
import type { Place, SegmentProblem } from './language/problem.ts';
import { readJson } from './language/read-json.ts';
import { readText } from './language/read-text.ts';

/** A rule under a name. Whoever changes it makes the next version. */
export type SavedSegment = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly rule: Segment;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly archivedAt: Date | null;
};

export type SegmentVersion = Pick<SavedSegment, 'version' | 'name' | 'rule' | 'changedBy' | 'changedAt'>;

/** A rule as it is given: in words, or as JSON. */
export type WrittenRule = { readonly text: string } | { readonly rule: unknown };

export type RuleReading =
  | { readonly ok: true; readonly rule: Segment; readonly places: ReadonlyMap<object, Place> }
  | { readonly ok: false; readonly problems: readonly SegmentProblem[] };

/** Reads and checks a rule against what the workspace has. */
export function readRule(written: WrittenRule, catalogue: Catalogue): RuleReading {
  const read = 'text' in written ? readText(written.text, catalogue) : readJson(written.rule);
  if (!read.ok) return read;
  const problems = checkSegment(read.segment, catalogue, read.places);
  return problems.length === 0
    ? { ok: true, rule: read.segment, places: read.places }
    : { ok: false, problems };
}

/** Invalid with everything that stands against a rule. */
export function refuseRule(problems: readonly SegmentProblem[], written: WrittenRule): Invalid {
  const details = toDetails(problems, 'text' in written);
  const [first] = details;
  return new Invalid(first?.code ?? 'segment.unreadable', tellFirst(problems, written), details);
}

export const toDetails = (problems: readonly SegmentProblem[], isText: boolean): ProblemDetail[] =>
  problems.map(({ code, sentence, place, suggestion }) => ({
    pointer: 'pointer' in place ? `${isText ? '/text' : '/rule'}${place.pointer}` : '/text',
    code,
    detail: sentence,
    ...('start' in place ? { position: place.start, end: place.end } : {}),
    ...(suggestion === undefined ? {} : { suggestion }),
  }));

function tellFirst([first]: readonly SegmentProblem[], written: WrittenRule): string {
  if (!first) return 'The segment cannot be read.';
  if (!('start' in first.place) || !('text' in written)) return first.sentence;
  const { line, column } = lineOf(written.text, first.place.start);
  return `Line ${line}, character ${column}: ${first.sentence}`;
}

function lineOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const longestName = 120;

export function checkName(given: string): string {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name !== '' && name.length <= longestName && !name.includes('\0')) return name;
  const detail = `Give the segment a name of at most ${longestName} characters.`;
  throw new Invalid('segment.bad_name', detail, [{ pointer: '/name', code: 'segment.bad_name', detail }]);
}

export const nameTaken = (name: string) =>
  conflictAt(
    '/name',
    'segment.name_taken',
    `There is a segment called “${name}” already. Choose another name, or change that one.`,
  );

/** Somebody else has changed it in between: theirs is not overwritten. */
export function requireVersion(segment: SavedSegment, expected: number | null): void {
  if (expected === null || expected === segment.version) return;
  throw new Conflict(
    'segment.changed_meanwhile',
    `“${segment.name}” is at version ${segment.version} by now, and you changed version ${expected}. Read it again (${publicId('seg', segment.id)}) and change that.`,
  );
}
