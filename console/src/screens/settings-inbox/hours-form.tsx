import { useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { cityOf } from '../../ui/times.ts';
import { type Day, days, readWeek, type Setting, writeStretches } from './week.ts';

type Entered = Partial<Record<Day, string>> & {
  has_hours: boolean;
  closed_days?: string[];
  away_body: string | null;
};

const dayNames = (): Record<Day, string> => ({
  mon: t('Monday'),
  tue: t('Tuesday'),
  wed: t('Wednesday'),
  thu: t('Thursday'),
  fri: t('Friday'),
  sat: t('Saturday'),
  sun: t('Sunday'),
});

/** When somebody is there, by the clock of the workspace, and what people are told when nobody is. */
export function HoursForm({ setting, mayManage }: { setting: Setting; mayManage: boolean }) {
  const client = useQueryClient();
  const say = useToast();
  const { hours, closed_days, away_body, time_zone } = setting;
  const names = dayNames();
  if (!mayManage)
    return (
      <dl className="facts numbers">
        {days.map((day) => (
          <div key={day} style={{ display: 'contents' }}>
            <dt>{names[day]}</dt>
            <dd>{hours === null ? t('all day') : writeStretches(hours, day) || t('nobody')}</dd>
          </div>
        ))}
      </dl>
    );
  const isShown = (values: Readonly<Record<string, unknown>>) => values.has_hours === true;
  return (
    <FieldForm
      key={JSON.stringify([hours, closed_days, away_body])}
      spec={{
        fields: [
          {
            ...{ name: 'has_hours', kind: 'switch', initial: hours !== null },
            label: t('Somebody is there at certain hours only'),
            help: t('By the clock of {city}.', { city: cityOf(time_zone) }),
          },
          ...days.map((day) => ({
            ...{ name: day, label: names[day], isRequired: false, isShown },
            ...{ placeholder: '09:00-12:00, 13:00-17:00', initial: writeStretches(hours, day) },
          })),
          {
            ...{
              name: 'closed_days',
              kind: 'words',
              label: t('Days on which nobody is there'),
              isRequired: false,
            },
            ...{ placeholder: '2026-12-25', initial: closed_days.join('\n'), isShown },
          },
          {
            ...{ name: 'away_body', kind: 'long', label: t('What is answered meanwhile'), isRequired: false },
            ...{ whenEmpty: null, initial: away_body ?? '', rows: 3, isShown },
            help: t('Once a day at the most. Blank for nothing.'),
          },
        ],
        submit: t('Save'),
        send: ({ has_hours, closed_days: closed, away_body: away, ...week }: Entered) =>
          call('/v1/workspace/inbox', 'put', {
            body: has_hours
              ? { hours: readWeek(week), closed_days: closed ?? [], away_body: away }
              : { hours: null },
          }),
        done: () => {
          say(t('Saved'));
          void refresh(client, '/v1/workspace/inbox');
        },
      }}
    />
  );
}
