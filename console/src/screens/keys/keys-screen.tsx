import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { Allowed } from '../../frame/allowed.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { ShownOnce } from '../../frame/shown-once.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { useKeyActs } from './use-key-acts.ts';

/** Keys for programs. A secret is shown once, when it is made. */
export function KeysScreen() {
  const { workspace } = useMe();
  const { dialog, secret, forgetSecret, add, rotate, revoke } = useKeyActs();
  return (
    <Page
      title={t('API keys')}
      lead={t('What programs sign in with. Everything the console does can be done by them.')}
      actions={
        <ActionBar actions={[{ name: t('New API key'), run: add, isPrimary: true, needs: 'keys.manage' }]} />
      }
    >
      {dialog}
      {secret !== null && <ShownOnce secret={secret} onKept={forgetSecret} />}
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
