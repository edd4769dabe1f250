import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';

/** An answer for later is not sent after all. */
export function TakeBack({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const mayAnswer = useMay('inbox.answer');
  const client = useQueryClient();
  const say = useToast();
  const take = useMutation({
    mutationFn: () =>
      call('/v1/conversations/{id}/answers/{message}', 'delete', {
        path: { id: conversationId, message: messageId },
      }),
    onSuccess: () => say(t('It is not sent.')),
    onError: (error) => say(problemWords(error)),
    onSettled: () => void refresh(client, '/v1/conversations', '/v1/inbox'),
  });
  if (!mayAnswer) return null;
  return (
    <Button size="compact-xs" variant="subtle" loading={take.isPending} onClick={() => take.mutate()}>
      {t('Take it back')}
    </Button>
  );
}
