import { Button, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { useState } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Acknowledgements } from './acknowledgements.tsx';

const route = getRouteApi('/_shell/compliance/training');

type Module = AnswerOf<'/v1/training/modules', 'get'>['data'][number];
type Mine = AnswerOf<'/v1/me/training', 'get'>;
type Attempt = AnswerOf<'/v1/training/attempts', 'post'>;

/** What I must have learnt and read, and for whoever may see it, how everybody stands. */
export function TrainingScreen() {
  const { module } = route.useSearch();
  const mine = useQuery(answer('/v1/me/training'));
  const modules = useQuery({ ...answer('/v1/training/modules'), staleTime: Number.POSITIVE_INFINITY });
  const maySeeAll = useMay('desk.read');
  return (
    <Loaded query={modules} what={t('the training')} isWholePage>
      {({ data }) => {
        const open = data.find(({ id }) => id === module);
        if (open) return <Lesson module={open} />;
        return (
          <Page
            title={t('Training')}
            lead={t('What everybody who sends should know, with where it comes from.')}
          >
            <Panel title={t('My modules')}>
              <Loaded query={mine} what={t('your training')}>
                {(state) => <Modules modules={data} mine={state} />}
              </Loaded>
            </Panel>
            <Loaded query={mine} what={t('your training')}>
              {({ policies }) => <Acknowledgements policies={policies} />}
            </Loaded>
            {maySeeAll && <Everybody modules={data} />}
          </Page>
        );
      }}
    </Loaded>
  );
}

function Modules({ modules, mine }: { modules: readonly Module[]; mine: Mine }) {
  return (
    <DataTable
      caption={t('Modules')}
      rows={modules}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('Module'),
          cell: ({ id, title, minutes }) => (
            <>
              <Link to="/compliance/training" search={{ module: id }}>
                {title}
              </Link>
              <div className="quiet">{tn(minutes, '{n} minute', '{n} minutes')}</div>
            </>
          ),
        },
        {
          name: t('State'),
          cell: ({ id }) => {
            if (mine.missing.includes(id)) return <StateBadge tone="warn">{t('Due')}</StateBadge>;
            if (mine.passed.some(({ module }) => module === id))
              return <StateBadge tone="good">{t('Passed')}</StateBadge>;
            return <StateBadge tone="quiet">{t('Not needed')}</StateBadge>;
          },
        },
        {
          name: t('Counts until'),
          cell: ({ id }) => mine.passed.find(({ module }) => module === id)?.expires_at.slice(0, 10) ?? '–',
        },
      ]}
    />
  );
}

/** Pages to read, then the questions. Passed or not, it is on record. */
function Lesson({ module }: { module: Module }) {
  const client = useQueryClient();
  const [answers, setAnswers] = useState<readonly (number | null)[]>(() => module.questions.map(() => null));
  const attempt = useMutation({
    mutationFn: () =>
      call('/v1/training/attempts', 'post', {
        body: { module: module.id, version: module.version, answers: answers.map((one) => one ?? 0) },
      }),
    onSuccess: () => refresh(client, '/v1/me/training', '/v1/training'),
  });
  const isComplete = answers.every((one) => one !== null);
  return (
    <Page title={module.title} back={<Link to="/compliance/training">{t('All modules')}</Link>}>
      {module.pages.map(({ heading, text, source }) => (
        <Panel key={heading} title={heading}>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
          <Text size="sm" c="dimmed" mt="xs">
            {source}
          </Text>
        </Panel>
      ))}
      <Panel title={t('Questions')}>
        <Stack>
          {module.questions.map(({ ask, options }, index) => (
            <Radio.Group
              key={ask}
              label={ask}
              value={answers[index] === null ? '' : String(answers[index])}
              onChange={(value) =>
                setAnswers((all) => all.map((one, at) => (at === index ? Number(value) : one)))
              }
            >
              <Stack gap={6} mt={6}>
                {options.map((option, at) => (
                  <Radio key={option} value={String(at)} label={option} />
                ))}
              </Stack>
              {attempt.data && <Verdict answer={attempt.data.answers[index]} />}
            </Radio.Group>
          ))}
          {attempt.error && <Refusal error={attempt.error} otherwise={t('It was not taken. Try again.')} />}
          {attempt.data && (
            <Text role="status" fw={600}>
              {attempt.data.is_passed
                ? t('Passed with {score} %.', { score: attempt.data.score })
                : t('{score} %: {mark} % are needed. Read the answers and try again.', {
                    score: attempt.data.score,
                    mark: attempt.data.pass_mark,
                  })}
            </Text>
          )}
          <Button
            w="fit-content"
            disabled={!isComplete}
            loading={attempt.isPending}
            onClick={() => attempt.mutate()}
          >
            {t('Hand it in')}
          </Button>
        </Stack>
      </Panel>
    </Page>
  );
}

function Verdict({ answer: given }: { answer: Attempt['answers'][number] | undefined }) {
  if (!given) return null;
  return (
    <Text size="sm" mt={4}>
      <StateBadge tone={given.is_right ? 'good' : 'bad'}>
        {given.is_right ? t('Right') : t('Wrong')}
      </StateBadge>{' '}
      {given.because}
    </Text>
  );
}

function Everybody({ modules }: { modules: readonly Pick<Module, 'id' | 'title'>[] }) {
  const query = useQuery(answer('/v1/training'));
  const titleOf = (id: string) => modules.find((module) => module.id === id)?.title ?? id;
  return (
    <Panel title={t('Everybody')} aside={<a href="/v1/training?format=pdf">PDF</a>}>
      <Loaded query={query} what={t('the training of everybody')}>
        {({ members }) => (
          <DataTable
            caption={t('Everybody')}
            rows={members}
            keyOf={({ member }) => member.id}
            columns={[
              { name: t('Name'), cell: ({ member }) => member.name },
              {
                name: t('Missing'),
                cell: ({ missing }) =>
                  missing.length === 0 ? (
                    <StateBadge tone="good">{t('Nothing')}</StateBadge>
                  ) : (
                    <span className="breakable">{missing.map(titleOf).join(', ')}</span>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
