import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { api, type CampaignReport } from './api.ts';
import { createLinkReducer, type LinkEvent, type LinkState, noLink, pollInterval } from './live-link.ts';
import { rehearsalQuery, reportQuery } from './queries.ts';

const reduce = createLinkReducer<CampaignReport>((data) => (isReport(data) ? data : null));

function isReport(data: unknown): data is CampaignReport {
  return (
    typeof data === 'object' &&
    data !== null &&
    'campaign' in data &&
    'progress' in data &&
    'waterfall' in data
  );
}

/** The report of a campaign, kept up to date by the stream while there is one and by asking while there is none. */
export function useLiveReport(campaignId: string) {
  const client = useQueryClient();
  const [link, tell] = useReducer(reduce, noLink);
  const query = useQuery({ ...reportQuery(campaignId), refetchInterval: pollInterval(link.state) });

  useEffect(() => openStream(api.campaignStreamPath(campaignId), tell), [campaignId]);

  useEffect(() => {
    if (link.report?.campaign.id !== campaignId) return;
    client.setQueryData(reportQuery(campaignId).queryKey, link.report);
    shareClock(client, link.report);
  }, [client, campaignId, link.report]);

  return { query, link: link.state satisfies LinkState };
}

// The banner's clock follows the report's, so that one page never shows two hours.
function shareClock(client: ReturnType<typeof useQueryClient>, { clock }: CampaignReport): void {
  client.setQueryData(rehearsalQuery.queryKey, (known) =>
    known ? { ...known, clock: { ...known.clock, now: clock.now } } : known,
  );
}

const reopenAfterMs = 15_000;

/** Opens the stream and keeps it: browsers give up after an error answer, so it is opened anew a while later. */
function openStream(path: string, tell: (event: LinkEvent) => void): () => void {
  let stream: EventSource;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    stream = new EventSource(path);
    stream.addEventListener('open', () => tell({ type: 'opened' }));
    stream.addEventListener('report', (event) => tell({ type: 'report', data: String(event.data) }));
    stream.addEventListener('error', () => {
      const isGivenUp = stream.readyState === EventSource.CLOSED;
      tell({ type: isGivenUp ? 'closed' : 'dropped' });
      if (isGivenUp) reopen = setTimeout(open, reopenAfterMs);
    });
  };
  open();
  return () => {
    clearTimeout(reopen);
    stream.close();
  };
}
