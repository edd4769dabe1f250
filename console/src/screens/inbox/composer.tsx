import { Alert, Button, Checkbox, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { countParts } from '@tidings/sms';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useActions } from '../../frame/action-store.ts';
import { answer, call, refresh } from '../../frame/call.ts';
import { MomentInput } from '../../frame/fields.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { instantIn } from '../../ui/zone-clock.ts';
import { type AnswerDraft, changeDraft, leftOf, restOf, useDraft } from './answer-draft.ts';
import { Attach, useIsAttaching } from './attach.tsx';
import { CannedReplies, cannedWord } from './canned-replies.tsx';
import classes from './inbox.module.css';
import { mentionedIn } from './mentions.ts';

type One = AnswerOf<'/v1/conversations/{id}', 'get'>;

/** Where one answers, or leaves a note for colleagues. Locked, with the reason, where nobody may answer. */
export function Composer({ conversation }: { conversation: One }) {
  const { id, answering } = conversation;
  const mayAnswer = useMay('inbox.answer');
  const [mode, setMode] = useState<'answer' | 'note'>('answer');
  const field = useRef<HTMLTextAreaElement>(null);
  const focus = (next: 'answer' | 'note') => {
    setMode(next);
    setTimeout(() => field.current?.focus());
  };
  useActions([
    { name: t('Write an answer'), keys: 'r', run: () => focus('answer'), needs: 'inbox.answer' },
    { name: t('Write a note'), keys: 'n', run: () => focus('note'), needs: 'inbox.answer' },
  ]);
  if (!mayAnswer)
    return (
      <Alert color="gray" variant="light" mt="xs">
        {t('Your role reads conversations and does not answer them.')}
      </Alert>
    );
  const isLocked = mode === 'answer' && !answering.is_allowed;
  return (
    <div className={classes.composer}>
      <SegmentedControl
        transitionDuration={0}
        size="xs"
        aria-label={t('What you write')}
        value={mode}
        onChange={(next) => setMode(next as typeof mode)}
        data={[
          { value: 'answer', label: t('Answer') },
          { value: 'note', label: t('Note') },
        ]}
      />
      {isLocked ? (
        <Alert color="red" variant="light" title={t('Nobody can answer here')}>
          {answering.reason}
        </Alert>
      ) : mode === 'answer' ? (
        <AnswerForm key={id} conversation={conversation} field={field} />
      ) : (
        <NoteForm key={id} id={id} field={field} />
      )}
    </div>
  );
}

type FieldRef = React.RefObject<HTMLTextAreaElement | null>;

const saySoEveryMs = 5_000;

function AnswerForm({ conversation, field }: { conversation: One; field: FieldRef }) {
  const { id, turn, answering } = conversation;
  const { workspace } = useMe();
  const client = useQueryClient();
  const draft = useDraft(id);
  const { body, media, isLater, later, isUnlessReply } = draft;
  const change = (part: Partial<AnswerDraft>) => changeDraft(id, (now) => ({ ...now, ...part }));
  const write = (next: string) => change({ body: next });
  const isAttaching = useIsAttaching(id);
  // The turn that stood on screen when writing began: whoever speaks after that is to be read first.
  const [readTurn, setReadTurn] = useState(turn);
  useTyping(id, body !== '');
  const mutationKey = ['answer', id];
  const send = useMutation({
    mutationKey,
    mutationFn: (sent: AnswerDraft) =>
      call('/v1/conversations/{id}/answers', 'post', {
        path: { id },
        body: {
          ...{ body: sent.body, turn: readTurn },
          ...(sent.media.length === 0 ? {} : { media: sent.media.map((one) => one.id) }),
          ...(sent.later === ''
            ? {}
            : {
                send_at: instantIn(workspace.time_zone, sent.later),
                unless_reply: sent.isUnlessReply,
              }),
        },
      }),
    onSuccess: ({ conversation: after }, sent) => {
      changeDraft(id, (now) => leftOf(now, sent));
      setReadTurn(after.turn);
    },
    onSettled: () => void refresh(client, '/v1/conversations', '/v1/inbox'),
  });
  // Also one that was sent before another conversation was looked at.
  const isSending = useIsMutating({ mutationKey }) > 0;
  const hasMovedOn = turn > readTurn && body.trim() !== '';
  // Nothing has been written yet, so whatever stands there has been read.
  useEffect(() => {
    if (body.trim() === '') setReadTurn(turn);
  }, [turn, body]);
  const canSend =
    body.trim() !== '' &&
    (!isLater || later !== '') &&
    cannedWord(body) === null &&
    !isSending &&
    !isAttaching;
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (canSend) send.mutate(draft);
  };
  const count = countParts(body);
  const from = formatNumber(answering.from ?? '', workspace.country);
  return (
    <form onSubmit={submit}>
      {hasMovedOn && (
        <Alert color="yellow" variant="light" role="status" mb="xs">
          <Group gap="xs">
            {t('Somebody has said something since you began. Read it, then send.')}
            <Button size="compact-sm" variant="default" onClick={() => setReadTurn(turn)}>
              {t('I have read it')}
            </Button>
          </Group>
        </Alert>
      )}
      <CannedReplies
        body={body}
        onChoose={(words) => {
          write(words);
          field.current?.focus();
        }}
      />
      <Textarea
        ref={field}
        aria-label={t('Answer')}
        placeholder={t('Answer, or / for words that are kept')}
        value={body}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event);
        }}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_096}
      />
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="sm" c="dimmed" className="numbers" component="span">
          {body === ''
            ? t('from {number}', { number: from })
            : t('{used} characters · {parts} · from {number}', {
                used: count.units,
                parts: media.length > 0 ? t('MMS') : tn(count.parts, '{n} part', '{n} parts'),
                number: from,
              })}
        </Text>
        <Group gap="xs">
          <Attach
            conversationId={id}
            attached={media}
            onChange={(next) => changeDraft(id, (now) => ({ ...now, media: next(now.media) }))}
          />
          <Button
            variant="default"
            size="xs"
            aria-expanded={isLater}
            onClick={() => change({ isLater: !isLater, later: '' })}
          >
            {isLater ? t('Send now instead') : t('Later')}
          </Button>
          <Button type="submit" disabled={!canSend} loading={isSending}>
            {isLater ? t('Send later') : t('Send')}
          </Button>
        </Group>
      </Group>
      {isLater && (
        <Group gap="md" mt={6} align="end">
          <MomentInput
            size="sm"
            label={t('Send at')}
            value={later}
            onHour={(hour) => change({ later: hour })}
          />
          <Checkbox
            size="sm"
            pb={8}
            label={t('Take it back if they write before')}
            checked={isUnlessReply}
            onChange={(event) => change({ isUnlessReply: event.currentTarget.checked })}
          />
        </Group>
      )}
      {send.error && (
        <div className={classes.refusal}>
          <Refusal
            error={send.error}
            otherwise={t('The answer was not sent for a reason of ours. Try again.')}
          />
        </div>
      )}
    </form>
  );
}

/** Tells colleagues for as long as something is being written here. */
function useTyping(id: string, isTyping: boolean): void {
  useEffect(() => {
    if (!isTyping) return;
    const tell = (is_typing: boolean) =>
      call('/v1/conversations/{id}/typing', 'post', { path: { id }, body: { is_typing } }).catch(
        () => undefined,
      );
    void tell(true);
    const again = setInterval(() => void tell(true), saySoEveryMs);
    return () => {
      clearInterval(again);
      void tell(false);
    };
  }, [id, isTyping]);
}

function NoteForm({ id, field }: { id: string; field: FieldRef }) {
  const client = useQueryClient();
  const { note: body } = useDraft(id);
  const write = (note: string) => changeDraft(id, (now) => ({ ...now, note }));
  const colleagues = useQuery(answer('/v1/inbox/agents'));
  const known = colleagues.data?.data ?? [];
  const mentions = mentionedIn(body, known);
  const mutationKey = ['note', id];
  const save = useMutation({
    mutationKey,
    mutationFn: (sent: string) =>
      call('/v1/conversations/{id}/notes', 'post', {
        path: { id },
        body: { body: sent, mentions: mentionedIn(sent, known).map((one) => one.id) },
      }),
    onSuccess: (_, sent) => changeDraft(id, (now) => ({ ...now, note: restOf(now.note, sent) })),
    onSettled: () => void refresh(client, '/v1/conversations'),
  });
  // Also one that was begun before another conversation was looked at.
  const isSaving = useIsMutating({ mutationKey }) > 0;
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (body.trim() !== '' && !isSaving) save.mutate(body);
  };
  return (
    <form onSubmit={submit} className={classes.noteForm}>
      <Textarea
        ref={field}
        aria-label={t('Note')}
        placeholder={t('A note for colleagues; @name tells one of them')}
        value={body}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event);
        }}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_000}
      />
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="sm" c="dimmed" component="span">
          {mentions.length === 0
            ? t('The person never sees it.')
            : t('Tells {who}. The person never sees it.', {
                who: mentions.map(({ name }) => name).join(', '),
              })}
        </Text>
        <Button type="submit" variant="default" disabled={body.trim() === ''} loading={isSaving}>
          {t('Leave the note')}
        </Button>
      </Group>
      {save.error && (
        <Refusal error={save.error} otherwise={t('The note was not kept for a reason of ours. Try again.')} />
      )}
    </form>
  );
}
