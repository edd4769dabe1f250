import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lengthen } from './long-words.ts';
import { cutLabelsOf, faultsOf, lookAt, takePicture, windows } from './page-faults.ts';
import { standBefore, statesAmissAt } from './page-states.ts';
import { type Furnished, furnish, openRealStage, type RealStage, type RealWindow } from './real-stage.ts';
import { pathOf, realVisits } from './real-visits.ts';
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

let ids: Furnished | undefined;
/** Asked for by the first test that needs it, so that each of them can also be run alone. */
const furnished = async () => (ids ??= await furnish(stage.owner));

describe('in a workspace with people and campaigns', () => {
  beforeAll(furnished);
  it.each(realVisits)('$name can be read by everybody, fits, and obeys the policy', async (one) => {
    await visit(one.name, pathOf(one, await furnished()), one.sees);
  });
});

it('keeps on every page the place of what loads, and says what was refused or is not ours, with the request to quote and a way on', async () => {
  const slow = await stage.openWindow({ viewport: desk });
  const { page } = slow;
  await page.clock.install();
  const gate = await standBefore(page);
  await page.goto('/help');
  const [amiss, ids]: [string[], Furnished] = [[], await furnished()];
  for (const one of realVisits.filter(({ needs }) => needs !== 'nothing')) {
    const found = await statesAmissAt(page, pathOf(one, ids), gate, { folder: pictures, name: one.name });
    amiss.push(...found.map((fault) => `${one.name} ${fault}`));
  }
  expect(amiss).toEqual([]);
  await slow.close();
});

/** Every page in Spanish, gone to as by its links: on a phone, and on a desk. */
async function walkInSpanish(name: string, prepare: (page: Page) => Promise<void>): Promise<string[]> {
  const spanish = await stage.openWindow({ viewport: phone });
  const { page, complaints } = spanish;
  // Not within a page that shows another, such as a form as people see it: what is shown there may keep nothing.
  await page.addInitScript("if (window === window.top) localStorage.setItem('tidings.language', 'es')");
  await prepare(page);
  const openRequests = watchRequests(page);
  await page.goto('/');
  await untilStill(page, openRequests);
  const [wrong, ids]: [string[], Furnished] = [[], await furnished()];
  for (const one of realVisits) {
    await page.setViewportSize(phone);
    await goWithin(page, pathOf(one, ids), openRequests);
    for (const viewport of [phone, desk]) {
      await page.setViewportSize(viewport);
      const faults = [await faultsOf(page, null), await cutLabelsOf(page), complaints.splice(0)];
      wrong.push(...faults.flat().map((fault) => `${one.name} at ${viewport.width}: ${fault}`));
      await takePicture(page, pictures, `real-${one.name}-${name}-${viewport.width}`);
    }
  }
  if (await page.evaluate('window.hacked')) wrong.push('a script ran');
  await spanish.close();
  return wrong;
}

it('fits a phone and a desk in Spanish, with names of sixty letters, words that nobody expects, and ten million of everything', async () => {
  expect(await walkInSpanish('long', lengthen)).toEqual([]);
});

// What is plain fits where what is long does; it is there to be looked at.
it.runIf(pictures)('is kept in Spanish as it is', async () => {
  expect(await walkInSpanish('spanish', async () => undefined)).toEqual([]);
});
