import { Code, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '../../frame/api.ts';
import { Loaded, MoreButton } from '../../frame/loaded.tsx';
import { campaignsQuery } from '../../frame/queries.ts';
import { useMe } from '../../frame/session.ts';
import { CampaignState } from '../../ui/campaign-state.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatFull, formatMoment } from '../../ui/times.ts';
import classes from './campaigns.module.css';

/** Every campaign, newest first. */
export function CampaignsScreen() {
  const query = useInfiniteQuery(campaignsQuery);
  const zone = useMe().workspace.time_zone;
  return (
    <Page title="Campaigns" lead="One text for many people, and what became of each of them.">
      <Loaded query={query} what="the campaigns">
        {({ pages }) => {
          const campaigns = pages.flatMap((page) => page.data);
          if (campaigns.length === 0) return <NoCampaigns />;
          return (
            <Stack align="center">
              <DataTable
                caption="Campaigns, newest first"
                columns={columns(zone)}
                rows={campaigns}
                keyOf={(row) => row.id}
              />
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function columns(zone: string): Column<Campaign>[] {
  return [
    {
      name: 'Name',
      cell: (campaign) => (
        <>
          <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={classes.name}>
            {campaign.name}
          </Link>
          <div className={classes.body}>{campaign.body}</div>
        </>
      ),
    },
    { name: 'State', cell: (campaign) => <CampaignState status={campaign.status} /> },
    {
      name: 'People',
      isNumber: true,
      cell: ({ will_receive }) => (will_receive === null ? '–' : formatCount(will_receive)),
    },
    { name: 'Launched', cell: ({ launched_at }) => <Moment at={launched_at} zone={zone} /> },
    { name: 'Finished', cell: ({ finished_at }) => <Moment at={finished_at} zone={zone} /> },
  ];
}

function Moment({ at, zone }: { at: string | null; zone: string }) {
  if (!at) return '–';
  return (
    <time dateTime={at} title={formatFull(at, zone)} className={`${classes.moment} numbers`}>
      {formatMoment(at, zone)}
    </time>
  );
}

function NoCampaigns() {
  return (
    <Empty title="No campaigns yet" action={<Code>tidings campaign create --help</Code>}>
      Write your first one from the command line; nothing is sent until you launch it.
    </Empty>
  );
}
