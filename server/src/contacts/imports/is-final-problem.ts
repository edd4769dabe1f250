import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts';

/** True when trying again would end the same way: the file or the options must change. Anything else is tried again. */
export function isFinalProblem(error: unknown): boolean {
  return (
    error instanceof Invalid ||
    error instanceof Conflict ||
    error instanceof NotFound ||
    error instanceof Forbidden
  );
}
