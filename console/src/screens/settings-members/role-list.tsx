import type { ItemOf } from '@tidings/sdk';
import { nameOfRole, whatRoleMay } from '../../frame/role-words.ts';
import { t } from '../../ui/language.ts';

/** Who may do what, a line each, so that one can choose; the chosen one stands out. */
export function RoleList({ roles, chosen }: { roles: readonly ItemOf<'/v1/roles'>[]; chosen: string }) {
  return (
    <ul aria-label={t('Who may do what')} className="quiet" style={{ paddingInlineStart: '1.25rem' }}>
      {roles.map(({ id, name, permissions }) => (
        <li key={id} style={id === chosen ? { fontWeight: 600 } : undefined}>
          {nameOfRole(id, name)}: {whatRoleMay(id, permissions)}
        </li>
      ))}
    </ul>
  );
}
