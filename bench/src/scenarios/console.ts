import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../../e2e/browser.ts';
import { type Database, startDatabase } from '../../../e2e/stage/database.ts';
import { type Running, startTidings } from '../../../e2e/stage/start-tidings.ts';
import { fillWorkspace, firstPageBytes, openSignedIn } from '../console-desk.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';

const words = 'Corner Bakery: fresh rolls from seven, two for one with this text until Saturday. ';

export const consolePages = defineScenario({
  name: 'console',
  about:
    'The console in a real Chromium (headless) over a real service, in a workspace with a million people on one list: what the first page weighs and takes, how long a page that was opened before takes to stand again, and what a key costs in the composer.',
  figures: {
    people: 'people of the workspace, all on the list that the campaign is for',
    scriptKb: 'thousand bytes of script before the first page stands, compressed',
    styleKb: 'thousand bytes of style, compressed',
    firstScreenMs:
      'from the address to the heading of the start page, nothing in the browser’s cache: half were faster',
    againMs: 'the same with the files in its cache',
    routeP50Ms:
      'from a press on a link to the drawn heading of a page that was opened before: half were faster',
    routeP95Ms: 'and all but one in twenty',
    keyTaskMs: 'what the page works for a key in the composer, drawing included, on average',
    keyP95Ms: 'from the key to the letter with its count of parts, all but one in twenty',
    shift:
      'the most that anything moved by itself on five pages while they loaded (cumulative layout shift; 0.1 is called good)',
  },
  limits:
    'One machine: browser, service and database share the processors, and nothing goes over a network. Headless Chromium without a graphics processor draws more slowly than a desk does. The composer counts by the person who is looked at and asks the server when typing pauses; the million is asked about then and not for each key.',
  async run({ isQuick, size = isQuick ? 10_000 : 1_000_000, workplace, say }) {
    const database = await workplace.begin(startDatabase, (one: Database) => one.remove());
    const service = await workplace.begin(
      () => startTidings({ env: database.env }),
      (one: Running) => one.stop(),
    );
    const { scriptKb, styleKb } = await firstPageBytes(workplace.folder);
    const owner = await service.setUp();
    say(`putting ${size} people on a list`);
    const campaignId = await fillWorkspace(database.env.DATABASE_URL, owner.tidings, size, words);
    const browser = await workplace.begin(openBrowser, (one: Browser) => one.close());
    const open = (looks: BrowserContextOptions = {}) => openSignedIn(browser, service.url, looks);

    say('opening the first page');
    const times = isQuick ? 3 : 15;
    const cold: number[] = [];
    const warm: number[] = [];
    for (let at = 0; at < times; at += 1) {
      const page = await open();
      cold.push(await timeFirstScreen(page));
      warm.push(await timeFirstScreen(page));
      await page.context().close();
    }

    say('going from page to page');
    const page = await open();
    await page.goto('/audience/lists');
    await page.getByRole('heading', { level: 1, name: 'Lists' }).waitFor();
    const routes: number[] = [];
    for (let at = 0; at < times * 4; at += 1) {
      for (const [to, heading] of [
        ['/audience/segments', 'Segments'],
        ['/audience/imports', 'Imports'],
        ['/audience/lists', 'Lists'],
      ] as const) {
        const took = await timeRoute(page, to, heading);
        // The first round is what fills the cache.
        if (at > 0) routes.push(took);
      }
    }

    say('typing');
    await page.goto(`/campaigns/${campaignId}/edit`);
    const keys = await timeKeys(page, isQuick ? 1 : 4);
    say('looking whether anything moves');
    const shift = await measureShift(page, [
      '/',
      '/campaigns',
      `/campaigns/${campaignId}`,
      '/people',
      '/reports',
    ]);
    return {
      people: size,
      ...{ scriptKb, styleKb },
      firstScreenMs: percentile(cold, 0.5),
      againMs: percentile(warm, 0.5),
      routeP50Ms: percentile(routes, 0.5),
      routeP95Ms: percentile(routes, 0.95),
      ...keys,
      shift,
    };
  },
});

async function timeFirstScreen(page: Page): Promise<number> {
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  // By the page's own clock: when the heading was drawn, as the browser tells it.
  return page.evaluate<number>(`new Promise((done) => requestAnimationFrame(() => done(
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now())))`);
}

function timeRoute(page: Page, to: string, heading: string): Promise<number> {
  return page.evaluate<number>(`new Promise((done) => {
    const from = performance.now();
    document.querySelector('nav a[href="${to}"]').click();
    const look = () => document.querySelector('main h1')?.textContent === '${heading}' && !document.querySelector('main [aria-busy]')
      ? requestAnimationFrame(() => done(performance.now() - from)) : requestAnimationFrame(look);
    look();
  })`);
}

async function timeKeys(page: Page, rounds: number): Promise<{ keyTaskMs: number; keyP95Ms: number }> {
  const box = page.getByLabel('Words');
  await box.waitFor();
  await page.evaluate(`(() => {
    window.keyTimes = [];
    let at = 0;
    addEventListener('keydown', (event) => { at = event.timeStamp; }, true);
    addEventListener('input', () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.keyTimes.push(performance.now() - at);
      port2.postMessage(null);
    }, true);
  })()`);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  await box.focus();
  await page.keyboard.press('End');
  const before = await worked();
  for (let round = 0; round < rounds; round += 1) await page.keyboard.type(words, { delay: 30 });
  const task = (await worked()) - before;
  const times = await page.evaluate<number[]>('window.keyTimes');
  return { keyTaskMs: task / times.length, keyP95Ms: percentile(times, 0.95) };
}

async function measureShift(page: Page, paths: readonly string[]): Promise<number> {
  const sums: number[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    sums.push(
      await page.evaluate<number>(`new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 200);
      })`),
    );
  }
  return Math.max(...sums);
}
