import { useQueryClient } from '@tanstack/react-query';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Devices that sign their person in after unlocking. One is a second factor as well. */
export function PasskeysPanel() {
  const { time_zone } = useMe().workspace;
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/me');
  const rename = (id: string, name: string) =>
    ask({
      title: t('Another name'),
      fields: [{ name: 'name', label: t('Name'), initial: name }],
      submit: t('Save'),
      send: (body: { name: string }) => call('/v1/me/passkeys/{id}', 'patch', { path: { id }, body }),
      done,
    });
  const remove = (id: string, name: string) =>
    ask({
      title: t('Remove the passkey {name}?', { name }),
      lead: t('The device signs you in no more.'),
      fields: [],
      submit: t('Remove'),
      isDanger: true,
      send: () => call('/v1/me/passkeys/{id}', 'delete', { path: { id } }),
      done,
    });
  return (
    <Panel title={t('Passkeys')}>
      {dialog}
      <WholeListing
        query={answer('/v1/me/passkeys')}
        what={t('the passkeys')}
        caption={t('Passkeys')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('Name'), cell: ({ name }) => <span className="breakable">{name}</span> },
          { name: t('Made'), cell: ({ created_at }) => formatMoment(created_at, time_zone) },
          {
            name: t('Last used'),
            cell: ({ last_used_at }) => (last_used_at ? formatMoment(last_used_at, time_zone) : t('never')),
          },
          {
            name: t('Actions'),
            cell: ({ id, name }) => (
              <MoreActions
                label={t('Actions of {name}', { name })}
                actions={[
                  { name: t('Another name'), run: () => rename(id, name) },
                  { name: t('Remove'), isDanger: true, run: () => remove(id, name) },
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No passkey yet')}>
            {t('A device that you unlock signs you in without a code.')}
          </Empty>
        }
      />
    </Panel>
  );
}
