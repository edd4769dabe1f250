import { useQueryClient } from '@tanstack/react-query';
import { accountField } from '../../frame/account-field.ts';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';
import type { Account, AccountForm } from './account.ts';

/** Asks what is to be entered instead: `const [dialog, change] = useChangeAccount()`. */
export function useChangeAccount() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const change = (gateway: Account, form: AccountForm) =>
    ask({
      title: t('Change the account'),
      lead: t('What is left blank stays as it is. Secrets are written and never shown.'),
      fields: [
        { name: 'name', label: t('Name of the account'), initial: gateway.name },
        ...form.map((row) => ({
          ...accountField(row),
          isRequired: false,
          // Of a secret nothing is known here, so it begins empty and stays as it is.
          ...(row.name in gateway.settings && { initial: gateway.settings[row.name] }),
        })),
        {
          name: 'skip_test',
          label: t('Keep it even if the carrier does not accept it now'),
          kind: 'switch',
        },
      ],
      submit: t('Save'),
      send: (body: Record<string, never>) =>
        call('/v1/gateways/{id}', 'patch', { path: { id: gateway.id }, body }),
      done: () => void refresh(client, '/v1/gateways'),
    });
  return [dialog, change] as const;
}
