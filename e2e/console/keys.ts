import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../stage/until.ts';

/** Somebody who works with keys alone: there is nothing here that a mouse does. */
export type Keys = {
  page: Page;
  /** Goes there by the Tab key, from wherever the focus is, and sees on the way that each stop shows it. */
  to(target: Locator): Promise<void>;
  /** Goes to a field and types; what stands there is written over. */
  type(target: Locator, words: string): Promise<void>;
  /** Goes to a button, a link or a box and presses it. */
  press(target: Locator, key?: 'Enter' | 'Space'): Promise<void>;
  /** Goes to the group of this radio button, which Tab enters at the one that is chosen, and on to it by the arrows. */
  choose(target: Locator): Promise<void>;
  /** Fails where the focus was thrown away, after what was done last has come to rest. */
  expectFocus(within?: string): Promise<void>;
  /** How often a pointer was pressed, and at which stops the focus could not be seen. */
  findings(): Promise<{ pointer: number; unseen: string[] }>;
};

// More stops than any page has; whoever needs as many has gone round it.
const mostStops = 200;

const mostRadios = 10;

// Runs in the page, before anything of it.
const watcher = `(() => {
  window.pointerPresses = 0;
  window.unseenStops = [];
  addEventListener('pointerdown', () => { window.pointerPresses += 1; }, true);
})()`;

// Where the focus is, told whether it can be seen there: an outline, and not under what sticks to the window.
const look = `(() => {
  const one = document.activeElement;
  if (one === document.body) return;
  const { outlineStyle } = getComputedStyle(one);
  const { left, top, width, height } = one.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  const isCovered = above !== null && !one.contains(above) && !above.contains(one) && !one.closest('label')?.contains(above)
    && !above.closest('label')?.contains(one) && !one.parentElement.contains(above);
  if (outlineStyle === 'none' || isCovered) window.unseenStops.push((isCovered ? 'covered: ' : 'no outline: ') + one.outerHTML.slice(0, 160));
})()`;

/** A dialog before everything takes the focus a moment after it is there. Whoever presses Tab before goes on behind it, faster than anybody can. */
async function dialogHoldsFocus(target: Locator): Promise<void> {
  const dialog = target.locator('xpath=ancestor::*[@aria-modal="true"]');
  if ((await dialog.count()) === 0) return;
  await until(
    'the dialog has the focus',
    () => dialog.first().evaluate((one) => one.contains(one.ownerDocument.activeElement)),
    5_000,
  );
}

export async function withKeys(page: Page): Promise<Keys> {
  await page.addInitScript(watcher);
  const holdsFocus = (target: Locator) =>
    target.evaluate((element) => element === element.ownerDocument.activeElement);
  const to = async (target: Locator) => {
    await target.waitFor({ state: 'attached' });
    await dialogHoldsFocus(target);
    for (let stop = 0; stop < mostStops; stop += 1) {
      if (await holdsFocus(target)) return;
      await page.keyboard.press('Tab');
      await page.evaluate(look);
    }
    throw new Error(`The Tab key never came to ${target}.`);
  };
  return {
    page,
    to,
    async type(target, words) {
      await to(target);
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(words);
    },
    async press(target, key = 'Enter') {
      await to(target);
      await page.keyboard.press(key);
    },
    async choose(target) {
      const chosen = page.locator('input[type="radio"]:checked');
      await to((await chosen.count()) > 0 ? chosen.first() : target);
      for (let step = 0; step < mostRadios && !(await target.isChecked()); step += 1)
        await page.keyboard.press('ArrowDown');
      expect(await target.isChecked()).toBe(true);
    },
    async expectFocus(within = 'body *') {
      // Asked from out here: what waits in the page itself is code from a string, which the policy of the console forbids.
      const isThere = () =>
        page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(within)})`);
      await until('the focus is in its place', isThere, 5_000).catch(() => undefined);
      const at = await page.evaluate<string>('document.activeElement.outerHTML.slice(0, 200)');
      expect(await isThere(), at).toBe(true);
    },
    findings: () =>
      page.evaluate('({ pointer: window.pointerPresses, unseen: [...new Set(window.unseenStops)] })'),
  };
}
