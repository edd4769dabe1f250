import { TextInput } from '@mantine/core';
import { useZone } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { type Day, dayIn } from '../../ui/zone-clock.ts';
import { Pick } from './pick.tsx';
import type { Unit, Window } from './rule.ts';

type WindowEditorProps = {
  window: Window | undefined;
  /** Where a stretch of time has to be named; elsewhere "ever" is a choice. */
  isNeeded?: boolean;
  onChange: (window: Window | undefined) => void;
};

/** A stretch of time: the last so many days, before a day, since a day. */
export function WindowEditor({ window, isNeeded = false, onChange }: WindowEditorProps) {
  const zone = useZone();
  const when = window?.when ?? '';
  return (
    <>
      <Pick
        label={t('When')}
        value={when}
        data={[
          ...(isNeeded ? [] : [{ value: '', label: t('ever') }]),
          { value: 'last', label: t('in the last') },
          { value: 'next', label: t('in the next') },
          { value: 'over', label: t('more than … ago') },
          { value: 'since', label: t('since') },
          { value: 'before', label: t('before') },
          { value: 'today', label: t('today') },
        ]}
        onPick={(next) => onChange(windowFor(next, dayIn(zone, Date.now())))}
      />
      {window && 'count' in window && (
        <>
          <TextInput
            aria-label={t('How many')}
            size="xs"
            type="number"
            min={0}
            w={76}
            value={String(window.count)}
            onChange={(event) => onChange({ ...window, count: Number(event.currentTarget.value) || 0 })}
          />
          <Pick
            label={t('Unit')}
            value={window.unit}
            data={[
              { value: 'hours', label: t('hours') },
              { value: 'days', label: t('days') },
              { value: 'weeks', label: t('weeks') },
              { value: 'months', label: t('months') },
              { value: 'years', label: t('years') },
            ]}
            onPick={(unit) => onChange({ ...window, unit: unit as Unit })}
          />
        </>
      )}
      {window && 'date' in window && (
        <TextInput
          aria-label={t('Day')}
          size="xs"
          type="date"
          value={window.date}
          onChange={(event) => onChange({ ...window, date: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function windowFor(when: string, today: Day): Window | undefined {
  if (when === 'last' || when === 'next' || when === 'over') return { when, count: 30, unit: 'days' };
  if (when === 'since' || when === 'before') return { when, date: today };
  return when === 'today' ? { when } : undefined;
}
