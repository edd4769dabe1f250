import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lengthen } from './long-words.ts';
import { faultsOf, lookAt, takePicture, windows } from './page-faults.ts';
import { type Furnished, furnish, openRealStage, type RealStage, type RealWindow } from './real-stage.ts';
import { realVisits } from './real-visits.ts';
import { goWithin, untilStill, watchRequests } from './settled.ts';

const [desk, , phone] = windows;
const pictures = process.env.SCREENSHOTS ? fileURLToPath(new URL('../screenshots/', import.meta.url)) : null;

let stage: RealStage;
let window: RealWindow;
beforeAll(async () => {
  if (pictures) await mkdir(pictures, { recursive: true });
  stage = await openRealStage();
  window = await stage.openWindow();
});
afterAll(async () => {
  await window?.close();
  await stage?.close();
});

async function visit(name: string, path: string, sees: string | RegExp): Promise<void> {
  const { page, complaints, failures } = window;
  complaints.length = 0;
  failures.length = 0;
  await page.setViewportSize(desk);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(path);
  await page.getByText(sees).filter({ visible: true }).first().waitFor();
  await page.waitForLoadState('networkidle');
  const faults = await lookAt(page, pictures, `real-${name}`);
  expect({ faults, complaints, failures }).toEqual({ faults: [], complaints: [], failures: [] });
}

describe('in a workspace that has nothing yet', () => {
  it.each(realVisits.filter(({ empty }) => empty !== undefined))(
    '$name says what would be here',
    async (one) => {
      await visit(`${one.name}-empty`, String(one.path), one.empty ?? '');
    },
  );
});

let ids: Furnished;
describe('in a workspace with people and campaigns', () => {
  beforeAll(async () => {
    ids = await furnish(stage.owner);
  });
  it.each(realVisits)('$name can be read by everybody, fits, and obeys the policy', async (one) => {
    await visit(one.name, typeof one.path === 'string' ? one.path : one.path(ids), one.sees);
  });
});

it('says on every page what could not be loaded, with the request to quote, and what to do', async () => {
  const { page } = window;
  await page.setViewportSize(desk);
  // Who is here, and what stands over every page, is answered; what the page is about is refused.
  const frame = /^\/v1\/(me|installation|workspace\/sending|rehearsal|me\/training)$/;
  const problem = { code: 'page.refused', detail: 'Not today.', request_id: 'req_4f1d2c9ab0' };
  await page.route('**/v1/**', (route) => {
    if (frame.test(new URL(route.request().url()).pathname)) return route.continue();
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    });
  });
  const silent: string[] = [];
  for (const { name, path } of realVisits.filter(({ needs }) => needs !== 'nothing')) {
    if (typeof path !== 'string') continue;
    await page.goto(path);
    const told = page.getByRole('alert').filter({ hasText: 'req_4f1d2c9ab0' }).first();
    await told.waitFor({ timeout: 5_000 }).catch(() => silent.push(name));
  }
  await page.unroute('**/v1/**');
  expect(silent).toEqual([]);
});

it('fits a phone in Spanish, with names of sixty letters, words that nobody expects, and ten million of everything', async () => {
  const long = await stage.openWindow({ viewport: phone });
  const { page, complaints } = long;
  await page.addInitScript("localStorage.setItem('tidings.language', 'es')");
  await lengthen(page);
  const openRequests = watchRequests(page);
  await page.goto('/');
  await untilStill(page, openRequests);
  const wrong: string[] = [];
  for (const { name, path } of realVisits) {
    await goWithin(page, typeof path === 'string' ? path : path(ids), openRequests);
    await takePicture(page, pictures, `real-${name}-spanish`);
    wrong.push(...(await faultsOf(page, null)).map((fault) => `${name}: ${fault}`));
    wrong.push(...complaints.splice(0).map((complaint) => `${name}: ${complaint}`));
  }
  expect(wrong).toEqual([]);
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  await long.close();
});
