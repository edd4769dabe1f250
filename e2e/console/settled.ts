import type { Page } from 'playwright-core';
import { until } from '../stage/until.ts';

/** Which requests of a page are still without an answer; streams never have one and do not count. */
export function watchRequests(page: Page): () => number {
  const open = new Set<unknown>();
  page.on('request', (request) => {
    if (!/\/stream(\?|$)/.test(request.url())) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size;
}

/** Goes to another page of the console as a link does, without loading it anew, and waits until all of it stands. */
export async function goWithin(page: Page, path: string, openRequests: () => number): Promise<void> {
  await setOut(page, path);
  await untilStill(page, openRequests);
}

/** Goes to another page of the console as a link does, and waits for nothing of it. */
export async function setOut(page: Page, path: string): Promise<void> {
  // What stood there is marked: until the next page is there, the router goes on showing it.
  await page.evaluate(`(() => {
    const [path] = ${JSON.stringify(path)}.split('?');
    const before = document.querySelector('main')?.firstElementChild;
    if (before && path !== location.pathname) before.dataset.before = '';
    history.pushState(null, '', ${JSON.stringify(path)});
  })()`);
}

// Nothing is asked for, nothing says that it loads, and the page has its heading; twice in a row, for one answer may cause another question.
const stillTwice = 2;

export async function untilStill(page: Page, openRequests: () => number): Promise<void> {
  let still = 0;
  await until(`${page.url()} has come to rest`, async () => {
    const isLoading = await page.evaluate<boolean>(
      `document.querySelector('main [aria-busy="true"], main > [data-before]') !== null || document.querySelector('main h1') === null`,
    );
    still = !isLoading && openRequests() === 0 ? still + 1 : 0;
    return still >= stillTwice;
  });
}
