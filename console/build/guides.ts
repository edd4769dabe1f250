import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const virtual = 'virtual:guides';
const docs = fileURLToPath(new URL('../../docs', import.meta.url));

/** The guides as the console hands them out: `consent.md`, `gateways/twilio.md` and the glossary, by name. */
export function listGuides(): Map<string, string> {
  const names = readdirSync(join(docs, 'guides'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md'))
    .sort();
  return new Map([
    ['glossary.md', readFileSync(join(docs, 'glossary.md'), 'utf8')],
    ...names.map((name) => [name, readFileSync(join(docs, 'guides', name), 'utf8')] as const),
  ]);
}

/** What a guide is called: its first heading. */
const titleOf = (source: string): string | undefined =>
  /^# (.+)$/m.exec(source)?.[1]?.replaceAll('`', '').trim();

/**
 * Puts the guides beside the pages, as files of their own: help that needs no network, is loaded when somebody asks for it,
 * and says what this version does and not what another one will.
 */
export function guides(): Plugin {
  return {
    name: 'tidings-guides',
    // Their names and titles are known to the pages, so that a guide is listed from the day on which it is written.
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load: (id) =>
      id === `\0${virtual}`
        ? `export const guideTitles = ${JSON.stringify(Object.fromEntries([...listGuides()].map(([name, source]) => [name, titleOf(source) ?? name])))};`
        : null,
    generateBundle() {
      for (const [name, source] of listGuides())
        this.emitFile({ type: 'asset', fileName: `guides/${name}`, source });
    },
    configureServer(server) {
      server.middlewares.use('/guides', (request, response, next) => {
        const source = listGuides().get((request.url ?? '').replace(/^\//, '').split('?')[0] ?? '');
        if (source === undefined) return next();
        response.setHeader('content-type', 'text/markdown; charset=utf-8');
        response.end(source);
      });
    },
  };
}
