import { useEffect, useRef, useState } from 'react';
import { language, t } from '../../ui/language.ts';
import { type Draft, type Lack, lacksOf } from './draft.ts';

/** What a draft still lacks: quietly in one line, and once somebody wants to go on at each field. */
export function useLacks(draft: Draft) {
  const place = useRef<HTMLDivElement>(null);
  const [presses, setPresses] = useState(0);
  // Once the fields are marked, whoever pressed stands in the first of them.
  useEffect(() => {
    if (presses === 0) return;
    const first = place.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-lack]');
    first?.scrollIntoView({ block: 'center' });
    first?.focus();
  }, [presses]);
  const lacks = lacksOf(draft);
  const shown = presses === 0 ? [] : lacks;
  return {
    place,
    isChosen: !lacks.includes('audience'),
    isWritten: lacks.every((lack) => lack === 'audience'),
    errors: Object.fromEntries(shown.map((lack) => [lack, demand(lack)])) as Partial<Record<Lack, string>>,
    sentence: lacks.length === 0 ? null : t('Still missing: {what}.', { what: inOneLine(lacks.map(nameOf)) }),
    /** Marks what is missing, and is true where nothing is. */
    show: () => {
      if (lacks.length > 0) setPresses((before) => before + 1);
      return lacks.length === 0;
    },
  };
}

const inOneLine = (names: readonly string[]): string => new Intl.ListFormat(language()).format(names);

const nameOf = (lack: Lack): string =>
  ({
    name: t('a name'),
    program_id: t('a program'),
    sender_id: t('a number'),
    body: t('words'),
    audience: t('whom it is for'),
  })[lack];

const demand = (lack: Lack): string =>
  ({
    name: t('Give the campaign a name.'),
    program_id: t('Choose a program.'),
    sender_id: t('Choose the number it comes from.'),
    body: t('Write what it says.'),
    audience: t('Choose whom it is for.'),
  })[lack];
