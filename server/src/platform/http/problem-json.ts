import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import {
  Conflict,
  Forbidden,
  Internal,
  Invalid,
  LimitReached,
  NotFound,
  NotNow,
  OutcomeUnknown,
  Problem,
  type ProblemDetail,
  Unauthenticated,
} from '../errors.ts';
import { wordsOfFinding } from '../finding-words.ts';
import type { Log } from '../log.ts';

const statuses = [
  [Invalid, 422],
  [Unauthenticated, 401],
  [Forbidden, 403],
  [NotFound, 404],
  [Conflict, 409],
  [LimitReached, 429],
  [NotNow, 503],
  [OutcomeUnknown, 500],
] as const;

/** The one place where a refusal becomes HTTP: RFC 9457 problem+json with our code, request id and field pointers. */
export function problemHandler(log: Log) {
  return (error: FastifyError | Problem | Error, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(error);
    const status = statuses.find(([kind]) => problem instanceof kind)?.[1] ?? 500;
    if (status === 500) log.error({ requestId: request.id, err: error }, 'A request failed.');
    // Something is away, and says so on every request until it is back: one line each is enough.
    else if (status > 500) log.warn({ requestId: request.id, code: problem.code }, problem.message);
    // An answer to HEAD has no body to say it in.
    if (request.method === 'HEAD') reply.header('x-problem-code', problem.code);
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

// Trouble of the database has its sentence already when it comes here: platform/db gave it one.
function toProblem(error: FastifyError | Problem | Error): Problem {
  if (error instanceof Problem) return error;
  if ('validation' in error && error.validation) return invalid(error.validation);
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Invalid('request.too_large', 'The request is larger than this route accepts.');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new Invalid(
      'request.wrong_media_type',
      'Send the body as JSON, with content-type: application/json.',
    );
  }
  if (typeof statusCode === 'number' && statusCode < 500)
    return new Invalid('request.invalid', error.message);
  return new Internal(
    'server.failed',
    'Something went wrong on our side; nothing was half done. The log has the cause under this request id.',
  );
}

type Finding = NonNullable<FastifyError['validation']>[number];

function invalid(findings: readonly Finding[]): Invalid {
  const details = detailsOf(findings);
  const first = details[0];
  const sentence = first
    ? `The request is not as described: ${first.pointer} ${first.detail}.`
    : 'The request is not as described.';
  return new Invalid('request.invalid', sentence, details);
}

/** One finding for each place. A choice among values is found wrong once for each value; people want to hear the list. */
function detailsOf(findings: readonly Finding[]): ProblemDetail[] {
  const byPointer = Map.groupBy(findings.flatMap(spreadMissing), ({ pointer }) => pointer);
  return [...byPointer].map(([pointer, found]) => {
    const choices = found.flatMap(({ finding }) => finding.params?.allowedValue ?? []);
    const [{ finding }] = found as [Placed];
    if (choices.length > 0 && choices.length === found.filter(isOneOf).length) {
      return { pointer, code: 'choice', detail: `must be one of: ${choices.join(', ')}` };
    }
    return { pointer, code: finding.keyword, detail: wordsOfFinding(finding) };
  });
}

type Placed = { pointer: string; finding: Finding };

const isOneOf = ({ finding }: Placed) => finding.keyword !== 'anyOf';

/** What is missing is found at its parent; it is named where it should stand. */
function spreadMissing(finding: Finding): Placed[] {
  const missing = finding.keyword === 'required' ? finding.params?.requiredProperties : undefined;
  if (!Array.isArray(missing)) return [{ pointer: finding.instancePath || '/', finding }];
  return missing.map((name) => ({ pointer: `${finding.instancePath}/${String(name)}`, finding }));
}
