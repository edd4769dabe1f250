import { Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { keywordKind, keywordTitle } from '../../ui/keyword-kinds.ts';
import { t } from '../../ui/language.ts';
import { MergeText } from '../../ui/merge-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Program } from './programs-panel.tsx';

/** Words that people text, and what becomes of them. STOP, START and HELP have theirs by the rules. */
export function KeywordsPanel({ programs }: { programs: readonly Program[] }) {
  const client = useQueryClient();
  const mayWrite = useMay('campaigns.write');
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/keywords');
  const nameOf = (id: string) => programs.find((program) => program.id === id)?.name ?? '–';
  const remove = (id: string) =>
    ask({
      title: t('Take this keyword out of use?'),
      fields: [],
      submit: t('Take it out'),
      isDanger: true,
      send: () => call('/v1/keywords/{id}', 'delete', { path: { id } }),
      done,
    });
  return (
    <Panel
      title={t('Keywords')}
      term="keyword"
      aside={
        <ActionBar
          actions={[
            { name: t('New keyword'), to: '/audience/sign-up/keywords/new', needs: 'campaigns.write' },
          ]}
        />
      }
    >
      {dialog}
      <KeywordTester />
      <WholeListing
        query={answer('/v1/keywords')}
        what={t('the keywords')}
        caption={t('Keywords, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Words'),
            cell: ({ id, words, body }) => (
              <>
                <Link
                  to="/audience/sign-up/keywords/$keywordId"
                  params={{ keywordId: id }}
                  className="breakable"
                >
                  <strong>{keywordTitle(words)}</strong>
                </Link>
                <div className="quiet breakable">{body && <MergeText body={body} />}</div>
              </>
            ),
          },
          {
            name: t('What it does'),
            cell: ({ kind }) => keywordKind(kind),
          },
          { name: t('Program'), cell: ({ program_id }) => nameOf(program_id) },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: ({ id, words }: { id: string; words: string[] }) => (
                    <MoreActions
                      label={t('Actions of {name}', { name: keywordTitle(words) })}
                      actions={[{ name: t('Take it out of use'), isDanger: true, run: () => remove(id) }]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No keyword yet')}>{t('People text a word such as OFFERS to your number.')}</Empty>
        }
      />
    </Panel>
  );
}

/** What would come of a text to us, without anybody sending it. */
function KeywordTester() {
  const [body, setBody] = useState('');
  const test = useMutation({ mutationFn: () => call('/v1/keywords/test', 'post', { body: { body } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() !== '') test.mutate();
  };
  return (
    <form onSubmit={submit} style={{ marginBottom: '1rem' }}>
      <div className="filters">
        <TextInput
          label={t('What would come of this text?')}
          placeholder={t('offers')}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={test.isPending}>
          {t('Try')}
        </Button>
      </div>
      {test.error && <Refusal error={test.error} otherwise={t('That could not be tried.')} />}
      {test.data && (
        <Text role="status" mt="xs">
          {test.data.sentence} {test.data.answer && `“${test.data.answer.body}”`}
        </Text>
      )}
    </form>
  );
}
