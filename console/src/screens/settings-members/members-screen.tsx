import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Values } from '../../frame/fields.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { leastFirst, nameOfRole } from '../../frame/role-words.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatDate, formatMoment } from '../../ui/times.ts';
import type { HandedOver } from './link-sentences.ts';
import { LinkToHandOver } from './link-to-hand-over.tsx';
import { RoleList } from './role-list.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { useTakeOut } from './use-take-out.tsx';

type Member = ItemOf<'/v1/members'>;

/** Who works here, what they may do, and who is invited. */
export function MembersScreen() {
  const zone = useMe().workspace.time_zone;
  const mayManage = useMay('members.manage');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const { takeOutDialog, takeOut } = useTakeOut();
  const [link, setLink] = useState<HandedOver | null>(null);
  const roles = useQuery(answer('/v1/roles'));
  const allRoles = leastFirst(roles.data?.data ?? []);
  const roleChoices = allRoles.map(({ id, name }) => ({ value: id, label: nameOfRole(id, name) }));
  const showRoles = ({ role }: Values) => <RoleList roles={allRoles} chosen={String(role ?? '')} />;
  const done = () => void refresh(client, '/v1/members', '/v1/invitations');
  const invite = () =>
    ask({
      title: t('Invite somebody'),
      lead: t(
        'They get a link by mail where this installation sends mail; where it does not, you are shown the link and pass it on.',
      ),
      fields: [
        { name: 'email', label: t('E-mail') },
        { name: 'role', label: t('Role'), kind: 'choice', choices: roleChoices, mustChoose: true },
      ],
      shows: showRoles,
      submit: t('Invite'),
      send: (body) => call('/v1/invitations', 'post', { body }),
      done: (made) => {
        setLink({ link: made.link, mail: made.mail });
        done();
      },
    });
  const change = (member: Member) =>
    ask({
      title: t('Role of {name}', { name: member.name }),
      fields: [
        { name: 'role', label: t('Role'), kind: 'choice', choices: roleChoices, initial: member.role },
      ],
      shows: showRoles,
      submit: t('Save'),
      send: (body) => call('/v1/members/{id}', 'patch', { path: { id: member.id }, body }),
      done,
    });
  const forgetFactor = (member: Member) =>
    ask({
      title: t('Forget the second factor of {name}?', { name: member.name }),
      lead: t('For a device that is lost. Their sessions end, and their password stays as it is.'),
      fields: [],
      submit: t('Forget it'),
      isDanger: true,
      send: () => call('/v1/members/{id}/second-factor', 'delete', { path: { id: member.id } }),
      done,
    });
  const passwordLink = async (id: string) => {
    const { link } = await call('/v1/members/{id}/password-link', 'post', { path: { id } });
    setLink({ link, mail: 'by_hand' });
  };
  const withdraw = async (id: string) => {
    await call('/v1/invitations/{id}', 'delete', { path: { id } });
    done();
  };
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
              isBusy: roles.isLoading,
              needs: 'members.manage',
            },
          ]}
        />
      }
    >
      {dialog}
      {takeOutDialog}
      {failed}
      <SecondFactorPanel />
      {link && <LinkToHandOver handed={link} onClose={() => setLink(null)} />}
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
                        actions={[
                          { name: t('Another role'), run: () => change(member) },
                          {
                            name: t('Link for a new password'),
                            run: () => act(t('Link for a new password'), () => passwordLink(member.id)),
                          },
                          ...(member.has_second_factor
                            ? [{ name: t('Forget their second factor …'), run: () => forgetFactor(member) }]
                            : []),
                          {
                            ...{ name: t('Take out'), isDanger: true },
                            run: () => act(t('Take out'), () => takeOut(member)),
                          },
                        ]}
                      />
                    ),
                },
              ]
            : []),
        ]}
        empty={null}
      />
      {mayManage && (
        <Panel title={t('Invitations')}>
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
                cell: ({ id, email }) => (
                  <MoreActions
                    label={t('Actions of {name}', { name: email })}
                    actions={[
                      {
                        ...{ name: t('Withdraw'), isDanger: true },
                        run: () => act(t('Withdraw'), () => withdraw(id)),
                      },
                    ]}
                  />
                ),
              },
            ]}
            empty={
              <Empty title={t('Nobody is invited')}>
                {t('Whoever you invite stands here until they come.')}
              </Empty>
            }
          />
        </Panel>
      )}
    </Page>
  );
}
