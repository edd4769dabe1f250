import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { type KeyboardEvent, useId, useState } from 'react';
import { t, tn } from '../../ui/language.ts';
import { dateLocale, formatHour, formatMoment } from '../../ui/times.ts';
import { type Day, dayIn } from '../../ui/zone-clock.ts';
import classes from './calendar.module.css';

type Entry = AnswerOf<'/v1/campaign-calendar', 'get'>['entries'][number];

type TableProps = {
  weeks: readonly (readonly Day[])[];
  /** `2026-12`: days of other months stand back. Null where a week is shown. */
  month: string | null;
  today: Day;
  zone: string;
  entries: readonly Entry[];
  /** Places of entries that meet another. */
  clashing: ReadonlySet<number>;
};

/** Weeks as rows, days as cells. Arrow keys go from day to day; on a phone the days with something in them stand below each other. */
export function CalendarTable({ weeks, month, today, zone, entries, clashing }: TableProps) {
  const days = weeks.flat();
  const [chosen, setChosen] = useState<Day | null>(null);
  const focusable =
    chosen !== null && days.includes(chosen) ? chosen : days.includes(today) ? today : days[0];
  const id = useId();
  const byDay = Map.groupBy(
    entries.map((entry, place) => ({ entry, place })),
    ({ entry }) => dayIn(zone, entry.starts_at),
  );
  const onKey = (event: KeyboardEvent, day: Day) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const next = by === undefined ? undefined : days[days.indexOf(day) + by];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
    document.getElementById(`${id}${next}`)?.focus();
  };
  return (
    <table className={classes.table} data-view={month === null ? 'week' : 'month'}>
      <caption className="visually-hidden">{t('Campaigns by day; arrow keys go from day to day')}</caption>
      <thead>
        <tr>
          {(weeks[0] ?? []).map((day) => (
            <th key={day} scope="col">
              {weekdayOf(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const found = byDay.get(day) ?? [];
              return (
                <td
                  key={day}
                  data-other={(month !== null && !day.startsWith(month)) || undefined}
                  data-today={day === today || undefined}
                  data-empty={found.length === 0 || undefined}
                >
                  <button
                    type="button"
                    id={`${id}${day}`}
                    className={classes.day}
                    tabIndex={day === focusable ? 0 : -1}
                    aria-label={`${dayWords(day)}: ${tn(found.length, '{n} campaign', '{n} campaigns')}`}
                    onFocus={() => setChosen(day)}
                    onKeyDown={(event) => onKey(event, day)}
                  >
                    <span className={classes.number}>{Number(day.slice(8))}</span>
                    <span className={classes.whole}>{dayWords(day)}</span>
                  </button>
                  <ul className={classes.entries}>
                    {found.map(({ entry, place }) => (
                      <li key={place}>
                        <EntryLink entry={entry} zone={zone} isClashing={clashing.has(place)} />
                      </li>
                    ))}
                  </ul>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EntryLink({ entry, zone, isClashing }: { entry: Entry; zone: string; isClashing: boolean }) {
  const { kind, campaign_id, name, starts_at, last_at, people, status } = entry;
  const isComing = kind === 'coming';
  const more = [
    isComing ? t('Comes by a rule') : null,
    people === null ? null : tn(people, '{n} person', '{n} people'),
    last_at !== null && last_at !== starts_at
      ? t('until {when}', { when: formatMoment(last_at, zone) })
      : null,
    isClashing ? t('meets another') : null,
  ].filter((words) => words !== null);
  return (
    <Link
      to="/campaigns/$campaignId"
      params={{ campaignId: campaign_id }}
      className={classes.entry}
      data-kind={isComing ? 'coming' : status}
      data-clash={isClashing || undefined}
    >
      <span className="numbers">{formatHour(starts_at, zone)}</span> <b>{name}</b>
      {more.length > 0 && <span className={classes.more}>{more.join(' · ')}</span>}
    </Link>
  );
}

const utc = { timeZone: 'UTC' } as const;
const weekdayOf = (day: Day) =>
  new Intl.DateTimeFormat(dateLocale(), { ...utc, weekday: 'short' }).format(Date.parse(day));
const dayWords = (day: Day) =>
  new Intl.DateTimeFormat(dateLocale(), { ...utc, weekday: 'long', day: 'numeric', month: 'long' }).format(
    Date.parse(day),
  );
