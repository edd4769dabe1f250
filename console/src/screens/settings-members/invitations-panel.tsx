import { useQueryClient } from '@tanstack/react-query';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import type { Invitation } from './use-member-acts.tsx';
import { useRoleChoices } from './use-role-choices.ts';

/** Who is invited and has not come yet. */
export function InvitationsPanel({ renew }: { renew: (invitation: Invitation) => void }) {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const [failed, act] = useAct();
  const { roleChoices } = useRoleChoices();
  const withdraw = async (id: string) => {
    await call('/v1/invitations/{id}', 'delete', { path: { id } });
    void refresh(client, '/v1/members', '/v1/invitations');
  };
  return (
    <Panel title={t('Invitations')}>
      {failed}
      <WholeListing
        query={answer('/v1/invitations')}
        what={t('the invitations')}
        caption={t('Invitations')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('E-mail'), cell: ({ email }) => <span className="breakable">{email}</span> },
          {
            name: t('Role'),
            cell: ({ role }) => roleChoices.find(({ value }) => value === role)?.label ?? role,
          },
          {
            name: t('Ends'),
            cell: ({ expires_at, is_expired }) =>
              is_expired ? t('has run out') : formatMoment(expires_at, zone),
          },
          {
            name: t('Actions'),
            cell: (invitation) => (
              <MoreActions
                label={t('Actions of {name}', { name: invitation.email })}
                actions={[
                  { name: t('Make a new link …'), run: () => renew(invitation) },
                  {
                    ...{ name: t('Withdraw'), isDanger: true },
                    run: () => act(t('Withdraw'), () => withdraw(invitation.id)),
                  },
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('Nobody is invited')}>{t('Whoever you invite stands here until they come.')}</Empty>
        }
      />
    </Panel>
  );
}
