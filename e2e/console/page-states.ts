import type { Page, Route } from 'playwright-core';
import { until } from '../stage/until.ts';
import { faultsOf, takePicture } from './page-faults.ts';
import { setOut } from './settled.ts';

// Who is here, and what stands over every page, is answered; what the page is about is not.
const frame = /^\/v1\/(me|installation|workspace\/sending|rehearsal|me\/training)$/;
const requestId = 'req_4f1d2c9ab0';

type Reply = { status: number; contentType: string; body: string };
const refused: Reply = {
  status: 403,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'page.refused', detail: 'Not today.', request_id: requestId }),
};
/** The page of a network that wants its terms accepted, in place of data. */
const notOurs: Reply = {
  status: 200,
  contentType: 'text/html',
  body: '<html>Please accept our terms</html>',
};

/** Stands between a window and the server: nothing about a page is answered until `answer` says with what. */
export type Gate = { hold(): void; answer(reply: Reply): Promise<void> };

export async function standBefore(page: Page): Promise<Gate> {
  let held: Route[] = [];
  let standing: Reply | null = null;
  // A page that was left in the meantime has no use for its answers.
  const fulfil = (route: Route, reply: Reply) => route.fulfill(reply).catch(() => undefined);
  await page.route('**/v1/**', (route) => {
    if (frame.test(new URL(route.request().url()).pathname)) return route.continue();
    if (standing) return fulfil(route, standing);
    held.push(route);
  });
  return {
    hold() {
      standing = null;
    },
    async answer(reply) {
      standing = reply;
      const waiting = held;
      held = [];
      await Promise.all(waiting.map((route) => fulfil(route, reply)));
    },
  };
}

/** From when on the shape of what loads is shown, and more than the longest pause before something is asked for again. */
const [shapeShownMs, askedAgainMs] = [1_100, 10_500];

/**
 * A page while nothing has come, once it is refused, and once it is asked for again and what comes is not ours: what it does not say
 * of that, and what stands beside its window. The clock of the page has to be installed.
 */
export async function statesAmissAt(
  page: Page,
  path: string,
  gate: Gate,
  keep: { folder: string | null; name: string },
): Promise<string[]> {
  const amiss: string[] = [];
  const look = async (state: string, isSaid: Promise<unknown>) => {
    await isSaid.catch(() => amiss.push(`is silent when ${state}`));
    await takePicture(page, keep.folder, `state-${keep.name}-${state}`);
    amiss.push(...(await faultsOf(page, null)).map((fault) => `${state}: ${fault}`));
  };
  const alert = page.locator('main').getByRole('alert');
  const comes = (one: ReturnType<Page['getByText']>) => one.first().waitFor({ timeout: 5_000 });

  gate.hold();
  await setOut(page, path);
  const shape = page.locator('main [aria-busy="true"]');
  await shape
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined);
  await page.clock.fastForward(shapeShownMs);
  await look('loading', comes(shape));
  await gate.answer(refused);
  await look('refused', comes(alert.filter({ hasText: requestId })));
  await gate.answer(notOurs);
  const again = alert.getByRole('button', { name: 'Try again' }).first();
  const unread = alert.getByText('What came back is not from Tidings');
  await look(
    'unreadable',
    again.click({ timeout: 5_000 }).then(() =>
      until('it is told', async () => {
        await page.clock.fastForward(askedAgainMs);
        return (await unread.count()) > 0;
      }),
    ),
  );
  return amiss;
}
