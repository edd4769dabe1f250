import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { nameOfRole } from '../../frame/role-words.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatDate } from '../../ui/times.ts';
import { InvitationsPanel } from './invitations-panel.tsx';
import { LinkToHandOver } from './link-to-hand-over.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { type Member, useMemberActs } from './use-member-acts.tsx';
import { useRoleChoices } from './use-role-choices.ts';

/** Who works here, what they may do, and who is invited. */
export function MembersScreen() {
  const zone = useMe().workspace.time_zone;
  const mayManage = useMay('members.manage');
  const { isLoading } = useRoleChoices();
  const { dialogs, link, forgetLink, invite, renew, actionsOf } = useMemberActs();
  return (
    <Page
      title={t('Members')}
      lead={t('Who works here, and what each may do.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Invite somebody'),
              run: invite,
              isPrimary: true,
              isBusy: isLoading,
              needs: 'members.manage',
            },
          ]}
        />
      }
    >
      {dialogs}
      <SecondFactorPanel />
      {link && <LinkToHandOver handed={link} onClose={forgetLink} />}
      <WholeListing
        query={answer('/v1/members')}
        what={t('the members')}
        caption={t('Members')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ name, email, is_you }) => (
              <>
                <strong className="breakable">{name}</strong> {is_you && `(${t('you')})`}
                <div className="quiet breakable">{email}</div>
              </>
            ),
          },
          { name: t('Role'), cell: ({ role, role_name }) => nameOfRole(role, role_name) },
          {
            name: t('Second factor'),
            cell: ({ has_second_factor }) =>
              has_second_factor === null ? (
                '–'
              ) : has_second_factor ? (
                <StateBadge tone="good">{t('Has one')}</StateBadge>
              ) : (
                <StateBadge tone="warn">{t('None')}</StateBadge>
              ),
          },
          { name: t('Since'), cell: ({ joined_at }) => formatDate(joined_at, zone) },
          ...(mayManage
            ? [
                {
                  name: t('Actions'),
                  cell: (member: Member) =>
                    member.is_you ? null : (
                      <MoreActions
                        label={t('Actions of {name}', { name: member.name })}
                        actions={actionsOf(member)}
                      />
                    ),
                },
              ]
            : []),
        ]}
        empty={null}
      />
      {mayManage && <InvitationsPanel renew={renew} />}
    </Page>
  );
}
