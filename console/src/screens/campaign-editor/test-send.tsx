import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, memo, useState } from 'react';
import { answer, call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { type Frame, frameSaid, type KnownSnippet, sayWords, textOf } from '../../frame/writing/said.ts';
import { countText } from '../../frame/writing/text-count.ts';
import { useFrame } from '../../frame/writing/use-frame.ts';
import type { Sample } from '../../frame/writing/use-sample.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Draft, nameOfDraft } from './draft.ts';

type TestSendProps = {
  id: string | null;
  /** What is typed, a moment later: for what is shown. */
  draft: Draft;
  /** What is typed at the moment of asking: for what is sent. */
  latest: () => Draft;
  sample: Sample;
  snippets: readonly KnownSnippet[];
  /** By the one hand that saves: another one would be taken for somebody else who was faster. */
  flush: (draft: Draft) => Promise<string>;
};

/** The same words on a phone of the house, before they go to many. It passes every rule that any text passes. */
export const TestSend = memo(function TestSend({
  id,
  draft,
  latest,
  sample,
  snippets,
  flush,
}: TestSendProps) {
  const maySend = useMay('messages.send');
  if (!maySend) return null;
  return (
    <Panel title={t('Try it on one phone')}>
      {id === null ? (
        <OneText draft={draft} latest={latest} sample={sample} snippets={snippets} />
      ) : (
        <Tests id={id} latest={latest} sample={sample} flush={flush} />
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {t('Whoever has not joined is refused here as well: a test is a text like any other.')}
      </Text>
    </Panel>
  );
});

type Wish = { to_me?: boolean; list_id?: string; to?: string[] };

/** Of a campaign that is on record: to oneself, to a test group, or to a number, marked and counted nowhere. */
function Tests({
  id,
  latest,
  sample,
  flush,
}: Pick<TestSendProps, 'latest' | 'sample' | 'flush'> & { id: string }) {
  const lists = useQuery({ ...answer('/v1/lists', { query: { limit: 200 } }), staleTime: 60_000 });
  const groups = (lists.data?.data ?? []).filter(({ is_test_group }) => is_test_group);
  const [to, setTo] = useState('');
  const [group, setGroup] = useState('');
  const [asSample, setAsSample] = useState(false);
  const chosen = groups.find((one) => one.id === group) ?? groups[0];
  const send = useMutation({
    mutationFn: async (wish: Wish) => {
      // What is sent is what stands here.
      const draft = latest();
      await flush(draft);
      const as = asSample && sample.person ? { as_contact_id: sample.person.id } : {};
      return call('/v1/campaigns/{id}/tests', 'post', {
        path: { id },
        body: { ...wish, ...as },
        once: nameOfDraft(draft),
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to.trim() !== '') send.mutate({ to: [to.trim()] });
  };
  const refused = send.data?.texts.filter(({ sentence }) => sentence !== null) ?? [];
  return (
    <>
      <Group gap="xs" mb="sm">
        <Button variant="default" loading={send.isPending} onClick={() => send.mutate({ to_me: true })}>
          {t('Send me a test')}
        </Button>
        {chosen && (
          <>
            {groups.length > 1 && (
              <NativeSelect
                aria-label={t('Test group')}
                value={chosen.id}
                data={groups.map(({ id: value, name }) => ({ value, label: name }))}
                onChange={(event) => setGroup(event.currentTarget.value)}
              />
            )}
            <Button
              variant="default"
              loading={send.isPending}
              onClick={() => send.mutate({ list_id: chosen.id })}
            >
              {t('Send it to {group}', { group: chosen.name })}
            </Button>
          </>
        )}
      </Group>
      <form onSubmit={submit} className="filters">
        <TextInput
          label={t('Number')}
          type="tel"
          value={to}
          flex={1}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={to.trim() === ''} loading={send.isPending}>
          {t('Send one text')}
        </Button>
      </form>
      {sample.person && (
        <Checkbox
          mt="xs"
          label={t('With the values of {name}', { name: sample.person.name ?? sample.person.number })}
          checked={asSample}
          onChange={(event) => setAsSample(event.currentTarget.checked)}
        />
      )}
      {send.error && <Refusal error={send.error} otherwise={t('It was not sent. Try again.')} />}
      {send.data && send.data.sent > 0 && (
        <Text role="status" mt="xs">
          {tn(send.data.sent, '{n} test is on its way.', '{n} tests are on their way.')}
        </Text>
      )}
      {refused.map(({ to: number, sentence }) => (
        <Text key={number} role="alert" mt="xs" c="red">
          {number}: {sentence}
        </Text>
      ))}
    </>
  );
}

/** Of words that are on no record yet: one text, to a number. */
function OneText({ draft, latest, sample, snippets }: Omit<TestSendProps, 'id' | 'flush'>) {
  const [to, setTo] = useState('');
  const frame = useFrame(draft);
  const textIn = (one: Draft) => writtenFor(one, sample, snippets, frame);
  const send = useMutation({
    mutationFn: () => {
      const now = latest();
      const { program_id, sender_id, shorten_links } = now;
      return call('/v1/messages', 'post', {
        body: { to: to.trim(), program_id, sender_id, shorten_links, body: textIn(now) ?? '' },
        once: true,
      });
    },
  });
  const canSend = to.trim() !== '' && textIn(draft) !== null && draft.program_id !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSend) send.mutate();
  };
  return (
    <>
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
      {send.error && <Refusal error={send.error} otherwise={t('It was not sent. Try again.')} />}
      {send.data && (
        <Text role="status" mt="xs">
          {t('It is on its way.')}
        </Text>
      )}
    </>
  );
}

/** The words as this person gets them; null where they cannot be written for them. Addresses stay: who sends it shortens them. */
function writtenFor(
  draft: Draft,
  sample: Sample,
  snippets: readonly KnownSnippet[],
  frame: Frame,
): string | null {
  const { body, language } = textOf(draft, sample.language);
  return countText(frameSaid(sayWords(body, language, snippets), language, frame).text, sample.values).text;
}
