import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { ContestState } from '../../ui/contest-state.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import type { Contest } from './contest.ts';
import { actionsOf } from './contest-actions.ts';
import { EntriesList } from './entries-list.tsx';
import { PlacesList } from './places-list.tsx';
import { ProofPanel } from './proof-panel.tsx';

const route = getRouteApi('/_shell/content/contests/$contestId');

// People enter while it is open; nothing else moves by itself.
const askEveryMs = 10_000;

/** One contest: who has entered, its end, its draw, and how anybody can check that. */
export function ContestScreen() {
  const { contestId } = route.useParams();
  const query = useQuery({
    ...answer('/v1/contests/{id}', { path: { id: contestId } }),
    refetchInterval: askEveryMs,
  });
  return (
    <Loaded query={query} what={t('the contest')} isWholePage>
      {(contest) => <ContestPage contest={contest} />}
    </Loaded>
  );
}

function ContestPage({ contest }: { contest: Contest }) {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const mayRead = useMay('messages.read');
  const done = () => void refresh(client, '/v1/contests');
  return (
    <Page
      title={contest.name}
      badge={<ContestState state={contest.state} />}
      lead={<span className="breakable">{contest.prize}</span>}
      back={<Link to="/content/contests">{t('All contests')}</Link>}
      actions={<ActionBar actions={actionsOf(contest, ask, done)} />}
    >
      {dialog}
      <div className="stack">
        <div className="two-columns">
          <EntriesPanel contest={contest} />
          <ProofPanel contest={contest} />
        </div>
        {mayRead && contest.state === 'drawn' && (
          <PlacesList contestId={contest.id} ask={ask} onDone={done} />
        )}
        {mayRead && contest.opened_at !== null && <EntriesList contestId={contest.id} />}
        <Panel title={t('Official rules')}>
          <div className="breakable" style={{ whiteSpace: 'pre-wrap' }}>
            {contest.rules}
          </div>
        </Panel>
      </div>
    </Page>
  );
}

function EntriesPanel({ contest }: { contest: Contest }) {
  const { counts, page, starts_at, ends_at, winners, alternates } = contest;
  const zone = useMe().workspace.time_zone;
  return (
    <Panel title={t('Entries')}>
      <dl className="facts numbers">
        <dt>{t('That count')}</dt>
        <dd>{formatCount(counts.entered)}</dd>
        <dt>{t('Of so many people')}</dt>
        <dd>{formatCount(counts.people)}</dd>
        <dt>{t('Free of charge, by page or letter')}</dt>
        <dd>{formatCount(counts.free)}</dd>
        <dt>{t('Still to say their age')}</dt>
        <dd>{formatCount(counts.asked)}</dd>
        <dt>{t('That do not count')}</dt>
        <dd>{formatCount(counts.refused)}</dd>
        <dt>{t('Winners')}</dt>
        <dd>{formatCount(winners)}</dd>
        <dt>{t('Alternates')}</dt>
        <dd>{formatCount(alternates)}</dd>
        <dt>{t('Begins')}</dt>
        <dd>{formatMoment(starts_at, zone)}</dd>
        <dt>{t('Ends')}</dt>
        <dd>{formatMoment(ends_at, zone)}</dd>
        {page && (
          <>
            <dt>{t('Its page')}</dt>
            <dd>
              <a href={page} target="_blank" rel="noreferrer">
                {page}
              </a>
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
