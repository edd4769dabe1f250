import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';

// Scripts only from our own files. Styles may stand in elements, because the component library measures and writes them
// there; images and fonts may be data that the page itself carries.
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const notBuilt =
  '<!doctype html><html lang="en"><title>Tidings</title><p>Tidings is running, but its web console has not been built. ' +
  'Run <code>npm run build</code> and reload this page. The API is at <code>/v1</code>.</p></html>';

const oneYearSeconds = 31_536_000;

/** The web console: its files as they are, and its one page for every other address, which the console then reads. */
export async function consoleRoutes(http: Http, folder: string): Promise<void> {
  await http.register(fastifyStatic, { root: folder, serve: false });
  const isFile = (name: string) =>
    /^[\w-]+\.(svg|png|ico|txt|webmanifest|woff2)$/.test(name) && existsSync(join(folder, name));
  const isPublic = { config: { permission: 'public', isHidden: true } };

  http.get('/assets/*', isPublic, (request, reply) => {
    const { '*': name } = request.params as { '*': string };
    if (!/^[\w.-]+$/.test(name) || !existsSync(join(folder, 'assets', name)))
      throw new NotFound('route.not_found', 'There is no such file.');
    // The build names these files by their content, so a name never means anything else.
    asPage(reply).header('cache-control', `public, max-age=${oneYearSeconds}, immutable`);
    return reply.sendFile(`assets/${name}`, { cacheControl: false });
  });

  // The guides of this version, for the help of every page.
  http.get('/guides/*', isPublic, (request, reply) => {
    const { '*': name } = request.params as { '*': string };
    if (!/^(?:[\w-]+\/)?[\w-]+\.md$/.test(name) || !existsSync(join(folder, 'guides', name)))
      throw new NotFound('route.not_found', 'There is no such guide.');
    asPage(reply).header('cache-control', 'no-cache').type('text/markdown; charset=utf-8');
    return reply.sendFile(`guides/${name}`, { cacheControl: false });
  });

  http.get('/*', isPublic, (request, reply) => {
    const { '*': name } = request.params as { '*': string };
    // An address that does not exist is a mistake to hear about, for programs; a browser gets the page, which says so.
    const wantsPage = request.headers.accept?.includes('text/html') ?? false;
    if (/^(v1|callbacks)(\/|$)/.test(name) || (name !== '' && !wantsPage && !isFile(name)))
      throw new NotFound('route.not_found', 'There is nothing at this address.');
    asPage(reply).header('cache-control', 'no-cache');
    if (!existsSync(join(folder, 'index.html'))) return reply.type('text/html; charset=utf-8').send(notBuilt);
    return reply.sendFile(isFile(name) ? name : 'index.html', { cacheControl: false });
  });
}

function asPage(reply: FastifyReply): FastifyReply {
  return reply.header('content-security-policy', contentPolicy);
}
