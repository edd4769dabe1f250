/**
 * The ways in which a request can be refused. Each carries a noun-first code that programs may branch on and one
 * sentence that tells a person what to do. Nothing below the routes knows HTTP; platform/http maps these to RFC 9457.
 */
export type ProblemDetail = {
  pointer: string;
  code: string;
  detail: string;
  /** Where in the value at `pointer`: the first character concerned, and the one after the last. */
  position?: number;
  end?: number;
  /** What to put in place of it. */
  suggestion?: string;
};

export class Problem extends Error {
  readonly code: string;
  readonly details: readonly ProblemDetail[];
  constructor(code: string, sentence: string, details: readonly ProblemDetail[] = []) {
    super(sentence);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** There is no such thing, or none that the caller may know of. */
export class NotFound extends Problem {}
/** The input cannot be accepted as it stands. */
export class Invalid extends Problem {}
/** The caller is known and may not do this. */
export class Forbidden extends Problem {}
/** The caller is not known. */
export class Unauthenticated extends Problem {}
/** The thing is in a state that does not allow this. */
export class Conflict extends Problem {}
/** One field cannot be accepted as it stands; told there. */
export const invalidAt = (pointer: string, code: string, detail: string): Invalid =>
  new Invalid(code, detail, [{ pointer, code, detail }]);

/** One field asks for what something else has or forbids; told there. */
export const conflictAt = (pointer: string, code: string, detail: string): Conflict =>
  new Conflict(code, detail, [{ pointer, code, detail }]);

/** A limit is reached; later it may work. */
export class LimitReached extends Problem {
  readonly retryAfterSeconds: number;
  constructor(code: string, sentence: string, retryAfterSeconds: number) {
    super(code, sentence);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
/** Something this depends on is away; nothing was done. */
export class NotNow extends Problem {}
/** It may have been done or not, because the answer to the last step was lost: look before it is done again. */
export class OutcomeUnknown extends Problem {}
/** Our fault. The sentence is shown, the cause is only logged. */
export class Internal extends Problem {}
