import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useSendingNow } from '../../frame/rehearsal-clock.ts';
import { useMe } from '../../frame/session.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { cityOf, dateLocale } from '../../ui/times.ts';
import { dayIn, isDay } from '../../ui/zone-clock.ts';
import classes from './calendar.module.css';
import { CalendarTable } from './calendar-table.tsx';
import { spanOf, step, type View, weeksOf } from './days.ts';

const route = getRouteApi('/_shell/campaigns/calendar');

/** What goes and went when, with what comes again by a rule, and which of them meet. */
export function CalendarScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const today = dayIn(zone, useSendingNow());
  const view: View = search.view === 'week' ? 'week' : 'month';
  const on = isDay(search.on) ? search.on : today;
  const weeks = weeksOf(view, on);
  const query = useQuery({
    ...answer('/v1/campaign-calendar', { query: spanOf(weeks) }),
    placeholderData: (before) => before,
  });
  const show = (change: { view?: View; on?: string }) =>
    void navigate({ search: { view, on, ...change }, replace: true });
  return (
    <Page
      title={t('Calendar')}
      lead={t('When campaigns go and went, on the clock of {city}.', { city: cityOf(zone) })}
      back={<Link to="/campaigns">{t('All campaigns')}</Link>}
      actions={
        <ActionBar
          actions={[
            { name: t('Earlier'), keys: 'p', run: () => show({ on: step(view, on, -1) }) },
            { name: t('Later'), keys: 'n', run: () => show({ on: step(view, on, 1) }) },
            { name: t('New campaign'), to: '/campaigns/new', isPrimary: true, needs: 'campaigns.write' },
          ]}
        />
      }
    >
      <div className="filters">
        <h2 className={classes.span} aria-live="polite">
          {spanWords(view, on, weeks[0]?.[0] ?? on, weeks[0]?.[6] ?? on)}
        </h2>
        <ChoiceRow
          label={t('How much at a time')}
          value={view}
          onChoose={(next) => show({ view: next as View })}
          choices={[
            { value: 'month', label: t('Month') },
            { value: 'week', label: t('Week') },
          ]}
        />
        <Button variant="default" size="sm" disabled={on === today} onClick={() => show({ on: today })}>
          {t('Today')}
        </Button>
      </div>
      <Loaded query={query} what={t('the calendar')}>
        {({ entries, clashes, is_cut }) => (
          <>
            <CalendarTable
              weeks={weeks}
              month={view === 'month' ? on.slice(0, 7) : null}
              today={today}
              zone={zone}
              entries={entries}
              clashing={new Set(clashes.flatMap(({ of }) => of))}
            />
            {is_cut && <p className="quiet">{t('There is more than fits here. Look at fewer days.')}</p>}
            <Panel title={t('What meets')} aside={tn(clashes.length, '{n} clash', '{n} clashes')}>
              {clashes.length === 0 ? (
                <span className="quiet">
                  {t('No two go to the same list, tag or segment within a day, or share a number at a time.')}
                </span>
              ) : (
                <ul className="plain-list">
                  {clashes.map(({ of, why, sentence }) => (
                    <li key={`${of.join()} ${why}`}>{sentence}</li>
                  ))}
                </ul>
              )}
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function spanWords(view: View, on: string, first: string, last: string): string {
  const utc = { timeZone: 'UTC' } as const;
  if (view === 'month')
    return new Intl.DateTimeFormat(dateLocale(), { ...utc, month: 'long', year: 'numeric' }).format(
      Date.parse(on),
    );
  const day = new Intl.DateTimeFormat(dateLocale(), {
    ...utc,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return `${day.format(Date.parse(first))} – ${day.format(Date.parse(last))}`;
}
