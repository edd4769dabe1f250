import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { coloursAlone, everything, faultsOf, takePicture, windows } from './page-faults.ts';
import { reflowFaultsOf } from './page-reflow.ts';
import { visits } from './visits.ts';

const [desk, tablet, phone] = windows;

// SCREENSHOTS=1 keeps a picture of every page, for people to look at.
const pictures = process.env.SCREENSHOTS ? fileURLToPath(new URL('../screenshots/', import.meta.url)) : null;

let stage: ConsoleStage;
beforeAll(async () => {
  if (pictures) await mkdir(pictures, { recursive: true });
  stage = await openConsoleStage();
});
afterAll(() => stage?.close());

const looks = [
  { colorScheme: 'light', viewport: desk, rules: everything },
  { colorScheme: 'light', viewport: tablet, rules: null },
  { colorScheme: 'light', viewport: phone, rules: everything },
  { colorScheme: 'dark', viewport: desk, rules: coloursAlone },
  ...(pictures ? [{ colorScheme: 'dark', viewport: tablet, rules: null } as const] : []),
  { colorScheme: 'dark', viewport: phone, rules: coloursAlone },
] as const;

it.each(visits)('$name can be read by everybody, fits, and obeys the policy', async (visit) => {
  const window = await stage.openWindow(visit.options);
  try {
    await window.open(visit.path, visit.sees);
    for (const { colorScheme, viewport, rules } of looks) {
      await window.page.emulateMedia({ colorScheme });
      await window.page.setViewportSize(viewport);
      await takePicture(window.page, pictures, `${visit.name}-${colorScheme}-${viewport.width}`);
      expect(await faultsOf(window.page, rules)).toEqual([]);
    }
    expect(await reflowFaultsOf(window.page)).toEqual([]);
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

it('keeps the room of a picture until it comes, and shows by the arrow keys what the pointer shows', async () => {
  const window = await stage.openWindow();
  const { page } = window;
  try {
    const come = Promise.withResolvers<void>();
    await page.route(/assets\/echarts-/, async (route) => {
      await come.promise;
      await route.continue();
    });
    await window.open('/reports/hours', 'People’s own best hours');
    const picture = page.getByRole('img', { name: /^Clicked by the hour/ });
    const before = await picture.boundingBox();
    expect(await picture.locator('svg').count()).toBe(0);
    come.resolve();
    await picture.locator('svg').waitFor();
    expect(await picture.boundingBox()).toEqual(before);
    await picture.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Monday 09:00: 5.8 % of 1,800 texts').first().waitFor();
    await page.keyboard.press('ArrowDown');
    // Said aloud, and shown at the cell.
    await page.getByText('Tuesday 09:00: 7 % of 1,800 texts').nth(1).waitFor();
    expect(window.complaints).toEqual([]);
  } finally {
    await window.close();
  }
});

it('says so where a picture cannot be loaded, and still has its figures', async () => {
  const window = await stage.openWindow();
  try {
    await window.page.route(/assets\/echarts-/, (route) => route.abort());
    await window.open('/reports/hours', 'The picture could not be loaded');
    await window.page.getByText('As a table').first().click();
    await window.page.getByRole('cell', { name: 'Monday' }).first().waitFor();
  } finally {
    await window.close();
  }
});
