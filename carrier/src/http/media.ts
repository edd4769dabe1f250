import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { answerProblem } from './problem.ts';

/** What phones have sent along, for as long as the process runs. */
export interface MediaStore {
  /** Keeps it, and says under which name. The oldest goes when there is too much. */
  keep(contentType: string, content: Buffer): string;
  find(name: string): { contentType: string; content: Buffer } | null;
}

const mostBytes = 32 << 20;

export function openMediaStore(): MediaStore {
  const kept = new Map<string, { contentType: string; content: Buffer }>();
  let bytes = 0;
  return {
    keep(contentType, content) {
      const name = randomBytes(16).toString('hex');
      kept.set(name, { contentType, content });
      bytes += content.length;
      for (const [oldest, { content: old }] of kept) {
        if (bytes <= mostBytes || oldest === name) break;
        kept.delete(oldest);
        bytes -= old.length;
      }
      return name;
    },
    find: (name) => kept.get(name) ?? null,
  };
}

export const mediaPath = '/v1/media/:name';

export function mediaRoutes(app: FastifyInstance, store: MediaStore): void {
  app.get<{ Params: { name: string } }>(mediaPath, (request, reply) => {
    const found = store.find(request.params.name);
    if (!found) return answerProblem(reply, 'not_found', 'There is no such picture.');
    return reply.type(found.contentType).send(found.content);
  });
}
