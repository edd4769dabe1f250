import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { Allowed } from '../../frame/allowed.tsx';
import { call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { permissionChoices } from '../../frame/permission-words.ts';
import { useMe } from '../../frame/session.ts';
import { ShownOnce } from '../../frame/shown-once.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Keys for programs. A secret is shown once, when it is made. */
export function KeysScreen() {
  const { permissions, workspace } = useMe();
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [secret, setSecret] = useState<string | null>(null);
  const done = (answer: { secret: string }) => {
    setSecret(answer.secret);
    void refresh(client, '/v1/api-keys');
  };
  const add = () =>
    ask({
      title: t('New API key'),
      fields: [
        { name: 'name', label: t('Name'), help: t('What uses it.') },
        {
          name: 'scopes',
          label: t('What it may do'),
          kind: 'many',
          choices: permissionChoices(permissions.filter((name) => !name.startsWith('installation.'))),
        },
        { name: 'is_test', label: t('Test key: reads and tries, and never sends'), kind: 'switch' },
        { name: 'expires_at', label: t('Ends'), kind: 'moment', isRequired: false },
        {
          name: 'networks',
          label: t('Only from these networks'),
          kind: 'words',
          isRequired: false,
          placeholder: '203.0.113.0/24',
        },
      ],
      submit: t('Make the key'),
      send: (body) => call('/v1/api-keys', 'post', { body }),
      done,
    });
  const rotate = (id: string) =>
    ask({
      title: t('Make a new secret?'),
      fields: [
        {
          name: 'overlap_minutes',
          label: t('The old one goes on for so many minutes'),
          kind: 'number',
          initial: '60',
        },
      ],
      submit: t('Make a new secret'),
      send: (body: { overlap_minutes: number }) =>
        call('/v1/api-keys/{id}/rotate', 'post', { path: { id }, body }),
      done,
    });
  const revoke = (id: string, name: string) =>
    ask({
      title: t('End this key?'),
      lead: t('Whatever uses it is refused from now on.'),
      fields: [],
      submit: t('End it'),
      isDanger: true,
      typeName: name,
      send: () => call('/v1/api-keys/{id}', 'delete', { path: { id } }),
      done: () => void refresh(client, '/v1/api-keys'),
    });
  return (
    <Page
      title={t('API keys')}
      lead={t('What programs sign in with. Everything the console does can be done by them.')}
      actions={
        <ActionBar actions={[{ name: t('New API key'), run: add, isPrimary: true, needs: 'keys.manage' }]} />
      }
    >
      {dialog}
      {secret !== null && <ShownOnce secret={secret} onKept={() => setSecret(null)} />}
      <PagedListing
        query={pages('/v1/api-keys')}
        what={t('the keys')}
        caption={t('API keys, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ name, prefix }) => (
              <>
                <strong className="breakable">{name}</strong>
                <div className="quiet">
                  <code>{prefix}…</code>
                </div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ revoked_at, is_test, expires_at }) => {
              if (revoked_at) return <StateBadge tone="quiet">{t('Ended')}</StateBadge>;
              if (expires_at && new Date(expires_at) < new Date())
                return <StateBadge tone="quiet">{t('Run out')}</StateBadge>;
              return is_test ? (
                <StateBadge tone="warn">{t('Test')}</StateBadge>
              ) : (
                <StateBadge tone="good">{t('In use')}</StateBadge>
              );
            },
          },
          {
            name: t('May do'),
            cell: ({ scopes }) => <Allowed permissions={scopes} />,
          },
          {
            name: t('Made by'),
            cell: ({ made_by }) =>
              made_by === null ? (
                '–'
              ) : (
                <>
                  <span className="breakable">{made_by.name}</span>
                  {!made_by.is_member && <div className="quiet">{t('works here no more')}</div>}
                </>
              ),
          },
          {
            name: t('Last used'),
            cell: ({ last_used_at }) =>
              last_used_at ? formatMoment(last_used_at, workspace.time_zone) : t('never'),
          },
          {
            name: t('Actions'),
            cell: ({ id, name, revoked_at }) =>
              revoked_at ? null : (
                <MoreActions
                  label={t('Actions of {name}', { name })}
                  actions={[
                    { name: t('New secret'), run: () => rotate(id) },
                    { name: t('End it'), isDanger: true, run: () => revoke(id, name) },
                  ]}
                />
              ),
          },
        ]}
        empty={
          <Empty title={t('No API keys yet')}>
            {t('Make one for each program, with what it needs and no more.')}
          </Empty>
        }
      />
    </Page>
  );
}
