import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { permissionChoices } from '../../frame/permission-words.ts';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';

/** What is done to keys: made, given a new secret, ended. `secret` is one that was just made, until it is kept. */
export function useKeyActs() {
  const { permissions } = useMe();
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
  return { dialog, secret, forgetSecret: () => setSecret(null), add, rotate, revoke };
}
