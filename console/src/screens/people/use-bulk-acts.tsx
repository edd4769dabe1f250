import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call, whole } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Field } from '../../frame/fields.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import type { Act, BulkChange, Whom } from './bulk.ts';

type BulkAct = { name: string; isDanger?: boolean; run: () => void };

/**
 * What can be done to everybody who is meant. Each asks what it needs to know and lets the server look for them; `onAsked`
 * hears which change it became, to show how far it is.
 */
export function useBulkActs(whom: Whom, onAsked: (id: string) => void): [ReactNode, readonly BulkAct[]] {
  const [dialog, ask] = useAsk();
  const may = {
    write: useMay('contacts.write'),
    suppress: useMay('suppression.write'),
    erase: useMay('requests.write'),
  };
  const lists = useQuery({ ...whole('/v1/lists'), enabled: may.write });
  const done = ({ id }: BulkChange) => onAsked(id);
  const lead = t(
    'They are looked for and counted first. Nothing is done before you have seen how many they are.',
  );
  const submit = t('Find them');

  const change = (title: string, act: Exclude<Act, 'suppress' | 'erase'>, field: Field) =>
    ask({
      ...{ title, lead, submit, done, fields: [field] },
      send: (body: object) => call('/v1/bulk-changes', 'post', { body: { ...body, act, whom } }),
    });
  const tag: Field = { name: 'tag', label: t('Tag') };
  const list: Field = {
    ...{ name: 'list_id', label: t('List'), kind: 'choice' },
    choices: (lists.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
  };
  const suppress = () =>
    ask({
      ...{ title: t('Opt them out'), lead, submit, done, isDanger: true, fields: reasons() },
      send: (body: { reason: string }) =>
        call('/v1/bulk-changes/suppressions', 'post', { body: { ...body, whom } }),
    });
  const erase = () =>
    ask({
      ...{ title: t('Erase them for good'), lead, submit, done, isDanger: true },
      fields: [
        {
          ...{ name: 'note', label: t('Why they are erased'), kind: 'long', rows: 2 },
          help: t('It stands in the register of requests. Whoever a legal hold stands on is kept.'),
        },
      ],
      send: (body: { note: string }) =>
        call('/v1/bulk-changes/erasures', 'post', { body: { ...body, whom } }),
    });
  const hasLists = (lists.data?.data ?? []).length > 0;
  const acts: BulkAct[] = [
    ...(may.write
      ? [
          { name: t('Tag …'), run: () => change(t('Tag them'), 'add_tag', tag) },
          { name: t('Take a tag off …'), run: () => change(t('Take a tag off them'), 'remove_tag', tag) },
        ]
      : []),
    ...(may.write && hasLists
      ? [
          { name: t('Put on a list …'), run: () => change(t('Put them on a list'), 'add_to_list', list) },
          {
            name: t('Take off a list …'),
            run: () => change(t('Take them off a list'), 'remove_from_list', list),
          },
        ]
      : []),
    ...(may.suppress ? [{ name: t('Opt out …'), run: suppress }] : []),
    ...(may.erase ? [{ name: t('Erase …'), isDanger: true, run: erase }] : []),
  ];
  return [dialog, acts];
}

const reasons = (): Field[] => [
  {
    ...{ name: 'reason', label: t('How they said it'), kind: 'choice' },
    choices: [
      { value: 'phone', label: t('Asked by phone') },
      { value: 'email', label: t('Asked by e-mail') },
      { value: 'in_person', label: t('Asked in person') },
      { value: 'complaint', label: t('Complaint') },
    ],
  },
  { name: 'note', label: t('Note'), isRequired: false },
];
