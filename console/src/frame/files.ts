import { ApiProblem } from './api.ts';

/*
 * A browser asks for a file by itself, and cannot say for whom and where the page is open. So whoever sits before a tab that
 * shows one workspace, while another tab has gone to the next, would get the people of that one. The page asks first.
 */
const ours = 'a[href^="/v1/"]:is([download], [href*="format=pdf"])';

let ask: () => Promise<unknown> = async () => undefined;

/** Every link to a file of the service goes by `takeFile`. `whoAmI` is refused where this page is for another place or person. */
export function guardFiles(page: Document, whoAmI: () => Promise<unknown>): void {
  ask = whoAmI;
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
  ask().then(take, (error: unknown) => {
    // The page has been told that it is for elsewhere, or that nobody is signed in. Of all else the browser says that it failed.
    if (!(error instanceof ApiProblem) || !(error.isSignedOut || error.code === 'session.moved')) take();
  });
}
