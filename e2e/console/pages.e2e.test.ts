import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { coloursAlone, everything, faultsOf, takePicture, windows } from './page-faults.ts';
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
