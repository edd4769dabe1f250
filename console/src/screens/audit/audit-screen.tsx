import { TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { useActorName } from '../../frame/actors.ts';
import { pages } from '../../frame/call.ts';
import { takeFile } from '../../frame/files.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMe } from '../../frame/session.ts';
import { saidOfActs, t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatFull } from '../../ui/times.ts';
import { wordsOf } from '../../ui/words.ts';
import { auditQuery } from './audit-query.ts';

const route = getRouteApi('/_shell/compliance/audit');

/** What was done here and by whom. Entries stand in a signed tree: none can be changed or taken out unseen. */
export function AuditScreen() {
  const shown = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const show = (change: Partial<Record<'act' | 'since' | 'until', string>>) => {
    const all = { ...shown, ...change };
    void navigate({
      search: Object.fromEntries(Object.entries(all).filter(([, value]) => value)),
      replace: true,
    });
  };
  const nameOf = useActorName();
  return (
    <Page
      title={t('Audit')}
      lead={t('What was done and by whom. Nothing here can be changed, and checkpoints are signed.')}
      actions={<ActionBar actions={[{ name: t('Export'), run: () => takeFile('/v1/audit/export') }]} />}
    >
      <div className="filters">
        <SearchBox
          label={t('Kind of act')}
          placeholder="campaign.launched"
          value={shown.act ?? ''}
          onSearch={(act) => show({ act })}
        />
        <TextInput
          aria-label={t('Since')}
          type="date"
          value={shown.since ?? ''}
          onChange={(event) => show({ since: event.currentTarget.value })}
        />
        <TextInput
          aria-label={t('Until')}
          type="date"
          value={shown.until ?? ''}
          onChange={(event) => show({ until: event.currentTarget.value })}
        />
      </div>
      <PagedListing
        query={pages('/v1/audit', { query: auditQuery(shown, zone) })}
        what={t('the audit')}
        caption={t('Acts, newest first')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('When'), cell: ({ at }) => <span className="numbers">{formatFull(at, zone)}</span> },
          {
            name: t('Who'),
            cell: ({ actor }) => (
              <span className="breakable" title={actor}>
                {nameOf(actor)}
              </span>
            ),
          },
          {
            ...{ name: t('What'), isProse: true },
            cell: ({ act, target }) => (
              <>
                <span title={act}>{saidOfActs(wordsOf(act))}</span>
                <div className="quiet breakable">{target}</div>
              </>
            ),
          },
          {
            name: t('How it changed'),
            cell: ({ before, after }) =>
              before === null && after === null ? (
                '–'
              ) : (
                <details>
                  <summary>{t('Show')}</summary>
                  <pre className="quiet" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {JSON.stringify({ before, after }, null, 1)}
                  </pre>
                </details>
              ),
          },
        ]}
        empty={
          <Empty title={t('Nothing of this kind')}>
            {t('Shorten what you look for, or choose other days.')}
          </Empty>
        }
      />
    </Page>
  );
}
