import { Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { api } from '../../frame/api.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { handsetQuery } from '../../frame/queries.ts';
import { t } from '../../ui/language.ts';

const quickAnswers = ['STOP', 'START', 'HELP', 'Yes please'] as const;

/** Where one types on the phone. Enter sends, like on most phones; Shift and Enter begin a new line. A quick answer goes at once. */
export function ReplyBox({ number }: { number: string }) {
  const client = useQueryClient();
  const [body, setBody] = useState('');
  const send = useMutation({
    mutationFn: (words: string) => api.typeReply(number, words),
    // A quick answer leaves what is half typed where it stands.
    onSuccess: (_, sent) => setBody((typed) => (typed.trim() === sent ? '' : typed)),
    onSettled: () => client.invalidateQueries({ queryKey: handsetQuery(number).queryKey }),
  });
  const canSend = body.trim() !== '' && !send.isPending;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSend) send.mutate(body.trim());
  };
  const submitOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };

  return (
    <form onSubmit={submit}>
      <Group gap={6} mb={8} role="group" aria-label={t('Quick answers')}>
        {quickAnswers.map((answer) => (
          <Button
            key={answer}
            variant="default"
            size="compact-sm"
            radius="xl"
            disabled={send.isPending}
            onClick={() => send.mutate(answer)}
          >
            {answer}
          </Button>
        ))}
      </Group>
      <Group gap={8} wrap="nowrap" align="flex-end">
        <Textarea
          aria-label={t('Reply')}
          placeholder={t('Type a reply')}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          onKeyDown={submitOnEnter}
          rows={1}
          maxLength={1600}
          flex={1}
        />
        <Button type="submit" disabled={!canSend} loading={send.isPending}>
          {t('Send')}
        </Button>
      </Group>
      {send.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>
          {problemWords(send.error, t('The reply was not sent for a reason of ours. Try again.'))}
        </Text>
      )}
    </form>
  );
}
