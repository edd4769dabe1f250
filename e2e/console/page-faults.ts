import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** At which every page is looked at: a desk, a tablet, a phone. The desk comes first, for it is where most of a page shows. */
export const windows = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const;

export type Rules = { type: 'tag' | 'rule'; values: readonly string[] };

export const everything: Rules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
// Colours alone differ in the dark, so there only they are asked about.
export const coloursAlone: Rules = { type: 'rule', values: ['color-contrast'] };

/** What keeps somebody from reading the page: findings of axe, and content beside the window. */
export async function faultsOf(page: Page, rules: Rules | null): Promise<string[]> {
  const faults = rules === null ? [] : await findingsOf(page, rules);
  const beside = await page.evaluate<number>(settledBeside);
  return beside > 0 ? [...faults, `the page is ${beside} px wider than its window`] : faults;
}

/** How many pixels stand beside the window. A table becomes cards once it was measured, some frames after its window changed. */
export const settledBeside = `(async () => {
  const measure = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  for (let frame = 0; frame < 30 && measure() > 0; frame += 1) await new Promise(requestAnimationFrame);
  return measure();
})()`;

/** Two frames: in the first the page learns of its window and colours, in the second what has answered to them is drawn. */
const drawnAnew = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))`;

/** Buttons whose words do not stand in them whole. */
export const cutLabelsOf = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('.mantine-Button-label')]
    .filter((one) => one.checkVisibility() && one.innerText.trim() !== '' && one.scrollWidth > one.clientWidth + 1)
    .map((one) => 'cut: ' + one.textContent)`);

// Run where the page is, put in once: reading axe anew takes ten times as long as asking it.
async function findingsOf(page: Page, { type, values }: Rules): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type, values }, resultTypes: ['violations'] });
  return page.evaluate<string[]>(
    `axe.run(document, ${options}).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
}

/** The whole page, but only the window where a sheet lies over it. */
export async function takePicture(page: Page, folder: string | null, name: string): Promise<void> {
  if (!folder) return;
  // Until a table has become cards and a chart has its new colours, the picture would be of neither the one nor the other.
  await page.evaluate(settledBeside);
  await page.evaluate(drawnAnew);
  const isCovered = await page.locator('[aria-modal="true"]').isVisible();
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: !isCovered });
}

/**
 * A page at every width in both colours: its faults, and a picture of each where pictures are kept. What fits in light colours fits in
 * dark ones, so without pictures those are looked at on the desk alone.
 */
export async function lookAt(page: Page, folder: string | null, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [index, viewport] of windows.entries()) {
      if (colorScheme === 'dark' && index > 0 && !folder) continue;
      await page.setViewportSize(viewport);
      await takePicture(page, folder, `${name}-${colorScheme}-${viewport.width}`);
      const rules = index > 0 ? null : colorScheme === 'light' ? everything : coloursAlone;
      const found = await faultsOf(page, rules);
      faults.push(...found.map((fault) => `${colorScheme} at ${viewport.width}: ${fault}`));
    }
  }
  return faults;
}
