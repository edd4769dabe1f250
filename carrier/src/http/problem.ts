import type { FastifyReply } from 'fastify';
import type { RefusalCode } from '../rows.ts';
import type { Answer } from '../submission.ts';

/** Codes of the control pages, which no submission gets. */
type PageCode = 'not_found' | 'not_supported' | 'bad_settings' | 'internal';

const statusOf: Readonly<Record<Exclude<RefusalCode, 'dropped'> | PageCode, number>> = {
  bad_request: 400,
  bad_settings: 400,
  invalid_number: 400,
  body_too_long: 400,
  bad_key: 401,
  no_funds: 402,
  opted_out: 403,
  unknown_sender: 404,
  not_found: 404,
  not_supported: 404,
  throttled: 429,
  internal: 500,
  unavailable: 503,
  down: 503,
};

/** Answers with `{code, message}` and the status that belongs to the code. */
export function answerProblem(
  reply: FastifyReply,
  code: keyof typeof statusOf,
  message: string,
): FastifyReply {
  return reply.code(statusOf[code]).send({ code, message });
}

/** What a client is told that does not get its text accepted: the same on every way to the wire. */
export function problemOf(answer: Extract<Answer, { kind: 'refused' | 'error' }>) {
  const { message } = answer;
  if (answer.kind === 'error') return { status: 500, headers: {}, body: { code: 'internal', message } };
  const { code, retryAfterMs } = answer;
  const status = statusOf[code];
  if (retryAfterMs === undefined) return { status, headers: {}, body: { code, message } };
  // The header counts whole seconds; the field says it exactly, for those who want to use the full speed.
  const headers = { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  return { status, headers, body: { code, message, retry_after_ms: retryAfterMs } };
}
