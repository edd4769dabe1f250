import { Alert, Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Field, Values } from '../../frame/fields.tsx';
import { problemWords } from '../../frame/problem-words.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { language, t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { cityOf, formatMomentIn } from '../../ui/times.ts';
import { useLater } from '../../ui/use-later.ts';
import type { FlightCheck } from './flight-check.ts';
import classes from './review.module.css';
import { type RuleEntered, ruleOf, weekdays } from './rule.ts';
import type { Plans } from './schedule-panel.tsx';

const afterTypingMs = 500;

/** Lets a checked campaign come again by a rule, each time as a campaign of its own; and shows what comes. */
export function SeriesPanel({ check, plans }: { check: FlightCheck; plans: Plans }) {
  const { campaign } = check;
  const { time_zone } = useMe().workspace;
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/campaigns', '/v1/campaign-series', '/v1/campaign-calendar');
  const repeat = () =>
    ask({
      title: t('Repeat this campaign'),
      lead: t(
        'A day before each time a copy is made, checked and scheduled. It can be taken back, and needs its own approval where campaigns need one.',
      ),
      fields: seriesFields(time_zone),
      shows: (values) => <Coming wish={wishOf(values, time_zone)} zone={time_zone} />,
      submit: t('Repeat this campaign'),
      send: (_body, values) =>
        call('/v1/campaigns/{id}/series', 'post', {
          path: { id: campaign.id },
          body: wishOf(values, time_zone),
        }),
      done,
    });
  const stop = (id: string) =>
    ask({
      title: t('Stop repeating it?'),
      lead: t('What is scheduled already stays so, and can be taken back by itself.'),
      fields: [],
      submit: t('Stop repeating'),
      isDanger: true,
      send: () => call('/v1/campaign-series/{id}/stop', 'post', { path: { id } }),
      done,
    });
  const canRepeat = mayLaunch && campaign.status === 'checked';
  if (plans.series.length === 0 && !canRepeat) return null;
  return (
    <Panel title={t('Repeat')}>
      {dialog}
      {plans.series.map(({ id, rule, state, sentence, coming, time, zone }) => (
        <div key={id}>
          <Text fw={600} className="breakable">
            {rule} {time} {zone ? cityOf(zone) : t('The clock of each person')}{' '}
            <StateBadge tone={state === 'on' ? 'good' : 'quiet'}>
              {{ on: t('On'), off: t('Off'), ended: t('Ended') }[state]}
            </StateBadge>
          </Text>
          {sentence && <Text size="sm">{sentence}</Text>}
          <ComingList coming={coming} zone={zone ?? time_zone} />
          {mayLaunch && state === 'on' && (
            <Button size="compact-sm" variant="default" onClick={() => stop(id)}>
              {t('Stop repeating …')}
            </Button>
          )}
        </div>
      ))}
      {canRepeat && (
        <Button variant="default" fullWidth mt={plans.series.length > 0 ? 'sm' : 0} onClick={repeat}>
          {t('Repeat it …')}
        </Button>
      )}
    </Panel>
  );
}

type Wish = ReturnType<typeof wishOf>;

function wishOf(values: Values, zone: string) {
  const text = (name: string) => String(values[name] ?? '').trim();
  return {
    rule: ruleOf(values as Partial<RuleEntered>),
    time: text('time'),
    ...(values.clock === 'local' ? {} : { zone }),
    ...(text('from') === '' ? {} : { from: text('from') }),
  };
}

/** The next times of a rule while it is chosen, as the service reads it. */
function Coming({ wish, zone }: { wish: Wish; zone: string }) {
  const later = useLater(JSON.stringify(wish), afterTypingMs);
  const { data, error } = useQuery({
    queryKey: ['/v1/campaign-series/preview', later],
    queryFn: ({ signal }) => call('/v1/campaign-series/preview', 'post', { body: JSON.parse(later), signal }),
    enabled: /^\d\d:\d\d$/.test(wish.time),
    placeholderData: (before) => before,
    retry: false,
  });
  if (error)
    return (
      <Alert color="yellow" variant="light">
        {problemWords(error, t('Nobody can say yet when it would go.'))}
      </Alert>
    );
  if (!data) return null;
  return (
    <div className={classes.preview} role="status">
      <Text fw={600}>{t('The next times')}</Text>
      {data.coming.length === 0 && <Text size="sm">{t('None: the rule has no day to come.')}</Text>}
      <ComingList coming={data.coming} zone={wish.zone ?? zone} />
    </div>
  );
}

function ComingList({ coming, zone }: { coming: Plans['series'][number]['coming']; zone: string }) {
  return (
    <ul className="plain-list numbers">
      {coming.map(({ day, at, sentence }) => (
        <li key={day}>
          {formatMomentIn(at, zone)}
          {sentence && <span className="quiet"> {sentence}</span>}
        </li>
      ))}
    </ul>
  );
}

// The first of January 2024 was a Monday.
const weekdayName = (place: number) =>
  new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + place),
  );

function seriesFields(zone: string): Field[] {
  return [
    {
      name: 'every',
      label: t('How often'),
      kind: 'choice',
      initial: 'WEEKLY',
      choices: [
        { value: 'DAILY', label: t('By days') },
        { value: 'WEEKLY', label: t('By weeks') },
        { value: 'MONTHLY', label: t('By months') },
      ],
    },
    {
      name: 'interval',
      label: t('Each so many of them'),
      kind: 'number',
      initial: '1',
      help: t('2 of weeks is every other week.'),
    },
    {
      name: 'weekdays',
      label: t('On these days'),
      kind: 'many',
      isShown: ({ every }) => every !== 'MONTHLY',
      choices: weekdays.map((value, place) => ({ value, label: weekdayName(place) })),
    },
    {
      name: 'month_day',
      label: t('Day of the month'),
      kind: 'number',
      isRequired: false,
      help: t('1 to 31, or -1 for the last; blank for the day of the first time.'),
      isShown: ({ every }) => every === 'MONTHLY',
    },
    { name: 'time', label: t('Hour'), placeholder: '10:00', initial: '10:00' },
    {
      name: 'clock',
      label: t('By which clock'),
      kind: 'choice',
      choices: [
        { value: 'wall', label: t('The clock of {city}, for everybody', { city: cityOf(zone) }) },
        { value: 'local', label: t('The clock of each person') },
      ],
    },
    { name: 'from', label: t('From this day on'), kind: 'date', isRequired: false },
    {
      name: 'ends',
      label: t('Until when'),
      kind: 'choice',
      choices: [
        { value: 'never', label: t('Until it is stopped') },
        { value: 'count', label: t('So many times') },
        { value: 'until', label: t('Until a day') },
      ],
    },
    { name: 'count', label: t('Times'), kind: 'number', isShown: ({ ends }) => ends === 'count' },
    { name: 'until', label: t('Last day'), kind: 'date', isShown: ({ ends }) => ends === 'until' },
  ];
}
