import { Button, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { MergeValues } from '@tidings/sms';
import { type FormEvent, useState } from 'react';
import { call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Draft } from './draft.ts';
import { countText } from './text-count.ts';

/** The same words to one number, before they go to many. It passes every rule that any text passes. */
export function TestSend({ draft, values }: { draft: Draft; values: MergeValues }) {
  const maySend = useMay('messages.send');
  const [to, setTo] = useState('');
  const { text } = countText(draft.body, values);
  const send = useMutation({
    mutationFn: () =>
      call('/v1/messages', 'post', {
        body: { to: to.trim(), program_id: draft.program_id, sender_id: draft.sender_id, body: text ?? '' },
      }),
  });
  if (!maySend) return null;
  const canSend = to.trim() !== '' && text !== null && draft.program_id !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSend) send.mutate();
  };
  return (
    <Panel title={t('Try it on one phone')}>
      <form onSubmit={submit} className="filters">
        <TextInput
          label={t('Number')}
          type="tel"
          value={to}
          flex={1}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!canSend} loading={send.isPending}>
          {t('Send one text')}
        </Button>
      </form>
      <Text size="sm" c="dimmed" mt="xs">
        {t('Whoever has not joined is refused here as well: a test is a text like any other.')}
      </Text>
      {send.error && <Refusal error={send.error} otherwise={t('It was not sent. Try again.')} />}
      {send.data && (
        <Text role="status" mt="xs">
          {t('It is on its way.')}
        </Text>
      )}
    </Panel>
  );
}
