import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Action } from '../../frame/action-store.ts';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';
import type { Breach } from './breach.ts';
import { factFields } from './breach-fields.ts';

/** What is done about a breach until it is closed: facts, the authority, the people, notes. */
export function useBreachMoves(): [ReactNode, (breach: Breach) => Action[]] {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/breaches');
  const change = ({ id, ...now }: Breach) =>
    ask({
      title: t('What came to be known'),
      fields: factFields(now),
      submit: t('Save'),
      send: (body) => call('/v1/breaches/{id}', 'patch', { path: { id }, body }),
      done,
    });
  const tellAuthority = ({ id, clock }: Breach) =>
    ask({
      title: t('The authority was told'),
      lead: t('It is recorded here; telling it is done by you, on its own form.'),
      fields: [
        { name: 'name', label: t('Which authority') },
        { name: 'at', label: t('When'), kind: 'moment', isRequired: false },
        { name: 'reference', label: t('Its reference'), isRequired: false },
        {
          ...{ name: 'delay_reason', label: t('Why it was late'), kind: 'long', rows: 2 },
          ...{ isRequired: clock === 'over', help: t('Needed once the 72 hours were over.') },
        },
      ],
      submit: t('Record it'),
      send: (body) => call('/v1/breaches/{id}/authority', 'post', { path: { id }, body }),
      done,
    });
  const tellPeople = ({ id }: Breach) =>
    ask({
      title: t('The people were told'),
      fields: [
        { name: 'how', label: t('How, and what'), kind: 'long', rows: 3 },
        { name: 'at', label: t('When'), kind: 'moment', isRequired: false },
      ],
      submit: t('Record it'),
      send: (body) => call('/v1/breaches/{id}/people', 'post', { path: { id }, body }),
      done,
    });
  const note = ({ id }: Breach) =>
    ask({
      title: t('Add a note'),
      lead: t('It stays for good.'),
      fields: [{ name: 'body', label: t('Note'), kind: 'long', rows: 4 }],
      submit: t('Add'),
      send: (body) => call('/v1/breaches/{id}/notes', 'post', { path: { id }, body }),
      done,
    });
  const close = ({ id }: Breach) =>
    ask({
      title: t('Close the breach'),
      fields: [
        {
          ...{ name: 'not_told_reason', label: t('Why nobody was told'), kind: 'long', rows: 3 },
          ...{
            isRequired: false,
            help: t('Where the authority or the people were not: why there was no duty.'),
          },
        },
      ],
      submit: t('Close it'),
      send: (body) => call('/v1/breaches/{id}/close', 'post', { path: { id }, body }),
      done,
    });
  const actionsOf = (breach: Breach): Action[] => [
    { name: t('What came to be known …'), run: () => change(breach) },
    { name: t('The authority was told …'), run: () => tellAuthority(breach) },
    { name: t('The people were told …'), run: () => tellPeople(breach) },
    { name: t('Add a note'), run: () => note(breach) },
    { name: t('Close it …'), run: () => close(breach) },
  ];
  return [dialog, actionsOf];
}
