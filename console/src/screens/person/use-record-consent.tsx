import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Action } from '../../frame/action-store.ts';
import type { Contact } from '../../frame/api.ts';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useSendingNow } from '../../frame/rehearsal-clock.ts';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { type AgreedBody, agreedFields } from './agreed-fields.ts';

/** Records that somebody who is on file agreed; no act where nothing can be joined or this member may not. */
export function useRecordConsent({ id }: Contact): [ReactNode, readonly Action[]] {
  const [dialog, ask] = useAsk();
  const client = useQueryClient();
  const say = useToast();
  const mayWrite = useMay('contacts.write');
  const nowMs = useSendingNow();
  const programs = useQuery({ ...answer('/v1/programs'), enabled: mayWrite }).data?.data ?? [];
  if (programs.length === 0) return [dialog, []];
  const run = () =>
    ask({
      title: t('Record that they agreed'),
      lead: t('Nobody is texted by it. What you write stands in the record with your name.'),
      fields: agreedFields(
        programs.map(({ id: value, name }) => ({ value, label: name })),
        nowMs,
      ),
      submit: t('Record it'),
      send: (body: AgreedBody) => call('/v1/contacts/{id}/consents', 'post', { path: { id }, body }),
      done: ({ outcome }) => {
        say(outcome === 'granted' ? t('It is on record.') : t('What is on record is worth as much already.'));
        void refresh(client, 'contact', '/v1/contacts');
      },
    });
  return [dialog, [{ name: t('Record that they agreed …'), run, needs: 'contacts.write' }]];
}
