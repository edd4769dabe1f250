import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useContext, useEffect, useRef, useState } from 'react';
import { ActionContext, type ActionStore } from './action-store.ts';
import { areLettersOff, createKeyReader, keyOf } from './keys.ts';
import { flatten, type Place } from './places.ts';

const KeySheet = lazy(() => import('./key-sheet.tsx').then(({ KeySheet }) => ({ default: KeySheet })));

type KeyboardProps = { places: readonly Place[]; creations: readonly Place[]; onPalette: () => void };

/** The keys that work everywhere, and those of the actions of the page. */
export function Keyboard({ places, creations, onPalette }: KeyboardProps) {
  const router = useRouter();
  const store = useContext(ActionContext);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const latest = useRef({ places, creations, onPalette });
  latest.current = { places, creations, onPalette };

  useEffect(() => {
    const read = createKeyReader();
    const go = (to: string) => () => void router.navigate({ to });
    const onKey = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (event.defaultPrevented || event.isComposing || key === '') return;
      const isPlain = !key.startsWith('mod+');
      if (isPlain && (isTyping(event.target) || isCovered() || areLettersOff())) return;
      const { places, creations, onPalette } = latest.current;
      const map = new Map<string, () => void>([
        ['j', () => moveRow(1)],
        ['k', () => moveRow(-1)],
        ['x', chooseRow],
        ['/', focusFilter],
        ['?', () => setHelpOpen(true)],
        ...[...flatten(places), ...creations].flatMap(({ keys, to }) =>
          keys ? [[keys, go(to)] as const] : [],
        ),
        ...actionKeys(store, go),
        ['mod+k', onPalette],
      ]);
      const found = read(key, map);
      if (!found) return;
      event.preventDefault();
      found();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router, store]);

  if (!isHelpOpen) return null;
  return (
    <Suspense fallback={null}>
      <KeySheet places={places} creations={creations} onClose={() => setHelpOpen(false)} />
    </Suspense>
  );
}

function actionKeys(store: ActionStore, go: (to: string) => () => void): [string, () => void][] {
  return [...store.values()].flat().flatMap(({ keys, run, to }) => {
    const does = to === undefined ? run : go(to);
    return keys && does ? [[keys, does] as [string, () => void]] : [];
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && target.type === 'checkbox')
  );
}

const isCovered = () => document.querySelector('[aria-modal="true"]') !== null;

const rows = () => [...document.querySelectorAll<HTMLElement>('main tr[data-row]')];
const rowOfFocus = () => document.activeElement?.closest<HTMLElement>('tr[data-row]') ?? null;

function moveRow(step: 1 | -1): void {
  const all = rows();
  const at = rowOfFocus();
  const next = at ? all[all.indexOf(at) + step] : all[0];
  const target = next?.querySelector<HTMLElement>(
    '[data-first] a, [data-first] button, [data-choose], a, button',
  );
  target?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function chooseRow(): void {
  rowOfFocus()?.querySelector<HTMLElement>('[data-choose]')?.click();
}

function focusFilter(): void {
  document.querySelector<HTMLElement>('main input[type="search"]')?.focus();
}
