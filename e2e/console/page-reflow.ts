import type { Page } from 'playwright-core';
import { settledBeside } from './page-faults.ts';

/** As wide as a window of 1280 pixels at 400 % (WCAG 1.4.10), and at 200 % (1.4.4). */
const narrow = { width: 320, height: 640 };
const half = { width: 640, height: 480 };

/**
 * What keeps somebody from a page who enlarges it, spaces its letters out, sees it in colours of their system or goes through
 * it by keys: content beside the window, words that are cut off, things that move, and controls that do not show that they
 * have the focus. Leaves the page as it found it.
 */
export async function reflowFaultsOf(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  const faults: string[] = [];
  const add = (what: string, found: readonly string[]) =>
    faults.push(...found.map((one) => `${what}: ${one}`));
  for (const size of [half, narrow]) {
    await page.setViewportSize(size);
    add(`at ${size.width} pixels`, await besides(page));
  }
  // Still at 320 pixels, where letters that are spaced out have the least room.
  await page.evaluate(spaceOut);
  add('with letters spaced out', await besides(page));
  add('with letters spaced out', await page.evaluate<string[]>(cutOff));
  await page.evaluate('document.adoptedStyleSheets = []');
  if (before) await page.setViewportSize(before);
  add('that moves though nothing should', await page.evaluate<string[]>(moving));
  add('without a sign of the focus', await page.evaluate<string[]>(unmarked));
  await page.emulateMedia({ forcedColors: 'active' });
  add('in forced colours', await besides(page));
  add('in forced colours, where only a background says so', await page.evaluate<string[]>(backgroundAlone));
  await page.emulateMedia({ forcedColors: 'none' });
  return faults;
}

/** Shapes that a finding is told by. */
const tell = `const tell = (one) => one.outerHTML.replace(/<svg.*<.svg>/s, '').slice(0, 160);`;

const besides = async (page: Page) =>
  (await page.evaluate<number>(settledBeside)) > 0 ? whatIsBeside(page) : [];

const whatIsBeside = (page: Page) =>
  page.evaluate<string[]>(`(() => { ${tell}
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const scrolls = (one) => { for (let up = one.parentElement; up; up = up.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true; return false; };
    const beyond = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > wide + 1 && !scrolls(one));
    return [(document.documentElement.scrollWidth - wide) + ' px beside the window: ' + (beyond.at(-1) ? tell(beyond.at(-1)) : '')];
  })()`);

// WCAG 1.4.12. A sheet that is made in the page passes the policy of the console, which takes no other style.
const spaceOut = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
})()`;

// Words in a box that hides what does not fit. What ends in … says that there is more, and is whole elsewhere.
const cutOff = `(() => { ${tell}
  const hides = (style) => ['hidden', 'clip'].includes(style.overflowY);
  return [...document.body.querySelectorAll('*')].filter((one) => {
    const style = getComputedStyle(one);
    if (!hides(style) || style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none' || style.clipPath !== 'none' || style.position === 'absolute') return false;
    if (one.closest('[aria-hidden="true"], [class*="VisuallyHidden"]') || one.textContent.trim() === '' || !one.checkVisibility()) return false;
    return one.clientHeight > 2 && one.scrollHeight > one.clientHeight + 2;
  }).map(tell);
})()`;

const moving = `(() => { ${tell}
  return document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getComputedTiming().duration > 20)
    .map((one) => tell(one.effect.target));
})()`;

// A key was pressed, so that what gets the focus shows it as to somebody who goes by keys.
const unmarked = `(() => { ${tell}
  const before = document.activeElement;
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
  const look = (one) => { const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(one);
    return { isOutlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1, all: [boxShadow, borderColor, backgroundColor].join() }; };
  const found = [];
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')) {
    if (one.disabled || !one.checkVisibility() || one.type === 'hidden') continue;
    const rest = look(one);
    one.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== one) continue;
    const held = look(one);
    if (!held.isOutlined && held.all === rest.all) found.push(tell(one));
  }
  document.activeElement.blur();
  if (before && before !== document.body) before.focus({ preventScroll: true });
  return found.slice(0, 3);
})()`;

const backgroundAlone = `(() => { ${tell}
  return [...document.querySelectorAll('[aria-current]:not([aria-current="false"]), [aria-selected="true"], [aria-pressed="true"], [role="progressbar"]')]
    .filter((one) => one.checkVisibility() && !one.closest('[aria-hidden="true"]')).filter((one) => {
      const { outlineStyle, borderTopStyle, borderBottomStyle, textDecorationLine } = getComputedStyle(one);
      return outlineStyle === 'none' && borderTopStyle === 'none' && borderBottomStyle === 'none' && textDecorationLine === 'none';
    }).map(tell).slice(0, 3);
})()`;
