import { openHours } from '@tidings/policy/hours';
import type { Scope } from '../../accounts/index.ts';
import { loadOwnRules } from '../../compliance/index.ts';
import { getBrand } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { findNarrowestPace, type Pace } from '../../senders/index.ts';
import { foreseeSpend } from '../../spending/index.ts';
import type { Standing } from '../approval.ts';
import { joinCounts } from '../audience-counts.ts';
import { getCampaign } from '../campaign.queries.ts';
import type { Campaign } from '../campaign.ts';
import { type MediaOf, noMediaKnown, openCampaignMms } from '../campaign-mms.ts';
import { decideMove } from '../campaign-states.ts';
import { type LaunchAhead, launchAheadOf, noPlanKnown, type PlanOf } from '../hours/armed-plan.ts';
import { loadTimetable } from '../hours/load-timetable.ts';
import { type Timetable, unknownHoursInWords } from '../hours/timetable.ts';
import { loadContent } from '../load-question.ts';
import { linksOf } from '../preview-campaign.ts';
import { readAgainstFields } from '../read-against-fields.ts';
import { readingOf, type TextReading } from '../reading.ts';
import type { Findings } from '../text-problems.ts';
import { buildWaterfall, type WaterfallLine } from '../waterfall.ts';
import { openCapping, openSellingCapping } from './capping.ts';
import { buildDepartures, type DepartureCounts, type DepartureLine } from './departure.ts';
import { type FlightCost, flightCost } from './flight-cost.ts';
import { approvalOf, findingsOf, stoppedBy } from './flight-facts.ts';
import { type FlightLink, linksOfBody } from './flight-links.ts';
import { type FlightReason, judgeFlight, type Verdict } from './flight-verdict.ts';
import { type Flow, flowOf } from './flow.ts';
import type { LanguageLine } from './languages.ts';
import { type Registration, registrationOf } from './registration.ts';
import { type FlightSample, renderSamples } from './render-samples.ts';
import { type FlightScan, scanForFlight } from './scan-flight.ts';
import { hoursOfTurns, type PlannedLine } from './turns.ts';

/** Everything that is known of a launch before it. */
export type FlightCheck = {
  /** As it stands after the check. */
  readonly campaign: Campaign;
  /** Whether the campaign is checked by this, and may be launched as it was looked at. */
  readonly isKept: boolean;
  readonly at: Date;
  readonly verdict: Verdict;
  readonly reasons: readonly FlightReason[];
  readonly waterfall: readonly WaterfallLine[];
  readonly departures: readonly DepartureLine[];
  readonly scan: Pick<FlightScan, 'counts' | 'estimate' | 'missing'>;
  readonly hours: readonly PlannedLine[];
  /** By which people have an hour each; null where all may go at `at`. */
  readonly schedule: FlightSchedule | null;
  readonly pace: Pace;
  readonly flow: Flow;
  /** Null while nobody has said what texts cost. */
  readonly cost: (FlightCost & { readonly currency: string }) | null;
  readonly links: readonly FlightLink[];
  readonly findings: Findings;
  readonly registration: Registration;
  readonly approval: Standing;
  /** Which text those get who read a language. */
  readonly languages: readonly LanguageLine[];
  /** How hard each text is to read. */
  readonly reading: readonly TextReading[];
  readonly samples: readonly FlightSample[];
  readonly tookMs: number;
};

/** The schedule that is followed, and what there is to say of it. */
export type FlightSchedule = Pick<Timetable, 'plan' | 'startsAt' | 'lastAt' | 'zones' | 'sentences'>;

const dayMs = 86_400_000;

/**
 * One answer to “may it leave, and what would happen?”. Changes nothing, and takes seconds for a million people;
 * `checkCampaign` asks the same and keeps the answer.
 */
export async function lookAtFlight(
  ctx: Context,
  scope: Scope,
  id: string,
  at?: Date,
  mediaOf: MediaOf = noMediaKnown,
  planOf: PlanOf = noPlanKnown,
): Promise<FlightCheck> {
  const beganMs = ctx.clock.monotonicMs();
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await getCampaign(tx, id);
    decideMove(campaign.status, 'check');
    const launch = await launchAheadOf(tx, campaign, planOf, { at, now: ctx.clock.now() });
    const answer = await readFlight(ctx, tx, campaign, launch, mediaOf);
    return { ...answer, isKept: false, tookMs: Math.round(ctx.clock.monotonicMs() - beganMs) };
  });
}

export type FlightReading = Omit<FlightCheck, 'tookMs' | 'isKept'> & { readonly contentHash: Buffer };

/** The check itself, for whoever only looks and for whoever keeps it. */
export async function readFlight(
  ctx: Context,
  tx: Tx,
  campaign: Campaign,
  { at, armed }: LaunchAhead,
  mediaOf: MediaOf,
): Promise<FlightReading> {
  const loaded = await loadContent(ctx, tx, campaign, at);
  const { program, purpose, sender } = loaded;
  const words = await readAgainstFields(ctx, tx, loaded, campaign.shortensLinks);
  const { template } = words;
  const hours = openHours(await loadOwnRules(tx));
  const linkOf = linksOf(ctx, tx, template);
  const seed = Buffer.from(ctx.ids.token(4), 'base64url').readUInt32BE();
  const capping = await openCapping(tx, campaign, { ...program, purpose }, at);
  const sellingCapping = await openSellingCapping(tx, campaign, loaded, at);
  const mms = await openCampaignMms(ctx, tx, mediaOf, campaign, sender);
  const timetable = await loadTimetable(tx, campaign.id, loaded, armed);
  const scan = await scanForFlight(tx, {
    loaded,
    timetable,
    template,
    hours,
    capping,
    sellingCapping,
    linkOf,
    mms,
    at,
    seed,
  });
  const pace = await findNarrowestPace(tx, sender, campaign.id, scan.estimate.parts.total, mms !== null);
  const flow = flowOf(hours, scan.flow, at.getTime(), pace.partsPerSecond);
  const findings = await findingsOf(tx, loaded, scan, words, at);
  const spend = await foreseeSpend(tx, loaded.workspace.timeZone, at);
  const way = { senderId: sender.id, gatewayId: sender.gatewayId };
  const cost = spend && flightCost(spend.prices, way, scan.cost);
  const approval = await approvalOf(tx, campaign, loaded, scan.counts.willReceive, at);
  const registration = registrationOf(sender, scan.counts, scan.estimate.byCountry, at);
  const judged = judgeFlight({
    ...findings,
    ...launchCounts(scan.departures, scan.counts.willReceive),
    spendRefusal: cost && spend.refusalOf(cost.total.max),
    approval,
    schedule: timetable,
    stopped: await stoppedBy(tx, purpose),
    // Where nobody is left because of the papers, that stands among the problems.
    registrationWarnings: scan.counts.willReceive > 0 ? registration.warnings : [],
    daysToFinish: flow.finishesAt && wholeDays(timetable?.lastAt ?? at, flow.finishesAt),
  });
  return {
    ...{ campaign, at, ...judged, pace, flow, findings, registration, approval },
    contentHash: loaded.contentHash,
    waterfall: buildWaterfall(joinCounts(loaded.files, scan.counts)),
    departures: buildDepartures(scan.departures, scan.counts, timetable !== null),
    schedule: timetable && scheduleOf(timetable, scan),
    scan: { counts: scan.counts, estimate: scan.estimate, missing: scan.missing },
    hours: hoursOfTurns(hours, scan.turns),
    cost: cost && { ...cost, currency: spend.currency },
    links: linksOfBody(
      loaded.words.all.map(({ body }) => body).join('\n'),
      await getBrand(tx, program.brandId),
    ),
    languages: scan.languages,
    reading: readingOf(loaded.words),
    samples: template ? await renderSamples(ctx, tx, loaded, template, scan.samples) : [],
  };
}

const wholeDays = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / dayMs));

const scheduleOf = (timetable: Timetable, { hourless }: FlightScan): FlightSchedule => ({
  ...timetable,
  sentences: [...timetable.sentences, ...unknownHoursInWords(timetable, hourless)],
});

function launchCounts(counts: DepartureCounts, willReceive: number) {
  const { at_once: atOnce, placeless, place_unknown: placeUnknown, capped_out: leftOut, unwritable } = counts;
  const gone = placeless + placeUnknown + leftOut + unwritable + counts.not_for_marketing;
  const waiting = willReceive - atOnce - gone;
  return { willReceive, atOnce, waiting, placeless, placeUnknown, leftOut };
}
