import { Kbd, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useContext, useEffect, useId, useMemo, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import { formatNumber } from '../ui/phone-numbers.ts';
import { ActionContext, type ActionStore } from './action-store.ts';
import { answer, whole } from './call.ts';
import { isMac, showKeys } from './keys.ts';
import { otherWordsOf } from './other-words.ts';
import { languageChoices, type OwnChoice, useColourChoices } from './own-choices.ts';
import classes from './palette.module.css';
import { type Entry, narrow, readPrefix } from './palette-entries.ts';
import { flatten, type Place } from './places.ts';
import { useMe } from './session.ts';

type PaletteProps = {
  places: readonly Place[];
  creations: readonly Place[];
  isOpen: boolean;
  onClose: () => void;
};

/** One box over everything: what can be done here, every place, and people, campaigns, segments and templates by name. */
export function Palette({ places, creations, isOpen, onClose }: PaletteProps) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size="lg"
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('Search or do something')}>
        {isOpen && <PaletteBody places={places} creations={creations} onClose={onClose} />}
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ places, creations, onClose }: Omit<PaletteProps, 'isOpen'>) {
  const router = useRouter();
  const store = useContext(ActionContext);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = useFound(typed);
  const fixed = useMemo(() => fixedEntries(store, places, creations), [store, places, creations]);
  const own = [...useColourChoices(), ...languageChoices()].filter(({ isChosen }) => !isChosen).map(toEntry);
  // What one chooses for oneself is looked for by name; it need not stand among the places before anything is typed.
  const entries = narrow([...fixed, ...(typed.trim() === '' ? [] : own), ...found], typed);
  const current = entries[Math.min(at, entries.length - 1)];

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    if (entry.to !== undefined) void router.navigate({ to: entry.to });
    else entry.run?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setAt((before) => (Math.min(before, entries.length - 1) + step + entries.length) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(current);
    }
  };
  return (
    <div className={classes.palette}>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        leftSection={<Icon name="search" />}
        placeholder={t('Search or do something. > actions, @ people, # campaigns')}
        aria-label={t('Search or do something')}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('What was found')} className={classes.list}>
        {entries.length === 0 && <div className={classes.none}>{t('Nothing has this name.')}</div>}
        {entries.map((entry) => (
          <Row
            key={entry.id}
            id={`${listId}-${entry.id}`}
            entry={entry}
            isCurrent={entry === current}
            onChoose={() => choose(entry)}
          />
        ))}
      </div>
    </div>
  );
}

type RowProps = { id: string; entry: Entry; isCurrent: boolean; onChoose: () => void };

function Row({ id, entry, isCurrent, onChoose }: RowProps) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (isCurrent) element?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent, element]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the focus and hears the keys of its list.
    // biome-ignore lint/a11y/useFocusableInteractive: an option of a combobox is named by aria-activedescendant.
    <div
      id={id}
      ref={setElement}
      role="option"
      aria-selected={isCurrent}
      className={classes.row}
      onClick={onChoose}
    >
      <span className={classes.kind}>{entry.kind}</span>
      <span className={classes.name}>{entry.name}</span>
      {entry.keys && <Kbd size="sm">{showKeys(entry.keys, isMac())}</Kbd>}
    </div>
  );
}

function fixedEntries(store: ActionStore, places: readonly Place[], creations: readonly Place[]): Entry[] {
  const actions = [...store.values()].flat().map(
    ({ name, keys, run, to }, index): Entry => ({
      id: `action-${index}`,
      group: 'action',
      kind: t('Do'),
      name,
      ...(keys ? { keys } : {}),
      ...(to === undefined ? (run ? { run } : {}) : { to }),
    }),
  );
  const make = creations.map(
    ({ name, to, keys }): Entry => ({
      id: `make-${to}`,
      group: 'action',
      kind: t('New'),
      name,
      also: otherWordsOf(to),
      to,
      ...(keys ? { keys } : {}),
    }),
  );
  const goes = flatten(places).map(
    ({ name, to, keys, group }): Entry => ({
      id: `go-${group ?? ''}-${to}`,
      group: 'place',
      kind: t('Go'),
      name: group ? `${group}: ${name}` : name,
      also: otherWordsOf(to),
      to,
      ...(keys ? { keys } : {}),
    }),
  );
  return [...actions, ...goes, ...make];
}

const toEntry = ({ key, name, choose }: OwnChoice): Entry => ({
  id: `own-${key}-${name}`.replaceAll(' ', '-'),
  group: 'action',
  kind: t('Do'),
  name,
  also: otherWordsOf(key),
  run: choose,
});

const waitForTypingMs = 150;

/** What the server finds: people by name or number, and the names of campaigns, segments and templates. */
function useFound(typed: string): Entry[] {
  const { words, group } = readPrefix(typed);
  const [asked, setAsked] = useState('');
  const me = useMe();
  const may = (permission: (typeof me.permissions)[number]) => me.permissions.includes(permission);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), waitForTypingMs);
    return () => clearTimeout(timer);
  }, [words]);

  const isAsking = asked.length >= 2;
  const people = useQuery({
    ...answer('/v1/contacts', { query: { search: asked, limit: 5 } }),
    enabled: isAsking && may('contacts.read') && (group === null || group === 'person'),
  });
  const campaigns = useQuery({
    ...whole('/v1/campaigns'),
    enabled: isAsking && may('campaigns.read'),
    staleTime: 60_000,
  });
  const segments = useQuery({
    ...whole('/v1/segments'),
    enabled: isAsking && may('contacts.read'),
    staleTime: 60_000,
  });
  const templates = useQuery({
    ...whole('/v1/templates'),
    enabled: isAsking && may('templates.read'),
    staleTime: 60_000,
  });
  if (!isAsking) return [];
  return [
    ...(people.data?.data ?? []).map(
      ({ id, name, number }): Entry => ({
        id,
        group: 'person',
        kind: t('Person'),
        name: [name, formatNumber(number, me.workspace.country)].filter(Boolean).join(' · '),
        to: `/people/${id}`,
        isFound: true,
      }),
    ),
    ...(campaigns.data?.data ?? []).map(
      ({ id, name }): Entry => ({
        id,
        group: 'campaign',
        kind: t('Campaign'),
        name,
        to: `/campaigns/${id}`,
      }),
    ),
    ...(segments.data?.data ?? []).map(
      ({ id, name }): Entry => ({
        id,
        group: 'segment',
        kind: t('Segment'),
        name,
        to: `/audience/segments/${id}`,
      }),
    ),
    ...(templates.data?.data ?? []).map(
      ({ id, name }): Entry => ({
        id,
        group: 'template',
        kind: t('Template'),
        name,
        to: '/content/templates',
      }),
    ),
  ];
}
