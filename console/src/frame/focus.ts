import { useEffect, useRef } from 'react';

// Longer than a dialog takes to give the focus back to what opened it, which comes first.
const patienceMs = 80;
// What is out of use for a moment, while something is sent, comes back; what still is after this does not.
const outOfUseMs = 600;
// How far from what is gone something may stand to be taken for what came in its place.
const nearSteps = 3;

const controls =
  'a[href], button:not(:disabled), input:not(:disabled):not([type="hidden"]), select:not(:disabled), textarea:not(:disabled)';

/** Puts the focus on the first heading in here, which a screen reader then reads, and from where the Tab key goes on. */
export function focusHeading(within: ParentNode | null, level: 'h1' | 'h2' = 'h1'): boolean {
  const heading = within?.querySelector<HTMLElement>(level) ?? null;
  return focusOn(heading);
}

function focusOn(element: HTMLElement | null): boolean {
  if (element === null) return false;
  if (element.tabIndex < 0) element.setAttribute('tabindex', '-1');
  element.focus();
  return document.activeElement === element;
}

// What stands over the page and goes again: dialogs, menus, the choices of a field.
const overThePage = '[role="dialog"], [data-portal], [data-mantine-shared-portal-node]';

type Held = { element: HTMLElement; around: readonly HTMLElement[] };

const isOpen = ({ around }: Held) =>
  around.some((one) => one.isConnected && one.matches('dialog, [role="dialog"]'));
const isUsable = ({ element }: Held) => element.isConnected && !element.matches(':disabled');

/**
 * Whoever works without a mouse must not be thrown back to the top of the page because the button that they pressed is gone
 * or was out of use for a moment. Watches until the returned function is called.
 */
export function keepFocus(): () => void {
  let last: Held | null = null;
  // Where it was on the page itself, while it is in a dialog: what opened that.
  let below: Held | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    clearTimeout(leaving);
    leaving = undefined;
    last = { element: target, around: ancestorsOf(target) };
    if (target.closest(overThePage) === null) below = last;
  };
  // A press beside everything is meant to leave it.
  const forget = () => {
    last = null;
  };
  const giveBack = () => {
    if (last === null || document.activeElement !== document.body) return;
    const from = last.element.isConnected || isOpen(last) ? last : (below ?? last);
    if (isUsable(from)) from.element.focus({ preventScroll: true });
    else if (!from.element.isConnected) focusNear(from.around);
    // A page that counts changes all the time; that is no reason to wait longer.
    else leaving ??= setTimeout(() => leave(from), outOfUseMs);
  };
  const leave = (from: Held) => {
    leaving = undefined;
    if (last === null || document.activeElement !== document.body) return;
    if (isUsable(from)) from.element.focus({ preventScroll: true });
    // A long sending is no end: the button says itself when it is done, and that is seen.
    else if (!from.element.matches('[data-loading]')) focusNear(from.around);
  };
  const observer = new MutationObserver(() => {
    // A browser lets go of what went out of use when it next draws the page, which is after this is told.
    if (last === null || (document.activeElement !== document.body && isUsable(last))) return;
    clearTimeout(timer);
    timer = setTimeout(giveBack, patienceMs);
  });

  document.addEventListener('focusin', remember);
  document.addEventListener('pointerdown', forget, true);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', remember);
    document.removeEventListener('pointerdown', forget, true);
    observer.disconnect();
    clearTimeout(timer);
    clearTimeout(leaving);
  };
}

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let one = element.parentElement; one !== null && one !== document.body; one = one.parentElement)
    found.push(one);
  return found;
}

/** What stands where it was, such as *Resume* in the place of *Pause*; else the heading of what it belonged to. */
function focusNear(around: readonly HTMLElement[]): void {
  const at = around.findIndex((one) => one.isConnected);
  const place = around[at] ?? null;
  if (place !== null && at < nearSteps && place.id !== 'content') {
    const control = [...place.querySelectorAll<HTMLElement>(controls)].find((one) => one.checkVisibility());
    if (focusOn(control ?? null)) return;
  }
  const section = around.find((one) => one.isConnected && one.matches('section, dialog, [role="dialog"]'));
  if (section && focusHeading(section, 'h2')) return;
  const content = document.getElementById('content');
  if (!focusHeading(content)) focusOn(content);
}

/** Within one page: once it is another step, its heading gets the focus, unless somebody is in a dialog meanwhile. */
export function useFocusOnStep(step: string): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (document.querySelector('[aria-modal="true"]') === null)
      focusHeading(document.getElementById('content'), 'h2');
  }, [step]);
}
