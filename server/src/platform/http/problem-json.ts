import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import {
  Conflict, Forbidden, Internal, Invalid, LimitReached, NotFound, NotNow, Problem, type ProblemDetail, Unauthenticated,
} from '../errors.ts';
import type { Log } from '../log.ts';

const statusByProblem = new Map<unknown, number>([
  [Invalid, 422],
  [Unauthenticated, 401],
  [Forbidden, 403],
  [NotFound, 404],
  [Conflict, 409],
  [LimitReached, 429],
  [NotNow, 503],
  [Internal, 500],
]);

// SQLSTATE classes that say "the database is away or full", not "we are wrong": nothing was committed.
const databaseAway = /^(08|57P|53|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)/;

/** The one place where a refusal becomes HTTP: RFC 9457 problem+json with our code, request id and field pointers. */
export function problemHandler(log: Log) {
  return (error: FastifyError | Problem | Error, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(error);
    const status = statusByProblem.get(problem.constructor) ?? 500;
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'a request failed');
    if (problem instanceof LimitReached) reply.header('retry-after', problem.retryAfterSeconds);
    reply
      .code(status)
      .type('application/problem+json')
      .send({
        type: `https://tidings.example/problems/${problem.code}`,
        title: problem.constructor.name,
        status,
        detail: problem.message,
        instance: request.url.split('?')[0],
        code: problem.code,
        request_id: request.id,
        ...(problem.details.length > 0 ? { errors: problem.details } : {}),
      });
  };
}

function toProblem(error: FastifyError | Problem | Error): Problem {
  if (error instanceof Problem) return error;
  if ('validation' in error && error.validation) return new Invalid('request.invalid', sentenceOf(error.validation), detailsOf(error.validation));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Invalid('request.too_large', 'The request is larger than this route accepts.');
  if ('statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    return new Invalid('request.invalid', error.message);
  }
  if (databaseAway.test(code) || /connection terminated|timeout exceeded when trying to connect/i.test(error.message)) {
    return new NotNow('database.unavailable', 'The database cannot be reached just now; nothing was changed. Try again in a minute.');
  }
  return new Internal('server.failed', 'Something went wrong on our side; nothing was half done. The log has the cause under this request id.');
}

type Finding = NonNullable<FastifyError['validation']>[number];

const pointerOf = (finding: Finding) =>
  finding.keyword === 'required' ? `${finding.instancePath}/${String(finding.params['missingProperty'] ?? finding.params['requiredProperties'] ?? '')}` : finding.instancePath || '/';

function sentenceOf(findings: Finding[]): string {
  const first = findings[0];
  return first ? `The request is not as described: ${pointerOf(first)} ${first.message ?? 'is wrong'}.` : 'The request is not as described.';
}

function detailsOf(findings: Finding[]): ProblemDetail[] {
  return findings.map((finding) => ({ pointer: pointerOf(finding), code: finding.keyword, detail: finding.message ?? 'is wrong' }));
}
