import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Carrier } from '../carrier.ts';
import type { Answer } from '../submission.ts';
import { answerProblem, problemOf } from './problem.ts';
import { viewText } from './views.ts';

interface SubmitBody {
  reference: string;
  tag?: string;
  from: string;
  to: string;
  body: string;
  valid_until?: string;
  media?: string[];
  subject?: string;
}

const word = { type: 'string', minLength: 1, maxLength: 64 } as const;

const submitSchema = {
  body: {
    type: 'object',
    required: ['reference', 'from', 'to', 'body'],
    properties: {
      reference: word,
      tag: { type: 'string', maxLength: 64 },
      from: word,
      to: word,
      body: { type: 'string', minLength: 1 },
      valid_until: { type: 'string', format: 'date-time' },
      media: {
        type: 'array',
        minItems: 1,
        maxItems: 10,
        items: { type: 'string', format: 'uri', maxLength: 2_000 },
      },
      subject: { type: 'string', maxLength: 40 },
    },
  },
  response: {
    202: {
      type: 'object',
      properties: { id: { type: 'string' }, parts: { type: 'integer' }, status: { type: 'string' } },
    },
  },
} as const;

/** Handing in texts and asking what became of them. */
export function messagesRoutes(app: FastifyInstance, carrier: Carrier): void {
  app.post<{ Body: SubmitBody }>('/v1/messages', { schema: submitSchema }, (request, reply) => {
    const {
      reference,
      tag = '',
      from,
      to,
      body,
      valid_until: validUntil = null,
      media,
      subject,
    } = request.body;
    const mms = media && { media, ...(subject !== undefined && { subject }) };
    const submission = { reference, tag, from, to, body, validUntil, ...(mms && { mms }) };
    carrier.submit(submission, (answer) => void give(answer, request, reply));
    return reply;
  });

  app.get<{ Querystring: { reference?: string } }>('/v1/messages', (request, reply) => {
    if (carrier.settings.down) return answerDown(reply);
    if (carrier.capabilityClass === 'E') {
      return answerProblem(reply, 'not_supported', 'This carrier cannot look texts up by reference.');
    }
    const { reference } = request.query;
    if (!reference) return answerProblem(reply, 'bad_request', 'Name the reference: ?reference=…');
    return reply.send({ data: carrier.listTexts(reference).map(viewText) });
  });

  app.get<{ Params: { id: string } }>('/v1/messages/:id', (request, reply) => {
    if (carrier.settings.down) return answerDown(reply);
    const text = carrier.findText(request.params.id);
    return text ? reply.send(viewText(text)) : answerProblem(reply, 'not_found', 'There is no such text.');
  });
}

function give(answer: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (answer.kind === 'accepted') {
    const { id, parts } = answer;
    return reply.code(202).send({ id, parts, status: 'accepted' });
  }
  if (answer.kind === 'refused' || answer.kind === 'error') {
    const { status, headers, body } = problemOf(answer);
    return reply.code(status).headers(headers).send(body);
  }
  // From here on nothing is answered: the request hangs until the client or the carrier ends it, or is cut off.
  reply.hijack();
  if (answer.kind === 'reset') request.raw.socket.resetAndDestroy();
  return reply;
}

function answerDown(reply: FastifyReply): FastifyReply {
  return answerProblem(reply, 'down', 'The carrier is down.');
}
