import { openHours } from '@tidings/policy/hours';
import { openPermission } from '@tidings/policy/permission';
import { countParts, render, type Template } from '@tidings/sms';
import { countryOfNumber } from '@tidings/sms/countries';
import { getPolicySetting, loadOwnRules, whereaboutsOf } from '../../compliance/index.ts';
import { type Consent, doNotCallKeys, loadConsents, preferencesField } from '../../contacts/index.ts';
import { consentVerdict } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid } from '../../platform/errors.ts';
import { type Counter, countersOf, listPaces, type Pace } from '../../senders/index.ts';
import { foreseeSpend } from '../../spending/index.ts';
import type { Standing } from '../approval.ts';
import { joinCounts } from '../audience-counts.ts';
import type { Campaign } from '../campaign.ts';
import { type CampaignMms, type MediaOf, openCampaignMms } from '../campaign-mms.ts';
import { type Capping, openCapping, openSellingCapping } from '../flight/capping.ts';
import { approvalOf, stoppedBy } from '../flight/flight-facts.ts';
import { type FlightPerson, scanFlight } from '../flight/flight-scan.queries.ts';
import { excludedCounts } from '../flight/scan-flight.ts';
import { launchAheadOf, type PlanOf } from '../hours/armed-plan.ts';
import { loadTimetable } from '../hours/load-timetable.ts';
import { type Timetable, unknownHoursInWords } from '../hours/timetable.ts';
import { lintCampaign } from '../lint-campaign.ts';
import { type LoadedContent, loadContent } from '../load-question.ts';
import { linksOf } from '../preview-campaign.ts';
import { readAgainstFields } from '../read-against-fields.ts';
import type { LinkOf } from '../scan-audience.ts';
import { openSelling } from '../selling-values.ts';
import { noStandings, type StandingCounts } from '../standing.queries.ts';
import { buildWaterfall, type WaterfallLine } from '../waterfall.ts';
import type { Book } from './book.ts';
import { insertSimulationChunks, type WrittenChunk } from './chunk.queries.ts';
import type { Rules } from './judge.ts';
import { type Passenger, type WrittenPassenger, writePassenger } from './passenger.ts';
import type { Simulation } from './simulation.ts';
import { passengersAChunk, type WaitingChunk } from './waiting-chunks.ts';

/** People who wait outside of the memory for the same moment; null for the launch. */
export type PlannedChunk = WaitingChunk & { readonly atMs: number | null };

/** Everything that a flight goes by, as it stood in one transaction. */
export type Copy = {
  readonly counts: StandingCounts;
  readonly waterfall: readonly WaterfallLine[];
  readonly chunks: readonly PlannedChunk[];
  readonly rules: Rules;
  readonly counters: readonly Counter[];
  readonly paces: readonly Pace[];
  readonly spend: Awaited<ReturnType<typeof foreseeSpend>>;
  /** Whether it may be launched as it is, by whom has looked at it. */
  readonly approval: Standing;
  readonly stopped: string | null;
  /** The schedule that is flown: its last hour, what there is to say of it, and why it would not start. Null where all go at the launch. */
  readonly schedule: CopiedSchedule | null;
  /** What a launch would be refused for in the words. */
  readonly problems: readonly string[];
  readonly contentHash: Buffer;
  readonly loaded: LoadedContent;
};

export type CopiedSchedule = Pick<Timetable, 'startsAt' | 'lastAt' | 'sentences' | 'refusal'>;

// Judging and writing for so many takes some ten milliseconds, and whatever else the process does has its turn in between.
const peopleAtOnce = 1_000;

type Told = (people: number) => Promise<void>;

/**
 * Copies the audience into the schema of simulations, chunk by chunk in the order of a launch: everybody as the launch and
 * dispatch judge them, with the parts of their text and without its words. Reads what is real, and writes nothing of it.
 */
export async function copyCampaign(
  ctx: Context,
  tx: Tx,
  simulation: Simulation,
  campaign: Campaign,
  book: Book,
  tell: Told,
  mediaOf: MediaOf,
  planOf: PlanOf,
): Promise<Copy> {
  const asked = { at: simulation.launchAt, now: simulation.launchAt };
  const { at, armed } = await launchAheadOf(tx, campaign, planOf, asked);
  const loaded = await loadContent(ctx, tx, campaign, at);
  const { program, purpose, sender, workspace } = loaded;
  const template = await readTemplate(ctx, tx, loaded, campaign.shortensLinks);
  const capping = await openCapping(tx, campaign, { ...program, purpose }, at);
  const sellingCapping = await openSellingCapping(tx, campaign, loaded, at);
  const timetable = await loadTimetable(tx, campaign.id, loaded, armed);
  const copier = openCopier(tx, simulation, book, {
    goOnMs: timetable?.goOnMs ?? Number.POSITIVE_INFINITY,
    ...{ template, loaded, capping: sellingCapping ?? capping, at, ctx },
    linkOf: linksOf(ctx, tx, template),
    mms: await openCampaignMms(ctx, tx, mediaOf, campaign, sender),
    permission: openPermission((await getPolicySetting(tx)).permissionStandard),
  });
  const fields = [...new Set(template.fields.map(({ name }) => name))];
  for await (const people of scanFlight(tx, loaded.question, fields, timetable))
    for (let at = 0; at < people.length; at += peopleAtOnce) {
      await copier.add(people.slice(at, at + peopleAtOnce));
      await tell(copier.counts.chosen);
    }
  const chunks = await copier.finish();
  const counters = countersOf(tx.workspaceId, sender, campaign.id);
  return {
    ...{ counts: copier.counts, chunks, counters, loaded, contentHash: loaded.contentHash },
    waterfall: buildWaterfall(joinCounts(loaded.files, copier.counts)),
    rules: {
      ...{ purpose, workspaceZone: workspace.timeZone, sender, capping, sellingCapping },
      ...{ hours: openHours(await loadOwnRules(tx)), whenCapped: campaign.whenCapped },
    },
    paces: await pacesOf(tx, counters, sender),
    spend: await foreseeSpend(tx, workspace.timeZone, at),
    approval: await approvalOf(tx, campaign, loaded, copier.counts.willReceive, at),
    stopped: await stoppedBy(tx, purpose),
    schedule: timetable && scheduleOf(timetable, copier.hourless()),
    problems: (await lintCampaign(tx, loaded, at)).problems.map(({ sentence }) => sentence),
  };
}

const scheduleOf = (timetable: Timetable, hourless: number): CopiedSchedule => ({
  ...{ startsAt: timetable.startsAt, lastAt: timetable.lastAt, refusal: timetable.refusal },
  sentences: [...timetable.sentences, ...unknownHoursInWords(timetable, hourless)],
});

/** Refuses words that cannot be read: nobody's text could be written. */
export async function readTemplate(
  ctx: Context,
  tx: Tx,
  loaded: LoadedContent,
  shortensLinks: boolean,
): Promise<Template> {
  const { template, problems } = await readAgainstFields(ctx, tx, loaded, shortensLinks);
  const [first] = problems;
  if (template && !first) return template;
  throw new Invalid(first?.code ?? 'campaign.unreadable', first?.sentence ?? 'The text cannot be read.');
}

/** A number always has its own pace, also where nobody has ever set one. */
async function pacesOf(tx: Tx, counters: readonly Counter[], sender: Rules['sender']): Promise<Pace[]> {
  const paces = await listPaces(tx, counters);
  if (paces.some(({ level }) => level === 'sender')) return paces;
  return [...paces, { level: 'sender', subject: sender.id, partsPerSecond: sender.partsPerSecond }];
}

type Means = {
  readonly ctx: Context;
  readonly template: Template;
  readonly loaded: LoadedContent;
  readonly capping: Capping;
  readonly linkOf: LinkOf | null;
  /** Null of a campaign without media. */
  readonly mms: CampaignMms | null;
  readonly permission: ReturnType<typeof openPermission>;
  readonly at: Date;
  /** Whoever is planned for then waits until somebody lets them go on, which nobody does in a simulation. */
  readonly goOnMs: number;
};

// Chunks that are written in one statement: a few megabytes.
const chunksAtOnce = 20;

function openCopier(tx: Tx, simulation: Simulation, book: Book, means: Means) {
  const counts = { ...noStandings };
  const chunks: PlannedChunk[] = [];
  let filling: WrittenPassenger[] = [];
  // People come in the order of their hours, so one chunk is filled at a time.
  let fillingFor: number | null = null;
  let hourless = 0;
  let unsaved: WrittenChunk[] = [];

  const close = (): void => {
    if (filling.length === 0) return;
    const chunk = { place: chunks.length, people: filling.length, atMs: fillingFor };
    chunks.push(chunk);
    unsaved.push({ place: chunk.place, people: filling });
    filling = [];
  };
  const board = (one: WrittenPassenger, atMs: number | null): void => {
    if (atMs !== fillingFor) close();
    fillingFor = atMs;
    filling.push(one);
    if (filling.length === passengersAChunk) close();
  };
  const save = async (): Promise<void> => {
    await insertSimulationChunks(tx, simulation, unsaved);
    unsaved = [];
  };
  const selling = openSelling(means.loaded.question.ifSelling);
  const exclude = (reason: NonNullable<FlightPerson['$reason']>): void => {
    counts[excludedCounts[reason]] += 1;
    book.end('excluded', reason);
  };

  return {
    counts,
    hourless: () => hourless,
    async add(people: readonly FlightPerson[]): Promise<void> {
      const receivers = people.filter(({ $reason }) => $reason === null);
      const numbers = receivers.map(({ $number }) => $number);
      const tallies = await means.capping.load(numbers);
      const consents = await askConsents(tx, means, numbers);
      for (const person of people) {
        counts.chosen += 1;
        if (person.$is_from_file) counts.fromFile += 1;
        if (person.$reason !== null) exclude(person.$reason);
        else {
          counts.willReceive += 1;
          const passenger = passengerOf(person, means, tallies.get(person.$number) ?? [], selling);
          const verdict = consents(passenger);
          const atMs = person.$at?.getTime() ?? null;
          if (!person.$has_hour) hourless += 1;
          if (verdict?.kind === 'drop') book.end('dropped', verdict.reason);
          else if ((atMs ?? 0) >= means.goOnMs) book.end('waiting', 'go_on');
          else board(writePassenger(passenger), atMs);
        }
      }
      if (unsaved.length >= chunksAtOnce) await save();
    },
    async finish(): Promise<readonly PlannedChunk[]> {
      close();
      await save();
      if (counts.chosen === 0)
        throw new Conflict(
          'audience.nobody',
          'There is nobody on the lists and tags of this campaign. Put people on them, then simulate it.',
        );
      return chunks;
    },
  };
}

/** What dispatch would say of their consent, their line and the lists that they stand on. */
async function askConsents(tx: Tx, { ctx, loaded, permission, at }: Means, numbers: readonly string[]) {
  const { purpose } = loaded;
  const { id: programId, brandId } = loaded.program;
  const maySell = purpose === 'marketing' || loaded.question.ifSelling !== null;
  const keys = maySell ? doNotCallKeys(ctx, tx.workspaceId) : [];
  const consents: ReadonlyMap<string, Consent> =
    numbers.length === 0
      ? new Map()
      : await loadConsents(tx, { programId, brandId, numbers, doNotCallKeys: keys });
  return ({ number, isSelling }: Passenger) =>
    consentVerdict(consents.get(number), {
      ...{ number, permission, now: at },
      purpose: isSelling ? 'marketing' : purpose,
    });
}

type Sells = ReturnType<typeof openSelling>;

function passengerOf(
  person: FlightPerson,
  means: Means,
  marks: Passenger['marks'],
  selling: Sells,
): Passenger {
  const {
    $number: number,
    $country: country,
    $region,
    $time_zone: timeZone,
    $time_zone_source: source,
  } = person;
  const where = { country, region: $region, timeZone, timeZoneSource: source };
  const { region = null, zone = null } = whereaboutsOf(number, where, means.loaded.workspace.timeZone);
  return {
    ...{ contactId: person.$id, number, country, region, zone, marks, carrier: person.$carrier },
    ...{ wishes: person.$wishes, isToJudge: person.$held_since !== null },
    pausedUntilMs: person.$paused_until?.getTime() ?? null,
    ...write(person, means, selling),
    ...{ attempt: 0, resends: 0, isHeld: false },
  };
}

function write(
  person: FlightPerson,
  { template, linkOf, mms }: Means,
  selling: Sells,
): Pick<Passenger, 'parts' | 'length' | 'isSelling' | 'isMms'> {
  const link = linkOf && { [preferencesField]: linkOf(person.$id) ?? undefined };
  const rendered = render(template, link ? { ...person, ...link } : person);
  if (!rendered.ok) return { parts: 0, length: 0, isSelling: false, isMms: false };
  const isMms = mms?.isMms(countryOfNumber(person.$number)) ?? false;
  const text = mms && !isMms ? mms.withLink(rendered.text) : rendered.text;
  const isSelling = selling.of(person.$id, rendered.text, person.$if_selling) !== 'no';
  // However long its words are, an MMS is one part.
  return { parts: isMms ? 1 : countParts(text).parts, length: text.length, isSelling, isMms };
}
