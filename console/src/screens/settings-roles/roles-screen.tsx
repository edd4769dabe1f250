import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { Allowed } from '../../frame/allowed.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { permissionChoices } from '../../frame/permission-words.ts';
import { nameOfRole, whatRoleMay } from '../../frame/role-words.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';

type Role = ItemOf<'/v1/roles'>;

/** What each role allows; one's own are put together from permissions, at most what one may do oneself. */
export function RolesScreen() {
  const { permissions } = useMe();
  const mayManage = useMay('members.manage');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/roles');
  const write = (role: Role | null) =>
    ask({
      title: role ? t('Change the role') : t('New role'),
      fields: [
        { name: 'name', label: t('Name'), initial: role?.name ?? '' },
        {
          name: 'permissions',
          label: t('What it allows'),
          kind: 'many',
          initial: [...(role?.permissions ?? [])],
          choices: permissionChoices(permissions),
        },
      ],
      submit: t('Save'),
      send: (body: { name: string; permissions: Role['permissions'] }) =>
        role
          ? call('/v1/roles/{id}', 'put', { path: { id: role.id }, body })
          : call('/v1/roles', 'post', { body }),
      done,
    });
  const remove = ({ id, name }: Role) =>
    ask({
      title: t('Delete the role {name}?', { name }),
      lead: t('Refused while somebody has it.'),
      fields: [],
      submit: t('Delete'),
      isDanger: true,
      send: () => call('/v1/roles/{id}', 'delete', { path: { id } }),
      done,
    });
  return (
    <Page
      title={t('Roles')}
      lead={t('A role says what a member may do. Those that come along cannot be changed.')}
      actions={
        <ActionBar
          actions={[
            { name: t('New role'), run: () => write(null), isPrimary: true, needs: 'members.manage' },
          ]}
        />
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/roles')}
        what={t('the roles')}
        caption={t('Roles')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, is_built_in }) => (
              <>
                <strong className="breakable">{nameOfRole(id, name)}</strong>
                <div className="quiet">{is_built_in ? whatRoleMay(id, []) : t('of your own')}</div>
              </>
            ),
          },
          {
            name: t('What it allows'),
            cell: (role) => <Allowed permissions={role.permissions} />,
          },
          ...(mayManage
            ? [
                {
                  name: t('Actions'),
                  cell: (role: Role) =>
                    role.is_built_in ? null : (
                      <MoreActions
                        label={t('Actions of {name}', { name: role.name })}
                        actions={[
                          { name: t('Change …'), run: () => write(role) },
                          { name: t('Delete'), isDanger: true, run: () => remove(role) },
                        ]}
                      />
                    ),
                },
              ]
            : []),
        ]}
        empty={null}
      />
    </Page>
  );
}
