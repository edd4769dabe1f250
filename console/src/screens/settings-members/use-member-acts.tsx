import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { useState } from 'react';
import type { Action } from '../../frame/action-store.ts';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Values } from '../../frame/fields.tsx';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import type { HandedOver } from './link-sentences.ts';
import { RoleList } from './role-list.tsx';
import { useRoleChoices } from './use-role-choices.ts';
import { useTakeOut } from './use-take-out.tsx';

export type Member = ItemOf<'/v1/members'>;
export type Invitation = ItemOf<'/v1/invitations'>;

/** What is done about members: invited, given another role, helped in again, taken out. `link` is what is to be passed on by hand. */
export function useMemberActs() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const { takeOutDialog, takeOut } = useTakeOut();
  const [link, setLink] = useState<HandedOver | null>(null);
  const { allRoles, roleChoices } = useRoleChoices();
  const showRoles = ({ role }: Values) => <RoleList roles={allRoles} chosen={String(role ?? '')} />;
  const done = () => void refresh(client, '/v1/members', '/v1/invitations');
  const hand = ({ link, mail, email }: Pick<HandedOver, 'link' | 'mail'> & { email: string }) => {
    setLink({ link, mail, to: email });
    done();
  };
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
      done: hand,
    });
  // Only the hash of a link is kept, so one that is lost cannot be shown again: there is a new one in its place.
  const renew = ({ id, email }: Invitation) =>
    ask({
      title: t('A new link for {email}?', { email }),
      lead: t('It opens for a week from now. The link of before opens nothing any more.'),
      fields: [],
      submit: t('Make a new link'),
      send: () => call('/v1/invitations/{id}/renew', 'post', { path: { id } }),
      done: hand,
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
  const passwordLink = async ({ id, name, email }: Member) => {
    const { link } = await call('/v1/members/{id}/password-link', 'post', { path: { id } });
    setLink({ link, mail: 'by_hand', to: email ?? name });
  };
  const actionsOf = (member: Member): Action[] => [
    { name: t('Another role'), run: () => change(member) },
    {
      name: t('Link for a new password'),
      run: () => act(t('Link for a new password'), () => passwordLink(member)),
    },
    ...(member.has_second_factor
      ? [{ name: t('Forget their second factor …'), run: () => forgetFactor(member) }]
      : []),
    {
      ...{ name: t('Take out'), isDanger: true },
      run: () => act(t('Take out'), () => takeOut(member)),
    },
  ];
  const dialogs = (
    <>
      {dialog}
      {takeOutDialog}
      {failed}
    </>
  );
  return { dialogs, link, forgetLink: () => setLink(null), invite, renew, actionsOf };
}
