import type { Scope } from './scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Reading it on a public route is a mistake and throws. */
    readonly scope: Scope;
  }
}
