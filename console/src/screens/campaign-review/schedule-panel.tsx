import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Values } from '../../frame/fields.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { cityOf, formatMoment } from '../../ui/times.ts';
import type { FlightCheck } from './flight-check.ts';
import { type Entered, scheduleBody } from './schedule-body.ts';

const whenSet = ['scheduled', 'sending', 'paused'];

/** When it goes: at an hour, at the hour of each person, all at once or bit by bit; and the way back until then. */
export function SchedulePanel({ check }: { check: FlightCheck }) {
  const { campaign, will_receive } = check;
  const { time_zone } = useMe().workspace;
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const path = { id: campaign.id };
  const isSet = whenSet.includes(campaign.status);
  const query = useQuery({
    ...answer('/v1/campaigns/{id}/schedule', { path }),
    enabled: isSet,
    retry: false,
  });
  const done = () => void refresh(client, '/v1/campaigns');
  const takeBack = useMutation({
    mutationFn: () => call('/v1/campaigns/{id}/schedule', 'delete', { path }),
    onSettled: done,
  });
  const is = (kind: string) => (values: Values) => values.spread === kind;
  const schedule = () =>
    ask({
      title: t('When does it go?'),
      lead: t('Every text is judged at its own moment all the same. Any edit takes it out of its schedule.'),
      fields: [
        {
          name: 'clock',
          label: t('By which clock'),
          kind: 'choice',
          choices: [
            { value: 'wall', label: t('The clock of {city}, for everybody', { city: cityOf(time_zone) }) },
            { value: 'local', label: t('The clock of each person') },
          ],
        },
        { name: 'hour', label: t('Day and hour'), kind: 'moment' },
        {
          name: 'past',
          label: t('Whose hour is over already'),
          kind: 'choice',
          isShown: ({ clock }) => clock === 'local',
          choices: [
            { value: 'next_day', label: t('gets it on the next day') },
            { value: 'now', label: t('gets it at once') },
            { value: 'skip', label: t('is left out') },
          ],
        },
        {
          name: 'spread',
          label: t('How'),
          kind: 'choice',
          choices: [
            { value: 'none', label: t('All at once') },
            { value: 'over_minutes', label: t('Evenly over some minutes') },
            { value: 'per_hour', label: t('So many an hour') },
            { value: 'per_day', label: t('So many a day') },
            { value: 'first_people', label: t('A few first, then wait for a word') },
          ],
        },
        { name: 'over_minutes', label: t('Minutes'), kind: 'number', isShown: is('over_minutes') },
        { name: 'per_hour', label: t('People an hour'), kind: 'number', isShown: is('per_hour') },
        { name: 'per_day', label: t('People a day'), kind: 'number', isShown: is('per_day') },
        {
          name: 'first_people',
          label: t('People who come first'),
          kind: 'number',
          isShown: is('first_people'),
        },
      ],
      submit: tn(will_receive, 'Schedule for {n} person', 'Schedule for {n} people'),
      send: (_body, values) =>
        call('/v1/campaigns/{id}/schedule', 'put', {
          path,
          body: scheduleBody(values as Entered, time_zone, will_receive),
        }),
      done,
    });
  if (!isSet && campaign.status !== 'checked') return null;
  return (
    <Panel title={t('When')}>
      {dialog}
      {takeBack.error && <Refusal error={takeBack.error} otherwise={t('That did not work. Try again.')} />}
      {campaign.status === 'checked' && mayLaunch && (
        <Button variant="default" fullWidth onClick={schedule}>
          {t('Schedule …')}
        </Button>
      )}
      {query.data && (
        <>
          <Text fw={600}>{t('From {when}', { when: formatMoment(query.data.starts_at, time_zone) })}</Text>
          {[query.data.sentence, ...query.data.sentences].map(
            (sentence) =>
              sentence && (
                <Text key={sentence} size="sm">
                  {sentence}
                </Text>
              ),
          )}
          <ul className="plain-list numbers">
            {(query.data.zones ?? []).map(({ zone, people, at, sentence }) => (
              <li key={`${zone} ${at}`}>
                {cityOf(zone)}: {formatCount(people)} {at ? formatMoment(at, zone) : sentence}
              </li>
            ))}
          </ul>
          {mayLaunch && campaign.status === 'scheduled' && (
            <Button variant="default" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
              {t('Take it back')}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}
