import { queryOptions } from '@tanstack/react-query';
import { t } from '../ui/language.ts';
import { type Block, parseMarkdown } from '../ui/markdown.ts';
import { ApiProblem } from './api.ts';

/** Where in which guide something stands: `scheduling#at-an-hour`. */
export type GuidePlace = string;

/** What helps on a page: sentences to begin with, in English until they are shown, and the section of a guide. */
export type Help = { readonly inShort: readonly string[]; readonly place: GuidePlace };

export const guideOf = (place: GuidePlace): { name: string; anchor: string | undefined } => {
  const [name = '', anchor] = place.split('#', 2);
  return { name, anchor };
};

/** A guide of this version, as the service hands it out beside the pages: no network beyond it is asked. */
export const guideQuery = (name: string) =>
  queryOptions({
    queryKey: ['guide', name],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Block[]> => {
      const answer = await fetch(`/guides/${name.split('/').map(encodeURIComponent).join('/')}.md`, {
        signal,
      });
      if (answer.ok) return parseMarkdown(await answer.text());
      throw new ApiProblem({
        status: answer.status,
        code: 'guide.not_found',
        detail: t('There is no such guide in this version. See all of them under Help.'),
        requestId: answer.headers.get('x-request-id'),
      });
    },
  });

export type GuideLink =
  | { kind: 'guide'; name: string; anchor: string | undefined }
  | { kind: 'outside'; to: string }
  | { kind: 'none' };

/**
 * Where a link of a guide leads: to another guide, to somewhere else, or nowhere, for what is not handed out with the console
 * (references, the sources). `from` is the guide that it stands in, since its links are relative.
 */
export function readGuideLink(from: string, to: string): GuideLink {
  if (/^https?:\/\//.test(to)) return { kind: 'outside', to };
  const [path = '', anchor] = to.split('#', 2);
  if (path === '') return { kind: 'guide', name: from, anchor };
  const url = new URL(path, `http://console.invalid/guides/${from}`);
  const found = /^\/(?:guides\/)?((?:gateways\/)?[\w-]+)\.md$/.exec(url.pathname);
  const isHere = url.pathname.startsWith('/guides/') || url.pathname === '/glossary.md';
  return found?.[1] && isHere ? { kind: 'guide', name: found[1], anchor } : { kind: 'none' };
}
