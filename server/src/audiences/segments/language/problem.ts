/** Where in what was written: characters of the text (from the first to after the last), or a JSON pointer. */
export type Place = { readonly start: number; readonly end: number } | { readonly pointer: string };

/** What stands against a segment, with a sentence that says what to do. */
export type SegmentProblem = {
  readonly code: string;
  readonly sentence: string;
  readonly place: Place;
  /** What was probably meant. */
  readonly suggestion?: string;
};

/** Thrown within the reader alone; whoever reads gets a value. */
export class Unreadable extends Error {
  readonly problem: SegmentProblem;
  constructor(problem: SegmentProblem) {
    super(problem.sentence);
    this.problem = problem;
  }
}
