import type { QueryClient } from '@tanstack/react-query';
import { ApiProblem, sendRequest } from './api.ts';

/*
 * A browser asks for a file by itself, and cannot say for whom and where the page is open. So whoever sits before a tab that
 * shows one workspace, while another tab has gone to the next, would get the people of that one; and where the service wants to
 * know first who it is, the browser would show a failed download. The page asks first, by HEAD, which takes nothing along.
 */
const ours = 'a[href^="/v1/"]:is([download], [href*="format=pdf"])';

export type WantedFile = { readonly address: string; readonly name: string };

/** The file for which somebody has to say once more who they are; null while there is none. */
export const staleFileKey = ['stale-file'] as const;

let client: QueryClient | null = null;

/** Every link to a file of the service goes by `takeFile`. */
export function guardFiles(page: Document, pages: QueryClient): void {
  client = pages;
  page.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(ours) : null;
      if (link === null) return;
      event.preventDefault();
      takeFile(link.getAttribute('href') ?? '', link.download);
    },
    { capture: true },
  );
}

/** Hands over a file, unless this page is for another place or person than the browser is signed in to by now. */
export function takeFile(address: string, name = ''): void {
  // As a download, a refusal is one that failed, and no page of JSON in the place of this one.
  const take = () => Object.assign(document.createElement('a'), { href: address, download: name }).click();
  askFor(address).then(take, (error: unknown) => {
    if (!(error instanceof ApiProblem)) return take();
    if (error.code === 'sign_in.not_fresh') client?.setQueryData<WantedFile>(staleFileKey, { address, name });
    // The page has been told that it is for elsewhere, or that nobody is signed in. Of all else the browser says that it failed.
    else if (!error.isSignedOut && error.code !== 'session.moved') take();
  });
}

/** Whether the service would hand it over now. */
const askFor = async (address: string): Promise<unknown> =>
  client?.fetchQuery({
    queryKey: ['file', address],
    queryFn: () => sendRequest('HEAD', address),
    // Something is known of it, so that a session that has ended is told over the page and does not take it away.
    initialData: null,
    staleTime: 0,
    gcTime: 0,
  });
