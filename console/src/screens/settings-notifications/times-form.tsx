import { call } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { cityOf } from '../../ui/times.ts';
import { type Settings, useSaved } from './settings.ts';

type Entered = {
  quiet: { from: string | null; until: string | null };
  time_zone: string | null;
  urgent_anyway: boolean;
  digest: Settings['digest'];
  digest_hour?: number;
};

/** Quiet times, and whether mail is gathered. */
export function TimesForm({ settings }: { settings: Settings }) {
  const saved = useSaved();
  const { workspace } = useMe();
  const { quiet, time_zone, urgent_anyway, digest, digest_hour } = settings;
  const time = (name: string, label: string, placeholder: string, initial: string | undefined) => ({
    ...{ name, label, placeholder, isRequired: false, initial: initial ?? '' },
    whenEmpty: null,
  });
  return (
    <FieldForm
      key={JSON.stringify([quiet, time_zone, urgent_anyway, digest, digest_hour])}
      spec={{
        fields: [
          time('quiet/from', t('Quiet from'), '22:00', quiet?.from),
          time('quiet/until', t('Quiet until'), '07:00', quiet?.until),
          {
            ...{ name: 'time_zone', label: t('Time zone'), isRequired: false, initial: time_zone ?? '' },
            whenEmpty: null,
            placeholder: workspace.time_zone,
            help: t('Blank for that of the workspace: {city}.', { city: cityOf(workspace.time_zone) }),
          },
          {
            ...{ name: 'urgent_anyway', kind: 'switch', initial: urgent_anyway },
            label: t('Tell me what is urgent in quiet times as well'),
          },
          {
            ...{ name: 'digest', kind: 'choice', initial: digest, label: t('Mail') },
            choices: [
              { value: 'none', label: t('At once') },
              { value: 'hour', label: t('Gathered by the hour') },
              { value: 'day', label: t('Once a day') },
            ],
          },
          {
            ...{ name: 'digest_hour', kind: 'number', initial: digest_hour, label: t('At this hour') },
            isShown: (values) => values.digest === 'day',
          },
        ],
        submit: t('Save'),
        send: ({ quiet: { from, until }, ...rest }: Entered) =>
          call('/v1/me/notification-settings', 'patch', {
            body: {
              ...rest,
              quiet: from === null && until === null ? null : { from: from ?? '', until: until ?? '' },
            },
          }),
        done: saved,
      }}
    />
  );
}
