import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { answer, pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';
import { formatDay, formatMoment } from '../../ui/times.ts';
import type { Keyword } from './keyword-fields.ts';

type Results = AnswerOf<'/v1/keywords/{id}/results', 'get'>;

/** What came of the keyword: who sent it, day by day, and how a vote stands. */
export function BroughtPanel({ keyword }: { keyword: Keyword }) {
  const path = { id: keyword.id };
  const query = useQuery(answer('/v1/keywords/{id}/results', { path }));
  return (
    <Panel title={t('What it has brought')}>
      <Loaded query={query} what={t('the results')}>
        {(results) => (
          <div className="stack">
            <Figures results={results} keyword={keyword} />
            {results.days.length > 0 && <Days results={results} isJoin={keyword.kind === 'join'} />}
            {keyword.kind === 'vote' && <Votes results={results} />}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function Figures({ results, keyword }: { results: Results; keyword: Keyword }) {
  const zone = useMe().workspace.time_zone;
  const { uses, people, done, last_done_at, over_limit, answered, calls } = results;
  const isJoin = keyword.kind === 'join';
  return (
    <dl className="facts">
      <dt>{t('Sent')}</dt>
      <dd className="numbers">{formatCount(uses)}</dd>
      <dt>{t('By different people')}</dt>
      <dd className="numbers">{formatCount(people)}</dd>
      <dt>{isJoin ? t('Joined, or asked for their YES') : t('Did what it is for')}</dt>
      <dd className="numbers">{formatCount(done)}</dd>
      <dt>{isJoin ? t('Joined last') : t('Last time')}</dt>
      <dd>{last_done_at ? formatMoment(last_done_at, zone) : t('never')}</dd>
      <dt>{t('Answered')}</dt>
      <dd className="numbers">{formatCount(answered)}</dd>
      {over_limit > 0 && (
        <>
          <dt>{t('Over the limit')}</dt>
          <dd className="numbers">{formatCount(over_limit)}</dd>
        </>
      )}
      {keyword.kind === 'webhook' && (
        <>
          <dt>{t('Calls')}</dt>
          <dd>
            {t('{delivered} delivered, {waiting} waiting, {lost} given up', {
              ...{ delivered: formatCount(calls.delivered), waiting: formatCount(calls.waiting) },
              lost: formatCount(calls.given_up),
            })}
          </dd>
        </>
      )}
    </dl>
  );
}

function Days({ results, isJoin }: { results: Results; isJoin: boolean }) {
  return (
    <SeriesChart
      kind="bars"
      label={isJoin ? t('Joins by day') : t('Uses by day')}
      what={t('Day')}
      rows={results.days}
      keyOf={({ day }) => day}
      // Days without an hour: the same on every clock.
      nameOf={({ day }) => formatDay(day, 'UTC')}
      series={
        isJoin
          ? [{ name: t('Joined'), tone: 'good', of: ({ done }) => done }]
          : [{ name: t('Sent'), tone: 'calm', of: ({ uses }) => uses }]
      }
      source={`/v1/keywords/${results.keyword_id}/results`}
    />
  );
}

function Votes({ results: { votes, entries } }: { results: Results }) {
  if (votes.length === 0) return <Text c="dimmed">{t('Nobody has voted yet.')}</Text>;
  return (
    <DataTable
      caption={t('How the vote stands')}
      rows={votes}
      keyOf={({ choice }) => choice}
      columns={[
        { name: t('Choice'), cell: ({ choice }) => <span className="breakable">{choice}</span> },
        { name: t('Votes'), isNumber: true, cell: ({ count }) => formatCount(count) },
        { name: t('Share'), isNumber: true, cell: ({ count }) => formatShare(count, entries) },
      ]}
    />
  );
}

/** Who has entered or voted, in the order in which they did. */
export function EntriesPanel({ keyword }: { keyword: Keyword }) {
  const { country, time_zone } = useMe().workspace;
  const mayRead = useMay('contacts.read');
  if (!mayRead || (keyword.kind !== 'vote' && keyword.kind !== 'contest')) return null;
  return (
    <Panel title={t('Who has taken part')}>
      <PagedListing
        query={pages('/v1/keywords/{id}/entries', { path: { id: keyword.id } })}
        what={t('the entries')}
        caption={t('Who has taken part, the first one first')}
        keyOf={({ reply_id, period }) => `${reply_id} ${period}`}
        columns={[
          {
            name: t('Number'),
            cell: ({ number, contact_id }) =>
              contact_id === null ? (
                formatNumber(number, country)
              ) : (
                <Link to="/people/$contactId" params={{ contactId: contact_id }}>
                  {formatNumber(number, country)}
                </Link>
              ),
          },
          ...(keyword.kind === 'vote'
            ? [{ name: t('Choice'), cell: ({ choice }: { choice: string | null }) => choice ?? '–' }]
            : []),
          { name: t('When'), cell: ({ entered_at }) => formatMoment(entered_at, time_zone) },
        ]}
        empty={
          <Empty title={t('Nobody has taken part yet')}>
            {t('Whoever texts one of its words stands here.')}
          </Empty>
        }
      />
    </Panel>
  );
}
