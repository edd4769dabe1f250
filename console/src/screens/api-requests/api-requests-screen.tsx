import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answer, pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatFull } from '../../ui/times.ts';

const route = getRouteApi('/_shell/developers/requests');

type Filter = 'outcome' | 'key' | 'route' | 'request';
const outcomes = ['good', 'refused', 'broken'] as const;
type Outcome = (typeof outcomes)[number];

/** What programs have asked of the API lately, and what they were answered: the first place to look when one is refused. */
export function ApiRequestsScreen() {
  const shown = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const mayKeys = useMay('keys.manage');
  const keys = useQuery({ ...answer('/v1/api-keys', { query: { limit: 200 } }), enabled: mayKeys });
  const show = (change: Partial<Record<Filter, string>>) => {
    const all = { ...shown, ...change };
    void navigate({
      search: Object.fromEntries(Object.entries(all).filter(([, value]) => value)),
      replace: true,
    });
  };
  const outcome = outcomes.find((one) => one === shown.outcome);
  return (
    <Page
      title={t('Requests')}
      lead={t('What programs asked of the API in the last seven days. What they sent is not kept.')}
    >
      <div className="filters">
        <ChoiceRow
          label={t('Which answers')}
          value={outcome ?? ''}
          onChoose={(next) => show({ outcome: next as Outcome })}
          choices={[
            { value: '', label: t('All') },
            { value: 'good', label: t('Went well') },
            { value: 'refused', label: t('Refused') },
            { value: 'broken', label: t('Broke') },
          ]}
        />
        {mayKeys && (
          <NativeSelect
            aria-label={t('Key')}
            value={shown.key ?? ''}
            data={[
              { value: '', label: t('Every key') },
              ...(keys.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => show({ key: event.currentTarget.value })}
          />
        )}
        <SearchBox
          label={t('Part of the address')}
          placeholder="/v1/messages"
          value={shown.route ?? ''}
          onSearch={(part) => show({ route: part })}
        />
        <SearchBox
          label={t('Request id')}
          placeholder="req_…"
          value={shown.request ?? ''}
          onSearch={(request) => show({ request })}
        />
      </div>
      <PagedListing
        query={pages('/v1/api-requests', {
          query: {
            ...(outcome ? { outcome } : {}),
            ...(shown.key ? { key_id: shown.key } : {}),
            ...(shown.route ? { route: shown.route } : {}),
            ...(shown.request ? { request_id: shown.request } : {}),
          },
        })}
        what={t('the requests')}
        caption={t('Requests, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('What'),
            cell: (one) => (
              <>
                <code className="breakable">
                  {one.method} {one.route}
                </code>
                <div className="quiet breakable">{one.request_id}</div>
              </>
            ),
          },
          {
            name: t('Answer'),
            cell: ({ status, code, others }) => (
              <>
                <StateBadge tone={status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good'}>
                  {String(status)}
                </StateBadge>{' '}
                {code && <code className="breakable">{code}</code>}
                {others > 0 && (
                  <div className="quiet">
                    {tn(others, 'and {n} more of this second', 'and {n} more of this second')}
                  </div>
                )}
              </>
            ),
          },
          { name: t('Milliseconds'), isNumber: true, cell: ({ took_ms }) => took_ms },
          {
            name: t('Key'),
            cell: ({ key_name, key_id, is_test }) => (
              <>
                {key_name ?? <span className="breakable">{key_id}</span>}{' '}
                {is_test && <StateBadge tone="calm">{t('test')}</StateBadge>}
              </>
            ),
          },
          { name: t('When'), cell: ({ at }) => <span className="numbers">{formatFull(at, zone)}</span> },
        ]}
        empty={
          Object.values(shown).some(Boolean) ? (
            <Empty title={t('No request is like this')}>
              {t('Choose All, or shorten what you look for.')}
            </Empty>
          ) : (
            <Empty title={t('No requests here')}>
              {t('Programs that call the API with a key appear here within a second.')}
            </Empty>
          )
        }
      />
    </Page>
  );
}
