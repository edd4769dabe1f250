import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { call } from '../../frame/call.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { cityOf, formatMoment, formatMomentIn } from '../../ui/times.ts';
import { useLater } from '../../ui/use-later.ts';
import classes from './review.module.css';
import { type Entered, isAskable, scheduleBody } from './schedule-body.ts';

type Zones = AnswerOf<'/v1/campaigns/{id}/schedule/preview', 'post'>['zones'];
const afterTypingMs = 500;

/** When everybody would get it, told while the hour is chosen: by the same decision that the schedule is made by. */
export function SchedulePreview({ id, entered, zone }: { id: string; entered: Entered; zone: string }) {
  const later = useLater(JSON.stringify(scheduleBody(entered, zone)), afterTypingMs);
  const { data, error } = useQuery({
    queryKey: ['/v1/campaigns/{id}/schedule/preview', id, later],
    queryFn: ({ signal }) =>
      call('/v1/campaigns/{id}/schedule/preview', 'post', { path: { id }, body: JSON.parse(later), signal }),
    enabled: isAskable(entered),
    placeholderData: (before) => before,
    retry: false,
  });
  if (!isAskable(entered)) return null;
  if (error)
    return (
      <Alert color="yellow" variant="light">
        {problemWords(error, t('Nobody can say yet when it would go.'))}
      </Alert>
    );
  if (!data) return null;
  return (
    <div className={classes.preview} role="status">
      <Text fw={600}>
        {data.last_at === data.starts_at
          ? t('From {when}', { when: formatMomentIn(data.starts_at, zone) })
          : t('From {when} until {last}', {
              when: formatMomentIn(data.starts_at, zone),
              last: formatMomentIn(data.last_at, zone),
            })}
      </Text>
      {data.sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      <ZoneList zones={data.zones} />
    </div>
  );
}

/** Who gets it at which hour on whose clock: each line on the clock of its people. */
export function ZoneList({ zones }: { zones: Zones }) {
  if (!zones || zones.length === 0) return null;
  return (
    <table className={classes.zones}>
      <caption className="visually-hidden">{t('When it goes, by the clocks of people')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Clock')}</th>
          <th scope="col">{t('People')}</th>
          <th scope="col">{t('When')}</th>
        </tr>
      </thead>
      <tbody>
        {zones.map(({ zone, people, at, hour, sentence }) => (
          <tr key={`${zone} ${at} ${hour}`}>
            <th scope="row">{cityOf(zone)}</th>
            <td>{formatCount(people)}</td>
            <td>{at ? formatMoment(at, zone) : (sentence ?? t('is left out'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
