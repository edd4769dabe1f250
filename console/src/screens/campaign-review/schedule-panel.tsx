import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useHoldsNewerWords } from '../../frame/kept-campaign.ts';
import { findKeptHour, nextWeekHour } from '../../frame/kept-hour.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMomentIn } from '../../ui/times.ts';
import type { FlightCheck } from './flight-check.ts';
import { lookAgain } from './look-again.ts';
import { type Entered, scheduleBody } from './schedule-body.ts';
import { scheduleFields } from './schedule-fields.ts';
import { SchedulePreview, ZoneList } from './schedule-preview.tsx';

export type Plans = AnswerOf<'/v1/campaigns/{id}/plans', 'get'>;
type Schedule = NonNullable<Plans['schedule']>;

const whenSet = ['scheduled', 'sending', 'paused'];

/** When it goes: at an hour, at the hour of each person, all at once or bit by bit; and the way back until then. */
export function SchedulePanel({ check, plans }: { check: FlightCheck; plans: Plans }) {
  const { campaign, will_receive } = check;
  const { id: workspaceId, time_zone } = useMe().workspace;
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const path = { id: campaign.id };
  const done = () => void refresh(client, '/v1/campaigns');
  const schedule = () => {
    const kept = findKeptHour(workspaceId);
    ask({
      title: t('When does it go?'),
      lead: t('Every text is judged at its own moment all the same. Any edit takes it out of its schedule.'),
      fields: scheduleFields(time_zone, kept && nextWeekHour(kept, new Date(), time_zone)),
      shows: (values) => <SchedulePreview id={campaign.id} entered={values as Entered} zone={time_zone} />,
      submit: tn(will_receive, 'Schedule for {n} person', 'Schedule for {n} people'),
      send: (_body, values) =>
        call('/v1/campaigns/{id}/schedule', 'put', {
          path,
          body: {
            ...scheduleBody(values as Entered, time_zone),
            confirm_count: will_receive,
            confirm_version: campaign.version,
          },
        }).catch(lookAgain(client)),
      done,
    });
  };
  const isNewerHere = useHoldsNewerWords(campaign.id);
  const isSet = whenSet.includes(campaign.status);
  const { schedule: found } = plans;
  if (!isSet && campaign.status !== 'checked') return null;
  return (
    <Panel title={t('When')}>
      {dialog}
      {campaign.status === 'checked' && mayLaunch && (
        <Button variant="default" fullWidth disabled={isNewerHere} onClick={schedule}>
          {t('Schedule …')}
        </Button>
      )}
      {!isSet && found?.sentence && (
        <Text size="sm" mt="xs">
          {found.sentence}
        </Text>
      )}
      {isSet && found && (
        <Scheduled schedule={found} id={campaign.id} status={campaign.status} zone={time_zone} />
      )}
    </Panel>
  );
}

type ScheduledProps = { schedule: Schedule; id: string; status: string; zone: string };

function Scheduled({ schedule, id, status, zone }: ScheduledProps) {
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const done = () => void refresh(client, '/v1/campaigns');
  const takeBack = useMutation({
    mutationFn: () => call('/v1/campaigns/{id}/schedule', 'delete', { path: { id } }),
    onSettled: done,
  });
  const goOn = useMutation({
    mutationFn: () => call('/v1/campaigns/{id}/go-on', 'post', { path: { id } }),
    onSettled: done,
  });
  const error = takeBack.error ?? goOn.error;
  // Whoever waits for a word, or for an hour that is planned, can be let go now.
  const mayGoOn = status === 'sending' && (schedule.spread !== null || schedule.local !== null);
  return (
    <>
      {error && <Refusal error={error} otherwise={t('That did not work. Try again.')} />}
      <Text fw={600}>{t('From {when}', { when: formatMomentIn(schedule.starts_at, zone) })}</Text>
      {schedule.last_at !== schedule.starts_at && (
        <Text size="sm">
          {t('The last get it from {when} on.', { when: formatMomentIn(schedule.last_at, zone) })}
        </Text>
      )}
      {[schedule.sentence, ...schedule.sentences].map(
        (sentence) =>
          sentence && (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ),
      )}
      <ZoneList zones={schedule.zones} />
      {mayLaunch && (
        <Group gap="xs" mt="sm">
          {status === 'scheduled' && (
            <Button variant="default" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
              {t('Take it back')}
            </Button>
          )}
          {mayGoOn && (
            <Button variant="default" loading={goOn.isPending} onClick={() => goOn.mutate()}>
              {t('Let the others go now')}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
