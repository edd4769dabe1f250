import type { FastifyReply } from 'fastify';

/** Whether an answer goes on for as long as its page is open. */
export const isEventStream = (reply: Pick<FastifyReply, 'getHeader'>): boolean =>
  String(reply.getHeader('content-type')).startsWith('text/event-stream');
