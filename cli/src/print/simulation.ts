import type { Schemas } from '@tidings/sdk';
import { countOf, formatCount, formatDuration, formatTime } from './numbers.ts';
import type { Paint } from './paint.ts';
import { oneLine, plain } from './plain.ts';
import { printTable } from './table.ts';

type Simulation = Schemas['Simulation'];
type Report = NonNullable<Simulation['report']>;

// Two days of hours; the whole of it is in the answer to --json.
const linesShown = 48;

/** The report that the campaign would make: where everybody ends up first, hour by hour last. */
export function printSimulation(simulation: Simulation, report: Report, paint: Paint): string {
  return [
    printHead(simulation, paint),
    ...report.notes.map((note) => paint.yellow(plain(note))),
    printPlaces(report, paint),
    printCourse(simulation, report),
    printHeld(report, paint),
    printHours(report, paint),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function printHead(
  { at, seed, profile, id, carrier_parts_per_second: limit }: Simulation,
  paint: Paint,
): string {
  const carrier = limit === null ? profile : `${profile}, ${countOf(limit, 'part', 'parts')} a second`;
  return [
    paint.bold(`Simulated: nobody was texted. Launched at ${formatTime(at)}`),
    paint.dim(`${id}, carrier ${carrier}, seed ${seed}`),
  ].join('\n');
}

function printPlaces({ audience, places }: Report, paint: Paint): string {
  const width = formatCount(audience).length;
  const lines = places.map(
    ({ people, label }) => `  ${formatCount(people).padStart(width)}  ${oneLine(label)}`,
  );
  const head = `  ${formatCount(audience).padStart(width)}  people of the audience, each in one of these places:`;
  return [paint.bold(head), ...lines].join('\n');
}

function printCourse({ at }: Simulation, report: Report): string {
  const { texts, replies, cost, narrowest, finishes_at: end, first_text: first, last_text: last } = report;
  if (end === null) return 'No text leaves.';
  const seconds = (Date.parse(end) - Date.parse(at)) / 1_000;
  const retries = report.retries.map(({ reason, count }) => `${formatCount(count)} ${reason}`);
  return [
    `The last text leaves ${formatTime(end)}, after ${formatDuration(seconds)}${report.is_cut ? '; people still wait then' : ''}.`,
    `The carrier takes ${countOf(texts.taken, 'text', 'texts')} in ${countOf(texts.parts, 'part', 'parts')}${cost ? `, for ${cost.total} ${cost.currency}` : ''}.`,
    ...(narrowest
      ? [
          `Narrowest: ${oneLine(narrowest.sentence)}; ${countOf(narrowest.texts_waited, 'text', 'texts')} waited for a limit.`,
        ]
      : []),
    ...(first && last
      ? [
          `By the clocks where people are: earliest ${first.local_time} (${first.zone}), latest ${last.local_time} (${last.zone}).`,
        ]
      : []),
    ...capsOf(report),
    `Replies: ${countOf(replies.opt_outs, 'opt-out', 'opt-outs')}, ${formatCount(replies.opt_outs_to_judge)} to be judged, ${formatCount(replies.others)} others.`,
    ...(retries.length > 0 ? [`Tried again: ${retries.join(', ')}.`] : []),
  ].join('\n');
}

/** What the flight could spend, where somebody has set caps. */
function capsOf({ spending }: Report): string[] {
  if (!spending || spending.caps.length === 0) return [];
  const caps = spending.caps.map(
    ({ cap, amount, spent_before: spent }) =>
      `${amount} ${spending.currency} a ${cap} (${spent} spent before)`,
  );
  return [`Caps of spending: ${caps.join(', ')}.`];
}

function printHeld({ held }: Report, paint: Paint): string {
  if (held.people === 0) return '';
  const rows = held.lines
    .slice(0, linesShown)
    .map(({ until, people, reason, zones }) => [formatTime(until), people, reason, zones.join(' ')]);
  return `${countOf(held.people, 'person is', 'people are')} held:\n${printTable(['until', 'people', 'why', 'clock of'], rows, paint)}`;
}

function printHours({ hours }: Report, paint: Paint): string {
  if (hours.length === 0) return '';
  const rows = hours
    .slice(0, linesShown)
    .map(({ from, handed_over: texts, parts, delivered, failed, opt_outs: out }) => [
      ...[formatTime(from), texts, parts, delivered, failed, out],
    ]);
  return printTable(['hour', 'texts', 'parts', 'delivered', 'failed', 'opt-outs'], rows, paint);
}
