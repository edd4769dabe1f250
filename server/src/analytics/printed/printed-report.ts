import { getWorkspace } from '../../accounts/index.ts';
import type { Campaign, WaterfallLine } from '../../campaigns/index.ts';
import { getProgram } from '../../contacts/index.ts';
import { findBrief, type KeptBrief } from '../../planning/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { getSender } from '../../senders/index.ts';
import type { Reports } from '../campaign-report.ts';
import type { Counted, NamedGroup, Results } from '../results/campaign-results.ts';
import { notesOn } from '../results/notes.ts';
import type { LinkResult, Moment } from '../results/result.queries.ts';

/** What the report of a campaign tells on paper, for somebody who was not there. */
export type PrintedReport = Counted & {
  readonly campaign: Campaign;
  readonly workspace: string;
  readonly zone: string;
  readonly program: string;
  readonly sender: string;
  readonly brief: KeptBrief | null;
  readonly waterfall: readonly WaterfallLine[];
  readonly regions: readonly NamedGroup[];
  readonly carriers: readonly NamedGroup[];
  /** More than one where the campaign tried several. */
  readonly variants: readonly NamedGroup[];
  readonly links: readonly LinkResult[];
  readonly step: 'hour' | 'day';
  readonly moments: readonly Moment[];
  readonly notes: readonly string[];
};

// What came on the first days is seen by the hour; of a drip of weeks that would be a fence of hairs.
const mostHours = 72;

export async function gatherPrinted(
  tx: Tx,
  id: string,
  { reports, results }: { readonly reports: Reports; readonly results: Results },
): Promise<PrintedReport> {
  const { campaign, waterfall } = await reports.campaignReport(tx, id);
  const counted = await results.results(tx, id);
  const hours = await results.overTime(tx, id, 'hour');
  const isLong = hours.length > mostHours;
  const workspace = await getWorkspace(tx);
  return {
    ...counted,
    campaign,
    workspace: workspace.name,
    zone: workspace.timeZone,
    program: (await getProgram(tx, campaign.programId)).name,
    sender: (await getSender(tx, campaign.senderId)).number,
    brief: await findBrief(tx, id),
    waterfall,
    regions: await results.groups(tx, id, 'region'),
    carriers: await results.groups(tx, id, 'carrier'),
    variants: await results.groups(tx, id, 'variant'),
    links: await results.links(tx, id),
    step: isLong ? 'day' : 'hour',
    moments: isLong ? await results.overTime(tx, id, 'day') : hours,
    notes: await notesOn(tx, id),
  };
}
