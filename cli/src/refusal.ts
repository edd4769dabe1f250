import { type ProblemDetail, TidingsError, Unreachable } from '@tidings/sdk';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Something that the command itself refuses, with a sentence that says what to do. */
export class Refusal extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly details: readonly ProblemDetail[];
  constructor(code: string, exitCode: ExitCode, sentence: string, details: readonly ProblemDetail[] = []) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
    this.exitCode = exitCode;
    this.details = details;
  }
}

export const misuse = (sentence: string) => new Refusal('command.misused', exitCodes.usage, sentence);
export const notFound = (code: string, sentence: string) => new Refusal(code, exitCodes.notFound, sentence);
export const unauthenticated = (sentence: string) => new Refusal('caller.unknown', exitCodes.auth, sentence);
export const failure = (code: string, sentence: string) => new Refusal(code, exitCodes.failure, sentence);

/** A check or a rule stands against sending; the server has said which. */
export const blocked = ({ code, message, details }: TidingsError) =>
  new Refusal(code, exitCodes.blocked, message, details);

/** Bad news, whoever it comes from, as a script reads it after --json. */
export type Explanation = {
  readonly code: string;
  readonly message: string;
  readonly exit_code: ExitCode;
  readonly request_id: string | null;
  readonly details: readonly ProblemDetail[];
};

export function explain(error: unknown): Explanation {
  if (error instanceof Refusal) {
    const { code, message, exitCode, details } = error;
    return { code, message, exit_code: exitCode, request_id: null, details };
  }
  if (error instanceof TidingsError) {
    const { code, message, requestId, details } = error;
    return { code, message, exit_code: exitCodeOf(error.status), request_id: requestId, details };
  }
  const code = error instanceof Unreachable ? 'server.unreachable' : 'command.failed';
  const message = error instanceof Error ? error.message : String(error);
  return { code, message, exit_code: exitCodes.failure, request_id: null, details: [] };
}

function exitCodeOf(status: number): ExitCode {
  if (status === 401 || status === 403) return exitCodes.auth;
  return status === 404 ? exitCodes.notFound : exitCodes.failure;
}
