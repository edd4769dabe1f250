import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Action } from '../../frame/action-store.ts';
import type { Contact } from '../../frame/api.ts';
import { answer, call, refresh, whole } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Field } from '../../frame/fields.tsx';
import { consentQuery } from '../../frame/queries.ts';
import { requestChannels, requestKinds } from '../../frame/request-words.ts';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { mayBeTexted } from './may-be-texted.ts';
import { mayPanelId } from './may-panel.tsx';

type Act = 'add_tag' | 'remove_tag' | 'add_to_list' | 'remove_from_list';

/** What can be done for one person, to whoever may: text, tag, list, opt out, take down what they ask of their data. */
export function usePersonActs({ id }: Contact): [ReactNode, readonly Action[]] {
  const [dialog, ask] = useAsk();
  const client = useQueryClient();
  const say = useToast();
  const mayWrite = useMay('contacts.write');
  const maySend = useMay('messages.send');
  const mayOptOut = useMay('suppression.write');
  const lists = useQuery({ ...whole('/v1/lists'), enabled: mayWrite });
  const programs = useQuery({ ...answer('/v1/programs'), enabled: maySend || mayOptOut });
  const own = useQuery({ ...answer('/v1/contacts/{id}', { path: { id } }), enabled: mayWrite });
  const consent = useQuery({ ...consentQuery(id), enabled: maySend });
  const navigate = useNavigate();
  const done = (words: string) => () => {
    say(words);
    void refresh(client, 'contact', '/v1/contacts', '/v1/tags', '/v1/lists', '/v1/data-requests');
  };
  const programChoices = (programs.data?.data ?? []).map(({ id: value, name }) => ({ value, label: name }));

  const text = () =>
    ask({
      title: t('Text this person'),
      lead: t(
        'It is judged as any text is: where they may not be texted, nothing leaves, and this page says why.',
      ),
      fields: [
        { ...{ name: 'program_id', label: t('Program'), kind: 'choice' }, choices: programChoices },
        { name: 'body', label: t('Text'), kind: 'long', rows: 4 },
      ],
      submit: t('Send'),
      send: (body: { program_id: string; body: string }) =>
        call('/v1/messages', 'post', { body: { ...body, to: id }, once: true }),
      done: done(t('It is on its way, or says below why not.')),
    });
  const change = (title: string, act: Act, field: Field) =>
    ask({
      title,
      fields: [field],
      submit: t('Save'),
      send: (body: object) =>
        call('/v1/bulk-changes', 'post', {
          body: { ...body, act, whom: { contacts: [id] }, begins_at_once: true },
        }).then(({ id: changeId }) => ended(changeId)),
      done: done(t('Saved')),
    });
  const optOut = () =>
    ask({
      title: t('Opt this person out'),
      lead: t('What is queued for them stops at once.'),
      fields: [
        {
          ...{ name: 'program_id', label: t('Program'), kind: 'choice', isRequired: false },
          ...{ choices: programChoices, help: t('They leave its whole brand; none: every brand.') },
        },
        { ...{ name: 'method', label: t('How they said it'), kind: 'choice' }, choices: ways() },
        { name: 'note', label: t('Note'), isRequired: false },
      ],
      submit: t('Opt out'),
      isDanger: true,
      send: (body) => call('/v1/contacts/{id}/opt-out', 'post', { path: { id }, body }),
      done: done(t('They are opted out.')),
    });
  const request = () =>
    ask({
      title: t('Take a request down'),
      lead: t('Its time by law runs from when it came. It is verified and done under data requests.'),
      fields: [
        { ...{ name: 'kind', label: t('What they want'), kind: 'choice' }, choices: requestKinds() },
        { ...{ name: 'channel', label: t('How they asked'), kind: 'choice' }, choices: requestChannels() },
        { name: 'received_at', label: t('When it came'), kind: 'moment', isRequired: false },
      ],
      submit: t('Take it down'),
      send: (body) =>
        call('/v1/data-requests', 'post', { body: { ...(body as { kind: 'access' }), contact_id: id } }),
      done: done(t('The request is taken down.')),
    });

  const all = (lists.data?.data ?? []).map((list) => ({ value: list.id, label: list.name }));
  const { tags = [], lists: on = [] } = own.data ?? {};
  const listField = (choices: Field['choices']): Field => ({
    ...{ name: 'list_id', label: t('List'), kind: 'choice' },
    choices: choices ?? [],
  });
  const offTag: Field = {
    ...{ name: 'tag', label: t('Tag'), kind: 'choice' },
    choices: tags.map((value) => ({ value, label: value })),
  };
  const off = all.filter(({ value }) => !on.some((list) => list.id === value));
  const acts: Action[] = [
    consent.data && programs.data && !mayBeTexted(consent.data, programs.data.data)
      ? {
          ...{ name: t('May not be texted: see why'), needs: 'messages.send' },
          run: () =>
            void navigate({
              to: '/people/$contactId',
              params: { contactId: id },
              ...{ search: {}, hash: mayPanelId },
            }),
        }
      : { name: t('Text them …'), run: text, isPrimary: true, needs: 'messages.send' },
    {
      ...{ name: t('Tag …'), needs: 'contacts.write' },
      run: () => change(t('Tag this person'), 'add_tag', { name: 'tag', label: t('Tag') }),
    },
    {
      ...{ name: t('Take a tag off …'), needs: 'contacts.write' },
      run: () => change(t('Take a tag off'), 'remove_tag', offTag),
    },
    {
      ...{ name: t('Put on a list …'), needs: 'contacts.write' },
      run: () => change(t('Put on a list'), 'add_to_list', listField(off)),
    },
    {
      ...{ name: t('Take off a list …'), needs: 'contacts.write' },
      run: () =>
        change(
          t('Take off a list'),
          'remove_from_list',
          listField(on.map((list) => ({ value: list.id, label: list.name }))),
        ),
    },
    { name: t('Opt out …'), run: optOut, isDanger: true, needs: 'suppression.write' },
    { name: t('Start a data request …'), run: request, needs: 'requests.open' },
  ];
  // What cannot be done is not offered: nobody is taken off what they are not on.
  const [, , untag, list, unlist] = acts;
  const idle = new Set([
    ...(programChoices.length === 0 ? [acts[0]] : []),
    ...(tags.length === 0 ? [untag] : []),
    ...(off.length === 0 ? [list] : []),
    ...(on.length === 0 ? [unlist] : []),
  ]);
  return [dialog, acts.filter((act) => !idle.has(act))];
}

const askEveryMs = 400;
const askAtMost = 25;

/** Waits until the change has had its turn, so that the page shows it; after ten seconds it goes on by itself. */
async function ended(id: string): Promise<void> {
  for (let asked = 0; asked < askAtMost; asked += 1) {
    const { status } = await call('/v1/bulk-changes/{id}', 'get', { path: { id } });
    if (status !== 'gathering' && status !== 'working' && status !== 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
}

const ways = () => [
  { value: 'phone', label: t('Asked by phone') },
  { value: 'email', label: t('Asked by e-mail') },
  { value: 'in_person', label: t('Asked in person') },
  { value: 'complaint', label: t('Complaint') },
];
