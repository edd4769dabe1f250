import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { visits } from './visits.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

// SCREENSHOTS=1 keeps a picture of every page, for people to look at.
const pictures = process.env.SCREENSHOTS ? fileURLToPath(new URL('../screenshots/', import.meta.url)) : null;

let stage: ConsoleStage;
beforeAll(async () => {
  if (pictures) await mkdir(pictures, { recursive: true });
  stage = await openConsoleStage();
});
afterAll(() => stage?.close());

const everything = { type: 'tag', values: tags } as const;

// Colours alone differ in the dark, so there only they are asked about.
const looks = [
  { colorScheme: 'light', viewport: desk, rules: everything },
  { colorScheme: 'light', viewport: phone, rules: everything },
  { colorScheme: 'dark', viewport: desk, rules: { type: 'rule', values: ['color-contrast'] } },
  { colorScheme: 'dark', viewport: phone, rules: { type: 'rule', values: ['color-contrast'] } },
] as const;

it.each(visits)('$name can be read by everybody, fits, and obeys the policy', async (visit) => {
  const window = await stage.openWindow(visit.options);
  try {
    await window.open(visit.path, visit.sees);
    for (const { colorScheme, viewport, rules } of looks) {
      await window.page.emulateMedia({ colorScheme });
      await window.page.setViewportSize(viewport);
      await takePicture(window.page, `${visit.name}-${colorScheme}-${viewport.width}`);
      expect(await faultsOf(window.page, rules)).toEqual([]);
    }
    expect(window.complaints).toEqual([]);
  } finally {
    await window.close();
  }
});

it('finds a fault where there is one', async () => {
  const window = await stage.openWindow();
  try {
    await window.open('/campaigns', 'Bread club');
    await window.page.evaluate(`
      document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/tidings.svg"><p id="wide">wide</p>');
      document.getElementById('wide').style.width = '200vw';
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'a { color: red }' }));
    `);
    const faults = (await faultsOf(window.page, everything)).join('\n');
    expect(faults).toContain('image-alt');
    expect(faults).toContain('wider than its window');
    expect(window.complaints.join()).toMatch(/Content Security Policy/);
  } finally {
    await window.close();
  }
});

type Rules = { type: 'tag' | 'rule'; values: readonly string[] };

/** What keeps somebody from reading the page: findings of axe, and content beside the window. */
async function faultsOf(page: Page, rules: Rules): Promise<string[]> {
  const faults = await findingsOf(page, rules);
  const beside = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return beside > 0 ? [...faults, `the page is ${beside} px wider than its window`] : faults;
}

/** The whole page, but only the window where a sheet lies over it. */
async function takePicture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  const isCovered = await page.locator('[aria-modal="true"]').isVisible();
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage: !isCovered });
}

// Run where the page is, put in once: reading axe anew takes ten times as long as asking it.
async function findingsOf(page: Page, { type, values }: Rules): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type, values }, resultTypes: ['violations'] });
  return page.evaluate<string[]>(
    `axe.run(document, ${options}).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
}
