import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';

type Entered = {
  number: string;
  first_name?: string;
  last_name?: string;
  email?: string;
  tags?: string[];
  lists?: string[];
  program_id?: string;
  method?: string;
  words_shown?: string;
};

/** One person by hand, with their consent when there is one to record. */
export function useNewPerson(): [ReactNode, () => void] {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [dialog, ask] = useAsk();
  const programs = useQuery(answer('/v1/programs'));
  const lists = useQuery(answer('/v1/lists', { query: { limit: 100 } }));
  const hasConsent = (values: Readonly<Record<string, unknown>>) => values.program_id !== '';
  const open = () =>
    ask({
      title: t('Add somebody'),
      fields: [
        { name: 'number', label: t('Number'), help: t('With country code, or as written in your country.') },
        { name: 'first_name', label: t('First name'), isRequired: false },
        { name: 'last_name', label: t('Last name'), isRequired: false },
        { name: 'email', label: t('E-mail'), isRequired: false },
        { name: 'tags', label: t('Tags'), kind: 'words', isRequired: false, help: t('Between commas.') },
        {
          name: 'lists',
          label: t('Lists'),
          kind: 'many',
          choices: (lists.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          name: 'program_id',
          label: t('They have joined'),
          kind: 'choice',
          isRequired: false,
          help: t('Without it they are kept and not texted.'),
          choices: (programs.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          name: 'method',
          label: t('How they agreed'),
          kind: 'choice',
          isShown: hasConsent,
          choices: [
            { value: 'paper', label: t('Paper') },
            { value: 'web_form', label: t('Web form') },
            { value: 'point_of_sale', label: t('At the till') },
            { value: 'verbal', label: t('By word of mouth') },
          ],
        },
        {
          name: 'words_shown',
          label: t('The words they agreed to'),
          kind: 'long',
          rows: 3,
          isRequired: false,
          isShown: hasConsent,
        },
      ],
      submit: t('Add'),
      send: ({ program_id, method, words_shown, ...person }: Entered) =>
        call('/v1/contacts', 'post', {
          body: {
            ...person,
            ...(program_id && method
              ? {
                  consent: {
                    program_id,
                    method,
                    occurred_at: new Date().toISOString(),
                    ...(words_shown ? { words_shown } : {}),
                  },
                }
              : {}),
          },
        }),
      done: ({ id }) => {
        void refresh(client, '/v1/contacts', '/v1/lists', '/v1/tags');
        void navigate({ to: '/people/$contactId', params: { contactId: id } });
      },
    });
  return [dialog, open];
}
