import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useActions } from '../../frame/action-store.ts';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import type { Conversation } from './conversation-list.tsx';
import classes from './inbox.module.css';

/** Whose it is, and what else can be done with it: each by a button, a key and the palette. */
export function Handling({ conversation }: { conversation: Conversation }) {
  const { id, state, assignee } = conversation;
  const client = useQueryClient();
  const say = useToast();
  const mayAnswer = useMay('inbox.answer');
  const [dialog, ask] = useAsk();
  const path = { id };
  const isDone = (words: string) => {
    say(words);
    void refresh(client, '/v1/conversations', '/v1/inbox');
  };
  const act = useMutation({
    mutationFn: (verb: 'close' | 'reopen' | 'rating') =>
      verb === 'rating'
        ? call('/v1/conversations/{id}/rating', 'post', { path }).then(() => verb)
        : call(`/v1/conversations/{id}/${verb}`, 'post', { path }).then(() => verb),
    onSuccess: (verb) =>
      isDone(
        verb === 'close'
          ? t('Closed.')
          : verb === 'reopen'
            ? t('Open again.')
            : t('They are asked how it was.'),
      ),
    onError: (error) => say(problemWords(error)),
  });
  const take = useMutation({
    mutationFn: () => call('/v1/conversations/{id}/assign', 'post', { path, body: { to: 'me' } }),
    onSuccess: () => isDone(t('It is yours now.')),
    onError: (error) => say(problemWords(error)),
  });
  useActions([
    { name: t('Give it to me'), keys: 'a', run: () => take.mutate(), needs: 'inbox.answer' },
    { name: t('Ask how it was'), run: () => act.mutate('rating'), needs: 'inbox.answer' },
  ]);
  const snooze = () =>
    ask({
      title: t('Snooze until'),
      lead: t('It is out of sight until then, or until they write.'),
      fields: [{ name: 'until', label: t('Hour'), kind: 'moment' }],
      submit: t('Snooze'),
      send: (body) => call('/v1/conversations/{id}/snooze', 'post', { path, body }),
      done: () => isDone(t('Snoozed.')),
    });
  return (
    <div className={classes.handling}>
      {dialog}
      {mayAnswer ? <Assign id={id} assignee={assignee} onDone={isDone} /> : <span>{assignee?.name}</span>}
      <ActionBar
        actions={[
          { name: t('Snooze'), keys: 'z', run: snooze, needs: 'inbox.answer' },
          state === 'closed'
            ? { name: t('Open again'), keys: 'e', run: () => act.mutate('reopen'), needs: 'inbox.answer' }
            : { name: t('Close'), keys: 'e', run: () => act.mutate('close'), needs: 'inbox.answer' },
        ]}
      />
      {mayAnswer && (
        <MoreActions
          label={t('More with this conversation')}
          actions={[
            { name: t('Give it to me'), run: () => take.mutate() },
            { name: t('Ask how it was'), run: () => act.mutate('rating') },
            { name: t('Transcript'), run: () => takeFile(transcriptOf(id)) },
          ]}
        />
      )}
    </div>
  );
}

const transcriptOf = (id: string) => `/v1/conversations/${encodeURIComponent(id)}/transcript?format=text`;

type AssignProps = { id: string; assignee: Conversation['assignee']; onDone: (words: string) => void };

function Assign({ id, assignee, onDone }: AssignProps) {
  const say = useToast();
  const colleagues = useQuery(answer('/v1/inbox/agents'));
  const give = useMutation({
    mutationFn: (to: string | null) =>
      call('/v1/conversations/{id}/assign', 'post', { path: { id }, body: { to } }),
    onSuccess: (given) =>
      onDone(
        given.assignee === null
          ? t('It is nobody’s now.')
          : t('It is {who}’s now.', { who: given.assignee.name ?? '' }),
      ),
    onError: (error) => say(problemWords(error)),
  });
  const known = (colleagues.data?.data ?? []).filter(({ may_answer }) => may_answer);
  return (
    <NativeSelect
      aria-label={t('Whose it is')}
      size="sm"
      value={assignee?.id ?? ''}
      onChange={(event) => give.mutate(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      data={[
        { value: '', label: t('Unassigned') },
        { value: 'next', label: t('Whose turn it is') },
        ...known.map((one) => ({
          value: one.id,
          label: one.is_me ? t('{name} (me)', { name: one.name }) : one.name,
        })),
      ]}
    />
  );
}
