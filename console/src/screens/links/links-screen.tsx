import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { ClicksSheet } from './clicks-sheet.tsx';
import { LinkSettings } from './link-settings.tsx';
import { useLinkActs } from './use-link-acts.ts';
import { WatchCell } from './watch-cell.tsx';

const route = getRouteApi('/_shell/content/links');

/** Short links and how often people, not programs, opened them. */
export function LinksScreen() {
  const { peek } = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('campaigns.write');
  const settings = useQuery(answer('/v1/workspace/links'));
  const { dialog, failed, add, lead, switchOf } = useLinkActs();
  return (
    <Page
      title={t('Links')}
      lead={
        settings.data?.begins
          ? t('Short links begin with {begins}.', { begins: settings.data.begins })
          : t('Short links of your own, with clicks by people apart from those by programs.')
      }
      actions={
        <ActionBar
          actions={[{ name: t('New short link'), run: add, isPrimary: true, needs: 'campaigns.write' }]}
        />
      }
    >
      {dialog}
      {failed}
      <PagedListing
        query={pages('/v1/links')}
        what={t('the links')}
        caption={t('Links, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Link'),
            cell: ({ label, url, short_url }) => (
              <>
                <strong className="breakable">{label ?? url}</strong>
                <div className="quiet breakable">{short_url ?? url}</div>
                {short_url && <Copy value={short_url} size="compact-xs" />}
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state }) => (
              <StateBadge tone={state === 'on' ? 'good' : 'quiet'}>
                {state === 'on' ? t('On') : t('Off')}
              </StateBadge>
            ),
          },
          { name: t('What stands behind it'), cell: ({ watch }) => <WatchCell watch={watch} zone={zone} /> },
          { name: t('People'), isNumber: true, cell: ({ clicks }) => formatCount(clicks.people) },
          {
            name: t('Clicks by people'),
            term: 'human_clicks',
            isNumber: true,
            cell: ({ clicks }) => formatCount(clicks.human),
          },
          {
            name: t('By programs'),
            isNumber: true,
            cell: ({ clicks }) => formatCount(clicks.opened - clicks.human),
          },
          {
            name: t('Actions'),
            cell: (link) => (
              <MoreActions
                label={t('Actions of {name}', { name: link.label ?? link.url })}
                actions={[
                  { name: t('Show the clicks'), run: () => void navigate({ search: { peek: link.id } }) },
                  ...(link.short_url
                    ? [
                        {
                          name: t('QR code to print'),
                          run: () =>
                            void window.open(`/v1/links/${link.id}/qr?format=png`, '_blank', 'noopener'),
                        },
                      ]
                    : []),
                  ...(mayWrite
                    ? [{ name: t('Lead it somewhere else'), run: () => lead(link) }, switchOf(link)]
                    : []),
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No links yet')}>
            {t('Campaigns make them where their links are shortened; one for a poster is made here.')}
          </Empty>
        }
      />
      <LinkSettings />
      <ClicksSheet peek={peek} onClose={() => void navigate({ search: {} })} />
    </Page>
  );
}
