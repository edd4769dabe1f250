import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a job takes somebody: presses of the mouse, fields that are filled or chosen in, and pages that are seen. */
export type Steps = { clicks: number; fields: number; pages: number };

const file = new URL('./steps.json', import.meta.url);

// Runs in the page. Going back to a field that was left counts again, each letter of it does not.
const watcher = `(() => {
  let field = null;
  addEventListener('pointerdown', () => window.tidingsStep('clicks'), true);
  addEventListener('focusin', ({ target }) => { if (target !== field) field = null; }, true);
  addEventListener('input', ({ target }) => {
    if (target === field || ['checkbox', 'radio'].includes(target.type)) return;
    field = target;
    window.tidingsStep('fields');
  }, true);
})()`;

/** Counts what is done on a page from now on; call before its first address is opened. */
export async function countSteps(page: Page): Promise<() => Steps> {
  const steps: Steps = { clicks: 0, fields: 0, pages: 0 };
  let at = '';
  await page.exposeFunction('tidingsStep', (what: 'clicks' | 'fields') => {
    steps[what] += 1;
  });
  await page.addInitScript(watcher);
  page.on('framenavigated', (frame) => {
    const { pathname } = new URL(frame.url());
    if (frame !== page.mainFrame() || pathname === at || pathname === 'blank') return;
    at = pathname;
    steps.pages += 1;
  });
  return () => ({ ...steps });
}

/**
 * Holds a job to the number of steps that the documents say it takes. With WRITE_STEPS=1 the number is written down; then
 * `node tools/generate-console.ts` writes docs/side-by-side.md anew.
 */
export function expectSteps(job: string, steps: Steps): void {
  const kept = readSteps();
  if (process.env.WRITE_STEPS) {
    const all = Object.entries({ ...kept, [job]: steps }).toSorted(([a], [b]) => a.localeCompare(b));
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  } else expect({ [job]: steps }).toEqual({ [job]: kept[job] });
}

export function readSteps(): Record<string, Steps> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Steps>;
}
