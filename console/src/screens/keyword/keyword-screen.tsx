import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { useActorName } from '../../frame/actors.ts';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { keywordKind, keywordTitle } from '../../ui/keyword-kinds.ts';
import { t } from '../../ui/language.ts';
import { MergeText } from '../../ui/merge-text.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMoment } from '../../ui/times.ts';
import { BroughtPanel, EntriesPanel } from './brought-panel.tsx';
import type { Keyword } from './keyword-fields.ts';
import { TapPanel } from './tap-panel.tsx';

const route = getRouteApi('/_shell/audience/sign-up/keywords/$keywordId');

/** One keyword: its words, what it does and to which numbers, what it has brought, and what it was before. */
export function KeywordScreen() {
  const { keywordId } = route.useParams();
  const query = useQuery(answer('/v1/keywords/{id}', { path: { id: keywordId } }));
  return (
    <Loaded query={query} what={t('the keyword')} isWholePage>
      {(keyword) => <One keyword={keyword} />}
    </Loaded>
  );
}

function One({ keyword }: { keyword: Keyword }) {
  const { id, words, kind, archived_at } = keyword;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [dialog, ask] = useAsk();
  const remove = () =>
    ask({
      title: t('Take this keyword out of use?'),
      lead: t('It means nothing from then on. What it has brought stays.'),
      fields: [],
      submit: t('Take it out'),
      isDanger: true,
      send: () => call('/v1/keywords/{id}', 'delete', { path: { id } }),
      done: () => void refresh(client, '/v1/keywords'),
    });
  const change = () =>
    void navigate({ to: '/audience/sign-up/keywords/$keywordId/edit', params: { keywordId: id } });
  return (
    <Page
      title={keywordTitle(words)}
      lead={keywordKind(kind)}
      back={<Link to="/audience/sign-up">{t('Sign-up')}</Link>}
      badge={archived_at ? <StateBadge tone="quiet">{t('Out of use')}</StateBadge> : undefined}
      actions={
        archived_at ? undefined : (
          <ActionBar
            actions={[
              { name: t('Take it out of use'), run: remove, isDanger: true, needs: 'campaigns.write' },
              { name: t('Change …'), run: change, isPrimary: true, keys: 'e', needs: 'campaigns.write' },
            ]}
          />
        )
      }
    >
      {dialog}
      <div className="two-columns">
        <div className="stack">
          <BroughtPanel keyword={keyword} />
          <EntriesPanel keyword={keyword} />
          <VersionsPanel id={id} />
        </div>
        <div className="stack">
          <FactsPanel keyword={keyword} />
          {kind === 'join' && !archived_at && <TapPanel keyword={keyword} />}
        </div>
      </div>
    </Page>
  );
}

/** What stands for what this member may not read, or has not come yet. */
const unknown = ({ isLoading }: { isLoading: boolean }) => (isLoading ? '…' : '–');

function FactsPanel({ keyword }: { keyword: Keyword }) {
  const { country, time_zone } = useMe().workspace;
  const programs = useQuery({ ...answer('/v1/programs'), enabled: useMay('contacts.read') });
  const senders = useQuery({ ...answer('/v1/senders'), enabled: useMay('senders.read') });
  const program = programs.data?.data.find(({ id }) => id === keyword.program_id);
  const number = senders.data?.data.find(({ id }) => id === keyword.sender_id)?.number;
  const hour = (at: string | null) => (at === null ? null : formatMoment(at, time_zone));
  const facts: [string, string | null][] = [
    ...(keyword.kind === 'default' ? [] : factsOfWords(keyword)),
    [
      t('To which number'),
      keyword.sender_id ? (number ? formatNumber(number, country) : unknown(senders)) : t('all numbers'),
    ],
    [t('Program'), program?.name ?? unknown(programs)],
    [t('Answer'), keyword.body],
    [t('Answer to who has taken part already'), keyword.again_body],
    [t('Tags the person gets'), keyword.tags.join(', ') || null],
    [t('Begins'), hour(keyword.starts_at)],
    [t('Ends'), hour(keyword.ends_at)],
    [t('Ends after so many uses'), keyword.most === null ? null : formatCount(keyword.most)],
    [
      t('Answers to one person a day at most'),
      keyword.per_person_per_day === null ? null : formatCount(keyword.per_person_per_day),
    ],
    [t('Address that is called'), keyword.address],
  ];
  return (
    <Panel title={t('What it is')}>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Panel>
  );
}

const factsOfWords = ({ words, may_go_on, is_suggested }: Keyword): [string, string | null][] => [
  [t('Word'), words[0]?.toUpperCase() ?? null],
  [t('Aliases'), words.slice(1).join(', ').toUpperCase() || t('none')],
  [t('Taken for it'), may_go_on ? t('the word alone, or with more behind it') : t('the word alone')],
  [t('After a slip'), is_suggested ? t('asks “Did you mean …?”') : t('nothing: it is not suggested')],
];

function VersionsPanel({ id }: { id: string }) {
  const zone = useMe().workspace.time_zone;
  const nameOf = useActorName();
  return (
    <Panel title={t('Versions')}>
      <PagedListing
        query={pages('/v1/keywords/{id}/versions', { path: { id } })}
        what={t('the versions')}
        caption={t('Versions, newest first')}
        keyOf={({ version }) => String(version)}
        columns={[
          { name: t('Version'), isNumber: true, cell: ({ version }) => String(version) },
          {
            name: t('Words'),
            cell: ({ words, body }) => (
              <>
                <span className="breakable">{keywordTitle(words)}</span>
                <div className="quiet breakable">{body && <MergeText body={body} />}</div>
              </>
            ),
          },
          { name: t('By'), cell: ({ changed_by }) => nameOf(changed_by) },
          { name: t('When'), cell: ({ changed_at }) => formatMoment(changed_at, zone) },
        ]}
        empty={null}
      />
    </Panel>
  );
}
