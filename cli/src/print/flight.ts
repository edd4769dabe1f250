import type { AnswerOf } from '@tidings/sdk';
import { printHours, printPlannedHours } from './hours-table.ts';
import { printLedger } from './ledger.ts';
import { countOf, formatCount, formatDuration, formatTime } from './numbers.ts';
import type { Paint } from './paint.ts';
import { oneLine, plain } from './plain.ts';
import { printSample } from './preview.ts';
import { printTable } from './table.ts';

export type Flight = AnswerOf<'/v1/campaigns/{id}/check', 'get'>;

const verdicts = { go: 'GO', warnings: 'GO, WITH WARNINGS', no_go: 'NO-GO' } as const;

/** The whole of a flight check: the verdict with its reasons first, the samples last. */
export function printFlight(flight: Flight, paint: Paint): string {
  return [
    printVerdict(flight, paint),
    printLedger([...flight.waterfall, ...flight.departures], paint),
    printWhen(flight, paint),
    printFinish(flight, paint),
    printFacts(flight, paint),
    ...flight.samples.map((sample) => printSample(sample, paint)),
    paint.dim(`Checked in ${(flight.took_ms / 1_000).toFixed(1)} s.`),
  ].join('\n\n');
}

function printVerdict({ verdict, reasons }: Flight, paint: Paint): string {
  const colour = { go: paint.green, warnings: paint.yellow, no_go: paint.red }[verdict];
  const said = reasons.map(({ severity, sentence, code }) =>
    severity === 'no_go'
      ? paint.red(`  against  ${plain(sentence)} (${code})`)
      : paint.yellow(`  warning  ${plain(sentence)} (${code})`),
  );
  return [paint.bold(colour(verdicts[verdict])), ...said].join('\n');
}

/** By the schedule where one is followed, with what cannot be known before it starts. */
function printWhen({ at, hours, schedule }: Flight, paint: Paint): string {
  if (schedule === null) return `Launched at ${formatTime(at)}:\n${printHours(hours, paint)}`;
  const { starts_at: start, last_at: last, sentences } = schedule;
  const head =
    start === last
      ? `By its schedule, at ${formatTime(start)}:`
      : `By its schedule, from ${formatTime(start)} to ${formatTime(last)}:`;
  return [
    head,
    ...sentences.map((one) => paint.yellow(`  ${plain(one)}`)),
    printPlannedHours(hours, paint),
  ].join('\n');
}

// Two weeks of days; longer campaigns are told by the day of their end.
const daysShown = 14;

function printFinish({ finish, pace, at }: Flight, paint: Paint): string {
  if (finish.at === null) return 'Nobody would be sent anything.';
  const seconds = (Date.parse(finish.at) - Date.parse(at)) / 1_000;
  const head = finish.is_cut
    ? `Not finished by ${formatTime(finish.at)}, at ${oneLine(pace.sentence)}.`
    : `Finished ${formatTime(finish.at)}, after ${formatDuration(seconds)}, at ${oneLine(pace.sentence)}.`;
  if (finish.hours.length < 2) return head;
  const rows = byDayOrHour(finish.hours).map((line) => [line.when, line.people, line.parts]);
  return `${head}\n${printTable(['leaves', 'people', 'parts'], rows.slice(0, 2 * daysShown), paint)}`;
}

/** By the hour where that is a day's worth of lines, else by the day. */
function byDayOrHour(hours: Flight['finish']['hours']) {
  const isShort = hours.length <= 24;
  const lines = new Map<string, { when: string; people: number; parts: number }>();
  for (const { from, people, parts } of hours) {
    const when = isShort ? formatTime(from) : from.slice(0, 10);
    const line = lines.get(when) ?? { when, people: 0, parts: 0 };
    lines.set(when, { when, people: line.people + people, parts: line.parts + parts });
  }
  return [...lines.values()];
}

function printFacts(
  { texts, cost, links, sender, approval, languages, reading, missing_values: missing }: Flight,
  paint: Paint,
): string {
  const signs = texts.forced_ucs2.map(
    ({ character, name, people }) => `${character} (${name}, ${formatCount(people)})`,
  );
  const rows: [string, string][] = [
    [
      'texts',
      `${countOf(texts.parts.total, 'part', 'parts')} in all, ${texts.parts.average} on average, ${texts.parts.max} at most`,
    ],
    ...(texts.ucs2_people > 0
      ? [
          [
            'special signs',
            `${countOf(texts.ucs2_people, 'text', 'texts')} hold less: ${signs.join(', ')}`,
          ] as [string, string],
        ]
      : []),
    ...missing.map(({ field, people }): [string, string] => [
      'no value',
      `${field}: ${countOf(people, 'person', 'people')}`,
    ]),
    ...(languages.some(({ language }) => language !== null)
      ? [['languages', languages.map(languageInWords).join(', ')] as [string, string]]
      : []),
    ...reading.map(({ language, sentence }): [string, string] => ['reading', `${language}: ${sentence}`]),
    ['cost', costInWords(cost)],
    ...links.map((link): [string, string] => ['link', linkInWords(link)]),
    ['sender', oneLine(sender.sentence)],
    ['approval', oneLine(approval.sentence)],
  ];
  return rows.map(([what, said]) => `${paint.dim(what.padEnd(13))}  ${oneLine(said)}`).join('\n');
}

function languageInWords({
  language,
  people,
  text,
  is_theirs: isTheirs,
}: Flight['languages'][number]): string {
  if (language === null) return `${countOf(people, 'person', 'people')} of whom nobody said it`;
  const got = isTheirs ? '' : `, who get the ${text ?? 'body'} of another language`;
  return `${countOf(people, 'person', 'people')} read ${language}${got}`;
}

function costInWords(cost: Flight['cost']): string {
  if (cost === null)
    return 'not known: nobody has said what texts cost (tidings has no prices for this workspace)';
  const { per_text: each, total, currency } = cost;
  const all = total.min === total.max ? total.max : `${total.min} to ${total.max}`;
  return `${all} ${currency}; a text ${each.min} at least, ${each.mean} on average, ${each.max} at most`;
}

function linkInWords({ address, is_shortener: isShortener, is_own: isOwn }: Flight['links'][number]): string {
  if (isShortener) return `${address} (a public shortener)`;
  return isOwn === false ? `${address} (not of the brand’s own domain)` : address;
}
