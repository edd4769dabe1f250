import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import type { Campaign } from '../../frame/api.ts';
import { Loaded, MoreButton } from '../../frame/loaded.tsx';
import { campaignsQuery } from '../../frame/queries.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { CampaignState } from '../../ui/campaign-state.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { MergeText } from '../../ui/merge-text.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatFull, formatMomentIn } from '../../ui/times.ts';
import classes from './campaigns.module.css';
import { type CameOf, type Totals, useCameOf } from './use-came-of.ts';

const route = getRouteApi('/_shell/campaigns');

// As they stand in the address of this page, and as the API calls them.
const stages = new Map([
  ['drafts', 'drafts'],
  ['planned', 'planned'],
  ['sending', 'on_their_way'],
  ['sent', 'over'],
] as const);

/** Every campaign, newest first. */
export function CampaignsScreen() {
  const { state = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  const stage = stages.get(state as 'drafts');
  const query = useInfiniteQuery(campaignsQuery(stage));
  const zone = useMe().workspace.time_zone;
  const cameOf = useCameOf(query.data?.pages ?? []);
  return (
    <Page
      title={t('Campaigns')}
      lead={t('One text for many people, and what became of each of them.')}
      actions={
        <ActionBar
          actions={[
            { name: t('Approvals'), to: '/campaigns/approvals' },
            { name: t('Calendar'), to: '/campaigns/calendar' },
            { name: t('New campaign'), to: '/campaigns/new', isPrimary: true, needs: 'campaigns.write' },
          ]}
        />
      }
    >
      <ChoiceRow
        label={t('Which campaigns')}
        value={state}
        onChoose={(next) => void navigate({ search: next === 'all' ? {} : { state: next }, replace: true })}
        choices={[
          { value: 'all', label: t('All') },
          { value: 'drafts', label: t('Drafts') },
          { value: 'planned', label: t('Planned') },
          { value: 'sending', label: t('On their way') },
          { value: 'sent', label: t('Sent') },
        ]}
      />
      <Loaded query={query} what={t('the campaigns')}>
        {({ pages }) => {
          const campaigns = pages.flatMap((page) => page.data);
          if (campaigns.length === 0 && stage === undefined) return <NoCampaigns />;
          return (
            <Stack align="center">
              {campaigns.length === 0 ? (
                <Empty title={t('None of these yet')}>{t('Choose All to see the others.')}</Empty>
              ) : (
                <DataTable
                  caption={t('Campaigns, newest first')}
                  columns={columns(zone, cameOf)}
                  rows={campaigns}
                  keyOf={(row) => row.id}
                />
              )}
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function columns(zone: string, cameOf: CameOf): Column<Campaign>[] {
  const count = (id: string, of: keyof Pick<Totals, 'delivered' | 'replied'>) => {
    const totals = cameOf.get(id);
    return totals === undefined ? '–' : formatCount(totals[of]);
  };
  return [
    {
      name: t('Name'),
      cell: (campaign) => (
        <>
          <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={classes.name}>
            {campaign.name}
          </Link>
          <div className={classes.body}>
            <MergeText body={campaign.body} />
          </div>
        </>
      ),
    },
    { name: t('State'), cell: (campaign) => <CampaignState status={campaign.status} /> },
    {
      name: t('People'),
      isNumber: true,
      cell: ({ will_receive }) => (will_receive === null ? '–' : formatCount(will_receive)),
    },
    { name: t('Delivered'), isNumber: true, cell: ({ id }) => count(id, 'delivered') },
    { name: t('Replied'), isNumber: true, cell: ({ id }) => count(id, 'replied') },
    { name: t('Launched'), cell: ({ launched_at }) => <Moment at={launched_at} zone={zone} /> },
  ];
}

function Moment({ at, zone }: { at: string | null; zone: string }) {
  if (!at) return '–';
  return (
    <time dateTime={at} title={formatFull(at, zone)} className={`${classes.moment} numbers`}>
      {formatMomentIn(at, zone)}
    </time>
  );
}

function NoCampaigns() {
  const mayWrite = useMay('campaigns.write');
  return (
    <Empty
      title={t('No campaigns yet')}
      action={
        mayWrite && (
          <Button component={Link} to="/campaigns/new">
            {t('New campaign')}
          </Button>
        )
      }
    >
      {mayWrite ? t('Write your first text; nothing is sent until you confirm.') : null}
    </Empty>
  );
}
