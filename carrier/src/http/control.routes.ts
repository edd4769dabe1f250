import type { FastifyInstance } from 'fastify';
import type { Carrier } from '../carrier.ts';
import { isProfileName, profiles } from '../profiles.ts';
import type { Apart } from '../rows.ts';
import { SettingsError } from '../settings.ts';
import type { MediaStore } from './media.ts';
import { answerProblem } from './problem.ts';
import { viewHandset, viewOnPhone } from './views.ts';

const number = { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$' } as const;
const pageQuery = {
  type: 'object',
  properties: {
    limit: { type: 'string', pattern: '^[0-9]{1,4}$' },
    cursor: { type: 'string', pattern: '^[0-9]{1,15}$' },
    search: { type: 'string', maxLength: 20 },
    tag: { type: 'string', maxLength: 64 },
  },
} as const;
const typedBody = {
  type: 'object',
  required: ['to', 'body'],
  properties: {
    to: { type: 'string', minLength: 1, maxLength: 64 },
    // Empty only where a picture says it all.
    body: { type: 'string', maxLength: 1600 },
    subject: { type: 'string', maxLength: 200 },
    media: {
      type: 'array',
      maxItems: 10,
      items: {
        type: 'object',
        required: ['content_type', 'base64'],
        properties: {
          content_type: { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]{1,60}$' },
          base64: { type: 'string', maxLength: 9_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' },
        },
      },
    },
    apart: {
      type: 'object',
      additionalProperties: false,
      properties: {
        way: { enum: ['udh8', 'udh16', 'sar', 'payload'] },
        reference: { type: 'integer', minimum: 0, maximum: 65_535 },
        order: { type: 'array', maxItems: 50, items: { type: 'integer', minimum: 1, maximum: 255 } },
      },
    },
  },
} as const;
// Ten pictures of a phone, as base64.
const largestTypedBytes = 16 << 20;

interface TypedBody {
  to: string;
  body: string;
  subject?: string;
  media?: { content_type: string; base64: string }[];
  apart?: Apart;
}

interface PageQuery {
  limit?: string;
  cursor?: string;
  search?: string;
  tag?: string;
}

/** What a rehearsal has and a real carrier has not: phones to look at and type on, the ledger, and bad weather. */
export function controlRoutes(app: FastifyInstance, carrier: Carrier, media: MediaStore): void {
  handsetRoutes(app, carrier);
  typingRoute(app, carrier, media);
  ledgerRoutes(app, carrier);

  app.get('/v1/control/faults', (_request, reply) => reply.send(carrier.settings));

  // In benchmarks the carrier shares the processors with what is measured, so it has to say what it took itself.
  app.get('/v1/control/usage', (_request, reply) => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    return reply.send({ cpu_us: user + system, rss_bytes: rss, heap_bytes: heapUsed });
  });

  app.put<{ Body: unknown }>('/v1/control/faults', (request, reply) => {
    try {
      return reply.send(changeFrom(carrier, request.body));
    } catch (error) {
      if (error instanceof SettingsError) return answerProblem(reply, 'bad_settings', error.message);
      throw error;
    }
  });
}

/** `profile` starts from a whole profile; everything else changes what it names. */
function changeFrom(carrier: Carrier, body: unknown) {
  if (typeof body !== 'object' || body === null || !('profile' in body)) return carrier.change(body);
  const { profile, ...change } = body;
  if (!isProfileName(profile)) {
    throw new SettingsError(`There is no such profile. Known: ${Object.keys(profiles).join(', ')}.`);
  }
  return carrier.change(change, profiles[profile]);
}

function handsetRoutes(app: FastifyInstance, carrier: Carrier): void {
  app.get<{ Querystring: PageQuery }>(
    '/v1/handsets',
    { schema: { querystring: pageQuery } },
    (request, reply) => {
      const { limit = '50', cursor = '0', search = '' } = request.query;
      // A plus sign in a query arrives as a space; only the digits say which number is meant.
      const page = {
        from: Number(cursor),
        limit: Math.max(1, Number(limit)),
        search: search.replace(/\D/g, ''),
      };
      const { handsets, next } = carrier.handsets.list(page);
      return reply.send({
        data: handsets.map(viewHandset),
        next_cursor: next === null ? null : String(next),
      });
    },
  );

  app.get<{ Params: { number: string } }>('/v1/handsets/:number', (request, reply) => {
    const handset = carrier.handsets.find(request.params.number);
    if (!handset) return answerProblem(reply, 'not_found', 'This phone has not got a text yet.');
    return reply.send({ number: handset.number, conversation: handset.conversation.map(viewOnPhone) });
  });
}

function typingRoute(app: FastifyInstance, carrier: Carrier, store: MediaStore): void {
  const path = { type: 'object', properties: { number } } as const;
  app.post<{ Params: { number: string }; Body: TypedBody }>(
    '/v1/handsets/:number/replies',
    { schema: { params: path, body: typedBody }, bodyLimit: largestTypedBytes },
    async (request, reply) => {
      const { to, body, subject, media = [], apart } = request.body;
      if (body === '' && media.length === 0)
        return answerProblem(reply, 'bad_request', 'Type something, or send a picture.');
      if (carrier.faceOfSender(to) === 'smpp' && (media.length > 0 || subject))
        return answerProblem(reply, 'bad_request', 'SMPP carries no pictures and no subjects.');
      const sent = media.map(({ content_type, base64 }) => {
        const name = store.keep(content_type, Buffer.from(base64, 'base64'));
        return { content_type, url: `${request.protocol}://${request.host}/v1/media/${name}` };
      });
      const { id, at } = await carrier.type({
        ...{ number: request.params.number, sender: to, body, media: sent },
        ...(subject ? { subject } : {}),
        ...(apart ? { apart } : {}),
      });
      return reply.code(202).send({ id, at });
    },
  );
}

function ledgerRoutes(app: FastifyInstance, carrier: Carrier): void {
  const schema = { querystring: pageQuery };

  app.get<{ Querystring: PageQuery }>('/v1/ledger/summary', { schema }, (request, reply) =>
    reply.send(carrier.summary(request.query.tag)),
  );

  // A page may hold no row of the tag and still not be the last: the last one has its own offset as next cursor.
  app.get<{ Querystring: PageQuery }>('/v1/ledger', { schema }, async (request, reply) => {
    const { cursor = '0', tag } = request.query;
    const { lines, next } = await carrier.ledgerPage(Number(cursor), tag);
    reply.header('x-next-cursor', String(next)).type('application/x-ndjson');
    return reply.send(lines.map((line) => `${line}\n`).join(''));
  });
}
