import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { IntervalRows } from '../../ui/charts/interval-rows.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount, formatFine } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

type Survey = Pick<AnswerOf<'/v1/surveys/{id}', 'get'>, 'id' | 'state' | 'is_anonymous'>;
type Answer = AnswerOf<'/v1/surveys/{id}/results', 'get'>;
type Question = Answer['questions'][number];

const askEveryMs = 5_000;
// The service refuses answers without names of fewer: one could tell who said what.
const fewestForAnonymous = 5;

/** What it has come to so far, question by question, while people answer. */
export function Results({ survey }: { survey: Survey }) {
  const query = useQuery({
    ...answer('/v1/surveys/{id}/results', { path: { id: survey.id } }),
    refetchInterval: survey.state === 'open' ? askEveryMs : false,
  });
  return (
    <Loaded query={query} what={t('the results')}>
      {({ people, questions }) => (
        <div className="stack">
          <PeoplePanel survey={survey} people={people} />
          {questions.map((question) => (
            <QuestionPanel key={question.key} question={question} />
          ))}
        </div>
      )}
    </Loaded>
  );
}

function PeoplePanel({ survey, people }: { survey: Survey; people: Answer['people'] }) {
  const mayRead = useMay('messages.read');
  const file = `/v1/surveys/${survey.id}/answers/file`;
  return (
    <Panel title={t('Who has answered')}>
      <dl className="facts numbers">
        <dt>{t('Everything')}</dt>
        <dd>{formatCount(people.done)}</dd>
        <dt>{t('Are being asked')}</dt>
        <dd>{formatCount(people.asked)}</dd>
        <dt>{t('Wait for their text')}</dt>
        <dd>{formatCount(people.queued)}</dd>
        <dt>{t('Let their time run out')}</dt>
        <dd>{formatCount(people.expired)}</dd>
        <dt>{t('Given to the inbox')}</dt>
        <dd>{formatCount(people.handed)}</dd>
        <dt>{t('May not be texted')}</dt>
        <dd>{formatCount(people.refused)}</dd>
      </dl>
      {mayRead && !survey.is_anonymous && (
        <Text size="sm" mt="sm">
          <Anchor href={file} download>
            {t('All answers as CSV')}
          </Anchor>
        </Text>
      )}
      {mayRead && people.done >= fewestForAnonymous && (
        <Text size="sm" mt="sm">
          <Anchor href={`${file}?anonymous=true`} download>
            {t('The answers without names, in no order, as CSV')}
          </Anchor>
        </Text>
      )}
    </Panel>
  );
}

function QuestionPanel({ question }: { question: Question }) {
  const { text, kind, answers, too_few, shares, mean, nps } = question;
  const spelled: Record<string, string> = kind === 'yes_no' ? { yes: t('Yes'), no: t('No') } : {};
  return (
    <Panel title={text} aside={<span className="numbers">{tn(answers, '{n} answer', '{n} answers')}</span>}>
      {too_few && answers > 0 && (
        <Text size="sm" mb="xs">
          <StateBadge tone="warn">{t('Too few')}</StateBadge>{' '}
          {t('These answers say next to nothing about other people.')}
        </Text>
      )}
      {nps && (
        <Text mb="xs" className="numbers">
          <strong>{t('NPS {score}', { score: formatFine(nps.score.value) })}</strong>{' '}
          {t('(between {low} and {high}): {promoters}, {passives}, {detractors}', {
            low: formatFine(nps.score.low).replace('-', '−'),
            high: formatFine(nps.score.high).replace('-', '−'),
            promoters: tn(nps.promoters, '{n} promoter', '{n} promoters'),
            passives: tn(nps.passives, '{n} passive', '{n} passives'),
            detractors: tn(nps.detractors, '{n} detractor', '{n} detractors'),
          })}
        </Text>
      )}
      {mean && !nps && (
        <Text mb="xs" className="numbers">
          {t('On average {mean} (between {low} and {high})', {
            mean: formatFine(mean.value),
            low: formatFine(mean.low),
            high: formatFine(mean.high),
          })}
        </Text>
      )}
      {shares.length > 0 && (
        <IntervalRows
          rows={shares.map(({ value, count, share }) => ({
            key: value,
            name: spelled[value] ?? value,
            rate: answers === 0 ? null : share,
            aside: <div className="quiet">{tn(count, '{n} answer', '{n} answers')}</div>,
          }))}
        />
      )}
      {kind === 'text' && answers > 0 && (
        <Text size="sm" c="dimmed">
          {t('Their own words stand with whoever said them, and in the file.')}
        </Text>
      )}
    </Panel>
  );
}
