import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Carrier } from '../carrier.ts';
import { controlRoutes } from './control.routes.ts';
import { openFastLane } from './fast-lane.ts';
import { mediaPath, mediaRoutes, openMediaStore } from './media.ts';
import { messagesRoutes } from './messages.routes.ts';
import { answerProblem } from './problem.ts';

const largestRequestBytes = 64 * 1024;
// A keep-alive that ends while the next request is on its way looks like a reset, and only planned faults may reset.
const keepAliveMs = 60 * 60_000;

/** The HTTP face of the carrier: fastify for everything, and a lane past it for the texts that come by the thousand. */
export function createHttpFace(carrier: Carrier, key: string): FastifyInstance {
  const app = Fastify({
    bodyLimit: largestRequestBytes,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false } },
  });
  const isKey = createKeyCheck(key);

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-rehearsal', 'true');
    if (isKey(request.headers.authorization)) return;
    // Pictures lie at addresses that nobody can guess, as with carriers who hand out links.
    if (request.routeOptions.url === mediaPath) return;
    if (isSubmission(request)) await carrier.turnAway('bad_key', {});
    return answerProblem(reply, 'bad_key', 'Send the key of this carrier as a bearer token.');
  });
  app.setNotFoundHandler((request, reply) =>
    answerProblem(reply, 'not_found', `There is no ${request.method} ${request.url} here.`),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(carrier, error, request, reply));

  messagesRoutes(app, carrier);
  const media = openMediaStore();
  controlRoutes(app, carrier, media);
  mediaRoutes(app, media);

  const lane = openFastLane(app.server, carrier, isKey);
  app.addHook('preClose', async () => lane.close());
  return app;
}

async function answerError(
  carrier: Carrier,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if ((error.statusCode ?? 500) >= 500) return answerProblem(reply, 'internal', error.message);
  const code = error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? 'body_too_long' : 'bad_request';
  if (isSubmission(request)) await carrier.turnAway(code, {});
  return answerProblem(reply, code, error.message);
}

function isSubmission(request: FastifyRequest): boolean {
  return request.method === 'POST' && request.routeOptions.url === '/v1/messages';
}

/** Compares digests, which are of one length, so that the time taken says nothing about the key. */
function createKeyCheck(key: string): (header: string | undefined) => boolean {
  const expected = digest(`Bearer ${key}`);
  return (header) => header !== undefined && timingSafeEqual(digest(header), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
