import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import type { Action } from '../../frame/action-store.ts';
import { addressOf, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { requestChannels, requestKinds } from '../../frame/request-words.ts';
import { t } from '../../ui/language.ts';

type DataRequest = ItemOf<'/v1/data-requests'>;

/** What can be done about requests, each as its state allows: take one down, verify who asks, do it, refuse it. */
export function useRequestActs() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/data-requests');
  const open = () =>
    ask({
      title: t('Take a request down'),
      fields: [
        { name: 'kind', label: t('What they want'), kind: 'choice', choices: requestKinds() },
        { name: 'number', label: t('Their number') },
        { name: 'channel', label: t('How they asked'), kind: 'choice', choices: requestChannels() },
        { name: 'received_at', label: t('When it came'), kind: 'moment', isRequired: false },
      ],
      submit: t('Take it down'),
      send: (body) => call('/v1/data-requests', 'post', { body }),
      done,
    });
  const verify = (id: string) =>
    ask({
      title: t('Show who asks'),
      fields: [{ name: 'attested', label: t('How you have checked'), help: t('It is kept with your name.') }],
      submit: t('It is them'),
      send: (body) => call('/v1/data-requests/{id}/verify', 'post', { path: { id }, body }),
      done,
    });
  const fulfil = ({ id, kind, number }: DataRequest) =>
    ask({
      title: t('Do what was asked?'),
      lead:
        kind === 'erasure'
          ? t(
              'Everything on file goes, but for what keeps them from being texted again. It cannot be taken back.',
            )
          : requestKinds().find(({ value }) => value === kind)?.label,
      fields: [{ name: 'answer', label: t('What you answer'), kind: 'long', rows: 3, isRequired: false }],
      submit: t('Do it'),
      isDanger: kind === 'erasure',
      ...(kind === 'erasure' ? { typeName: number } : {}),
      send: (body) => call('/v1/data-requests/{id}/done', 'post', { path: { id }, body }),
      done,
    });
  const refuse = (id: string) =>
    ask({
      title: t('Refuse it'),
      fields: [
        {
          name: 'reason',
          label: t('Reason'),
          kind: 'choice',
          choices: [
            { value: 'identity_not_shown', label: t('They did not show who they are') },
            { value: 'nothing_on_file', label: t('Nothing is on file') },
            { value: 'manifestly_unfounded', label: t('Manifestly unfounded') },
            { value: 'rights_of_others', label: t('Rights of others') },
            { value: 'legal_obligation', label: t('A legal obligation to keep it') },
          ],
        },
        { name: 'answer', label: t('What you answer'), kind: 'long', rows: 3 },
      ],
      submit: t('Refuse it'),
      isDanger: true,
      send: (body) => call('/v1/data-requests/{id}/refuse', 'post', { path: { id }, body }),
      done,
    });
  const actionsOf = (request: DataRequest): Action[] => {
    const { id, status, kind } = request;
    if (status === 'done' || status === 'refused') return [];
    return [
      ...(status === 'received' ? [{ name: t('Verify …'), run: () => verify(id) }] : []),
      ...(status === 'verified' && (kind === 'access' || kind === 'portability')
        ? [
            {
              name: t('Download their data'),
              run: () => takeFile(addressOf('/v1/data-requests/{id}/export', { id })),
            },
          ]
        : []),
      ...(status === 'verified' ? [{ name: t('Do it …'), run: () => fulfil(request) }] : []),
      { name: t('Refuse …'), isDanger: true, run: () => refuse(id) },
    ];
  };
  return { dialog, open, actionsOf };
}
