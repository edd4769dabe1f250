import type { AnswerOf } from '@tidings/sdk';
import { useEffect, useState } from 'react';
import { findKept, hasAll, keep } from '../../frame/kept.ts';
import type { Asked } from './live-count.tsx';
import type { Rule } from './rule.ts';

export type Saved = { id: string; name: string; version: number; text: string; rule: Rule };
export type View = 'build' | 'text' | 'json';
export type Theirs = AnswerOf<'/v1/segments/{id}', 'get'>;
type Kept = { version: number | null; view: View; name: string; rule: Rule; typed: string; json: string };
const isKept = (found: unknown): found is Kept =>
  hasAll(found, 'version', 'view', 'name', 'rule', 'typed', 'json');
export type Draft = ReturnType<typeof useDraft>;

/** What is typed in the editor, in whichever writing; it survives a crash of the browser until it is saved. */
export function useDraft(saved: Saved | null, startText: string | undefined) {
  const keptAs = `segment ${saved?.id ?? 'new'}`;
  const [kept] = useState(() => (startText === undefined ? findKept(keptAs, isKept) : null));
  const [isFound, setIsFound] = useState(kept !== null);
  // The version that what is typed was made of: older than what stands there where somebody else was faster.
  const [version, setVersion] = useState(kept?.version ?? saved?.version ?? null);
  const [view, setView] = useState<View>(kept?.view ?? (startText === undefined ? 'build' : 'text'));
  const [name, setName] = useState(kept?.name ?? saved?.name ?? '');
  const [rule, setRule] = useState<Rule>(kept?.rule ?? saved?.rule ?? { kind: 'everyone' });
  const [typed, setTyped] = useState(kept?.typed ?? startText ?? saved?.text ?? '');
  const [json, setJson] = useState(kept?.json ?? '');
  const asked = askedOf(view, rule, typed, json);
  const isTouched = saved
    ? name !== saved.name || isChanged(saved, view, asked, typed)
    : name !== '' || isBegun(view, asked, typed, startText);
  useEffect(() => {
    if (isTouched) keep(keptAs, { version, view, name, rule, typed, json });
  }, [isTouched, keptAs, version, view, name, rule, typed, json]);
  useUnsaved(isTouched);
  const forget = () => keep(keptAs, null);
  const beginAnew = () => {
    forget();
    setName(saved?.name ?? '');
    setRule(saved?.rule ?? { kind: 'everyone' });
    setTyped(saved?.text ?? '');
    setJson('');
    setView('build');
    setVersion(saved?.version ?? null);
    setIsFound(false);
  };
  const take = (theirs: Theirs) => {
    setVersion(theirs.version);
    setName(theirs.name);
    setRule(theirs.rule as Rule);
    setTyped(theirs.text);
    setView('build');
  };
  return {
    ...{ version, view, name, rule, typed, json, asked, isFound, isTouched },
    ...{ setView, setName, setRule, setTyped, setJson, beginAnew, take, forget },
  };
}

function askedOf(view: View, rule: Rule, typed: string, json: string): Asked {
  if (view === 'text') return { text: typed, body: { text: typed } };
  if (view === 'build') return { rule, body: { rule: rule as never } };
  try {
    const read = JSON.parse(json) as Rule;
    return { rule: read, body: { rule: read as never } };
  } catch {
    return { body: {}, isUnreadable: true };
  }
}

/** Whatever cannot be read yet is a change, too. */
function isChanged(saved: Saved, view: View, asked: Asked, typed: string): boolean {
  return view === 'text'
    ? typed !== saved.text
    : JSON.stringify(asked.rule ?? null) !== JSON.stringify(saved.rule);
}

/** Of a new one: whether anything stands there that nobody would type a second time gladly. */
const isBegun = (view: View, { rule }: Asked, typed: string, startText = ''): boolean =>
  view === 'text' ? typed !== startText : rule?.kind !== 'everyone';

/** Whoever closes the window with something unsaved is asked first. */
function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
