import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t, tn } from '../../ui/language.ts';

/** Takes somebody out, once it is known which API keys they made: a key that nobody thinks of would outlive them. */
export function useTakeOut() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const takeOut = async ({ id, name }: Pick<ItemOf<'/v1/members'>, 'id' | 'name'>) => {
    const { data: keys } = await call('/v1/members/{id}/api-keys', 'get', { path: { id } });
    ask({
      title: t('Take {name} out?', { name }),
      lead: (
        <>
          {t('What they have open here ends at once. What they did stays on record.')}
          {keys.length > 0 && (
            <>
              {' '}
              {tn(
                keys.length,
                'They made {n} API key that programs may be using:',
                'They made {n} API keys that programs may be using:',
              )}
              <ul>
                {keys.map((key) => (
                  <li key={key.id} className="breakable">
                    {key.name} (<code>{key.prefix}…</code>)
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ),
      fields:
        keys.length === 0
          ? []
          : [
              {
                name: 'ends_keys',
                label: t('End these keys too'),
                kind: 'switch',
                initial: true,
                help: t('Whatever uses them is refused from now on. Those that are kept say who made them.'),
              },
            ],
      submit: t('Take out'),
      isDanger: true,
      send: (_body, values) =>
        call('/v1/members/{id}', 'delete', {
          path: { id },
          query: { keys: values.ends_keys === false ? 'keep' : 'revoke' },
        }),
      done: () => void refresh(client, '/v1/members', '/v1/invitations', '/v1/api-keys'),
    });
  };
  return { takeOutDialog: dialog, takeOut };
}
