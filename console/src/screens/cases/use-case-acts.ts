import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { addressOf, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';

type Case = ItemOf<'/v1/cases'>;

/** What can be done about cases, to whoever may: open one, add to it, close it, and take its evidence away. */
export function useCaseActs(kinds: readonly ItemOf<'/v1/cases/kinds'>[]) {
  const mayWrite = useMay('desk.write');
  const mayProve = useMay('proofs.read');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/cases');
  const open = () =>
    ask({
      title: t('Open a case'),
      fields: [
        {
          name: 'kind',
          label: t('Kind'),
          kind: 'choice',
          choices: kinds.map(({ kind, name }) => ({ value: kind, label: name })),
        },
        { name: 'title', label: t('In a few words') },
        { name: 'number', label: t('Number'), isRequired: false },
        { name: 'received_at', label: t('When it came'), kind: 'moment', isRequired: false },
      ],
      submit: t('Open it'),
      send: (body) => call('/v1/cases', 'post', { body }),
      done,
    });
  const note = (id: string) =>
    ask({
      title: t('Add a note'),
      lead: t('It stays for good.'),
      fields: [{ name: 'body', label: t('Note'), kind: 'long', rows: 4 }],
      submit: t('Add'),
      send: (body) => call('/v1/cases/{id}/notes', 'post', { path: { id }, body }),
      done,
    });
  const close = (id: string) =>
    ask({
      title: t('Close the case'),
      fields: [
        {
          name: 'decision',
          label: t('What was found'),
          kind: 'choice',
          choices: [
            { value: 'upheld', label: t('They were right') },
            { value: 'partly_upheld', label: t('They were partly right') },
            { value: 'not_upheld', label: t('They were not right') },
            { value: 'settled', label: t('Settled') },
            { value: 'withdrawn', label: t('Withdrawn') },
            { value: 'answered', label: t('Answered') },
          ],
        },
        { name: 'remedy', label: t('What was done about it'), kind: 'long', rows: 3 },
      ],
      submit: t('Close it'),
      send: (body) => call('/v1/cases/{id}/close', 'post', { path: { id }, body }),
      done,
    });
  const reopen = (id: string) =>
    ask({
      title: t('Open the case again'),
      lead: t('What was found before stays on record.'),
      fields: [{ name: 'reason', label: t('Why'), kind: 'long', rows: 2 }],
      submit: t('Open it again'),
      send: (body) => call('/v1/cases/{id}/reopen', 'post', { path: { id }, body }),
      done,
    });
  const actionsOf = ({ id, status }: Case) => [
    ...(mayProve
      ? [
          {
            name: t('All evidence as PDF'),
            run: () => takeFile(`${addressOf('/v1/cases/{id}/evidence', { id })}?format=pdf`),
          },
        ]
      : []),
    ...(mayWrite && status !== 'closed'
      ? [
          { name: t('Add a note'), run: () => note(id) },
          { name: t('Close it …'), run: () => close(id) },
        ]
      : []),
    ...(mayWrite && status === 'closed' ? [{ name: t('Open it again …'), run: () => reopen(id) }] : []),
  ];
  return { dialog, open, actionsOf, mayAct: mayWrite || mayProve };
}
