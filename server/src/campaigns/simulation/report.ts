import { errorMessages } from '@tidings/carrier/without-port';
import type { Static } from 'typebox';
import { findNarrowest, paceInWords } from '../../senders/index.ts';
import { writeMoney } from '../../spending/index.ts';
import { isKeptBack } from '../approval.ts';
import { flightCost } from '../flight/flight-cost.ts';
import { type LocalText, type Place, proveWhole, type Sums } from './book.ts';
import type { CopiedSchedule, Copy } from './copy-campaign.ts';
import type { ReportAnswer } from './report.schemas.ts';
import { placeLabels, reasonLabels } from './report-words.ts';
import type { Simulation } from './simulation.ts';

export type Report = Static<typeof ReportAnswer>;

/** The report that the campaign would make. Throws RangeError where somebody is in no place, or in two. */
export function reportOf(simulation: Simulation, copy: Copy, sums: Sums): Report {
  proveWhole(sums, copy.counts.chosen);
  const { texts, replies } = sums;
  return {
    content_sha256: copy.contentHash.toString('hex'),
    audience: copy.counts.chosen,
    waterfall: [...copy.waterfall],
    will_receive: copy.counts.willReceive,
    places: sums.places.map(({ place, reason, people }) => ({
      ...{ place, reason, people, label: labelOf(place, reason) },
    })),
    texts: {
      handed_over: texts.handedOver,
      taken: texts.taken,
      parts: texts.parts,
      delivered: peopleIn(sums, 'delivered'),
      answers_lost: sums.answersLost,
    },
    retries: [...sums.retries],
    held: {
      people: sums.heldPeople,
      lines: sums.held.map(({ reason, zones, untilMs, people }) => ({
        ...{ reason, zones: [...zones], until: iso(untilMs), people },
      })),
    },
    replies: {
      opt_outs: replies.optOuts,
      opt_outs_to_judge: replies.optOutsToJudge,
      others: replies.others,
    },
    cost: costOf(copy, sums),
    first_text: localOf(sums.earliest),
    last_text: localOf(sums.latest),
    starts_at: isoOrNull(sums.firstMs),
    finishes_at: isoOrNull(sums.lastMs),
    settled_at: isoOrNull(sums.settledMs),
    is_cut: sums.places.some(({ reason }) => reason === 'beyond_horizon'),
    narrowest: narrowestOf(simulation, copy, sums),
    hours: sums.hours.map(({ fromMs, handedOver, parts, delivered, failed, replies: said, optOuts }) => ({
      ...{
        from: iso(fromMs),
        handed_over: handedOver,
        parts,
        delivered,
        failed,
        replies: said,
        opt_outs: optOuts,
      },
    })),
    approval: approvalOf(copy),
    spending: spendingOf(copy, sums),
    notes: notesOf(copy, sums),
  };
}

function labelOf(place: Place, reason: string | null): string {
  const why = reason && (reasonLabels[reason] ?? errorMessages[reason]);
  return why ? `${placeLabels[place]}: ${why}` : placeLabels[place];
}

const peopleIn = ({ places }: Pick<Sums, 'places'>, wanted: Place): number =>
  places.reduce((sum, { place, people }) => (place === wanted ? sum + people : sum), 0);

function costOf({ spend, loaded }: Copy, { cost }: Sums): Report['cost'] {
  if (!spend) return null;
  const { sender } = loaded;
  const found = flightCost(spend.prices, { senderId: sender.id, gatewayId: sender.gatewayId }, cost);
  return { currency: spend.currency, total: writeMoney(found?.total.max ?? 0n) };
}

const approvalOf = ({
  approval: { state, needed, given, sentence },
}: Copy): NonNullable<Report['approval']> => ({
  ...{ state, needed, given, sentence },
});

/** The caps as the launch would find them. The flight spends under them whether or not it would be refused. */
function spendingOf(copy: Copy, sums: Sums): Exclude<Report['spending'], undefined> {
  const { spend } = copy;
  if (!spend) return null;
  const { caps, spent, currency } = spend;
  return {
    ...{ currency, refusal: spendRefusal(copy, sums), reserved_by_others: writeMoney(spent.reserved) },
    caps: (['day', 'month', 'campaign'] as const).flatMap((cap) => {
      const amount = caps[cap];
      if (amount === null) return [];
      return [{ cap, amount: writeMoney(amount), spent_before: writeMoney(spent[cap]) }];
    }),
  };
}

function spendRefusal({ spend, loaded: { sender } }: Copy, { cost }: Sums): string | null {
  const way = { senderId: sender.id, gatewayId: sender.gatewayId };
  const found = spend && flightCost(spend.prices, way, cost);
  return found ? spend.refusalOf(found.total.max) : null;
}

function localOf(text: LocalText | null): Report['first_text'] {
  if (!text) return null;
  const { minute, zone, atMs } = text;
  const two = (value: number) => String(value).padStart(2, '0');
  return { local_time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`, zone, at: iso(atMs) };
}

/** The limit that most texts waited for; where none did, the narrowest there is. The carrier's own may be narrower still. */
function narrowestOf(
  { carrierPartsPerSecond: limit }: Simulation,
  { paces }: Copy,
  { waitedFor, retries }: Sums,
): Report['narrowest'] {
  const [most] = waitedFor;
  const pace = most?.pace ?? findNarrowest(paces);
  if (limit !== null && (pace === null || limit < pace.partsPerSecond))
    return {
      level: 'carrier',
      parts_per_second: limit,
      sentence: `${countOf(limit)} ${limit === 1 ? 'part' : 'parts'} a second, the limit of the carrier`,
      texts_waited: retries.find(({ reason }) => reason === 'throttled')?.count ?? 0,
    };
  if (!pace) return null;
  return {
    level: pace.level,
    parts_per_second: pace.partsPerSecond,
    sentence: paceInWords(pace),
    texts_waited: most?.texts ?? 0,
  };
}

const countOf = (count: number): string => count.toLocaleString('en-US');

/** What the launch itself would meet, which the simulation let pass to show the rest. */
function notesOf(copy: Copy, sums: Sums): string[] {
  const { stopped, problems, approval, schedule } = copy;
  const refusal = spendRefusal(copy, sums);
  return [
    ...(schedule === null ? [] : scheduleInWords(schedule)),
    ...(stopped === null ? [] : [`${stopped} The simulation went on as if it were not.`]),
    ...[
      ...problems,
      ...(refusal === null ? [] : [refusal]),
      ...(isKeptBack(approval) ? [approval.sentence] : []),
    ].map((why) => `A launch would be refused: ${why}`),
    ...(sums.texts.handedOver === 0 ? ['Nobody would be sent anything: see where everybody stands.'] : []),
  ];
}

function scheduleInWords({ startsAt, lastAt, sentences, refusal }: CopiedSchedule): string[] {
  const [first, last] = [startsAt, lastAt].map(
    (at) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  );
  const flown =
    first === last
      ? `Its schedule is flown: it starts at ${first}.`
      : `Its schedule is flown: people are planned for hours from ${first} to ${last}.`;
  return [flown, ...sentences, ...(refusal === null ? [] : [`It would not start: ${refusal.sentence}`])];
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
