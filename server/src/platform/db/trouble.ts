import { Internal, NotNow, OutcomeUnknown, Problem } from '../errors.ts';

/**
 * True when the database could not be reached or went away under us, so that nothing more can be said than "later".
 * Whether a COMMIT that was on its way took place is then unknown (`explainLostCommit`).
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && awayCodes.test(code)) return true;
  return error instanceof Error && awaySentences.test(error.message);
}

/** Another transaction was in the way and this one was rolled back whole: running it again is right. */
export function isWorthRetrying(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== '23505') return false;
  return constraint === undefined || (error as { constraint?: string }).constraint === constraint;
}

/** A row of this key is there already. */
export function isDuplicate(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** A row was to refer to another that is not there, or belongs to another workspace. */
export function isMissingReference(error: unknown): boolean {
  return codeOf(error) === '23503';
}

// A constraint, a transaction that had failed before, another transaction in the way.
const failedCodes = /^(23|25|40)/;

/**
 * Of a transaction whose COMMIT was sent: where the database went away before it answered, it may have been saved. Nobody may
 * be told that nothing was done, and nothing may do it again by itself. So it is with `isBehindCommit`: the error may be of what was
 * asked behind COMMIT, unless it says itself that the transaction failed.
 */
export function explainLostCommit(error: unknown, isBehindCommit = false): unknown {
  const mayBeSaved = isBehindCommit && !failedCodes.test(codeOf(error) ?? '');
  if (!isDatabaseAway(error) && !mayBeSaved) return error;
  return withCause(
    new OutcomeUnknown(
      'database.outcome_unknown',
      'The database went away while this was being saved, so it may have been done or not. Look before you do it again.',
    ),
    error,
  );
}

/** A problem that `explainDatabaseTrouble` or `explainLostCommit` made. */
export const isDatabaseTrouble = (error: unknown): boolean =>
  error instanceof Problem && error.code.startsWith('database.');

/** The trouble of the machine behind the database as a problem with one sentence; anything else is returned as it is. */
export function explainDatabaseTrouble(error: unknown): unknown {
  if (isDatabaseAway(error)) {
    return withCause(
      new NotNow('database.away', 'The database cannot be reached. Nothing was done; try again shortly.'),
      error,
    );
  }
  const code = codeOf(error);
  if (code === '53100' || (error instanceof Error && /No space left on device/.test(error.message))) {
    return withCause(
      new NotNow(
        'database.disk_full',
        'The disk of the database is full. Nothing was saved; free some space and try again.',
      ),
      error,
    );
  }
  if (code === '28000' || code === '28P01' || code === '42501') {
    return withCause(
      new Internal(
        'database.not_allowed',
        'The database refuses this to the role we run as; run `tidings doctor`.',
      ),
      error,
    );
  }
  return error;
}

// 08: connection; 57P01-03: stopped, crashed, starting up; 53300: no connection left. The rest are the system's own.
const awayCodes =
  /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const awaySentences =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

function withCause<T extends Error>(problem: T, cause: unknown): T {
  problem.cause = cause;
  return problem;
}
