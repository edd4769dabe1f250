import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, call } from '../../frame/call.ts';
import { titleOfKind } from '../../frame/notification-words.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { type Settings, type Way, wayNames } from './settings.ts';

type Kind = Settings['kinds'][number];

/** A box for each kind and way; each is saved as it is ticked. */
export function KindsTable({ settings }: { settings: Settings }) {
  const client = useQueryClient();
  const key = answer('/v1/me/notification-settings').queryKey;
  const save = useMutation({
    mutationFn: ({ kind, ways }: { kind: string; ways: Way[] }) =>
      call('/v1/me/notification-settings', 'patch', { body: { choices: { [kind]: ways } } }),
    // Shown at once: whoever ticks five boxes does not want to wait for five answers.
    onMutate: ({ kind, ways }) =>
      client.setQueryData<Settings>(
        key,
        (known) =>
          known && {
            ...known,
            kinds: known.kinds.map((one) => (one.kind === kind ? { ...one, ways } : one)),
          },
      ),
    onError: () => void client.invalidateQueries({ queryKey: key }),
  });
  const hasAddress: Partial<Record<Way, boolean>> = {
    email: settings.mail_works,
    webhook: settings.webhook_url !== null,
    sms: settings.number !== null,
  };
  const change = ({ kind, ways }: Kind, way: Way, isOn: boolean) =>
    save.mutate({ kind, ways: isOn ? [...ways, way] : ways.filter((one) => one !== way) });
  return (
    <>
      {save.error && <Refusal error={save.error} otherwise={t('That did not work. Try again.')} />}
      <DataTable
        caption={t('What you are told of')}
        rows={settings.kinds.filter(({ may_know }) => may_know)}
        keyOf={({ kind }) => kind}
        columns={[
          {
            name: t('What'),
            cell: ({ kind, title, is_urgent }) => (
              <>
                {titleOfKind(kind, title)} {is_urgent && <StateBadge tone="bad">{t('urgent')}</StateBadge>}
              </>
            ),
          },
          ...wayNames.map(([way, name]) => ({
            name: t(name),
            isMark: true,
            cell: (one: Kind) => (
              <Checkbox
                aria-label={t('{what}: {way}', { what: titleOfKind(one.kind, one.title), way: t(name) })}
                checked={one.ways.includes(way)}
                disabled={hasAddress[way] === false}
                onChange={(event) => change(one, way, event.currentTarget.checked)}
              />
            ),
          })),
        ]}
      />
      {!settings.mail_works && (
        <p className="quiet">
          {t('No mail goes out from this installation, so nobody can be told by mail.')}
        </p>
      )}
    </>
  );
}
