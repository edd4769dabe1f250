import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { areaCodes, areaOfCode } from '@tidings/policy/places';
import { seededRandom } from '../../e2e/stage/random.ts';

/**
 * Lists of made-up people of any length, as untidy as real ones: numbers in ten spellings, dates in three, blank cells,
 * line breaks in cells, repeats and opt-outs. The same seed gives the same file. Every number is 555-xxxx of a real area,
 * so that time zones differ; those that film and print may use (555-01xx) unless there are more people than they allow.
 */
export type PeopleOptions = {
  readonly rows: number;
  readonly seed?: number;
  /** Share of rows whose number came before. */
  readonly repeats?: number;
  /** Takes 555-0000 to 555-9999, some four million numbers, instead of the forty thousand of 555-01xx. */
  readonly areAllDifferent?: boolean;
  /** How the program that exported the list writes files; `comma` unless told. */
  readonly dialect?: Dialect;
};

export type Dialect = keyof typeof dialects;

const dialects = {
  comma: { delimiter: ',', newline: '\n', encoding: 'utf8', opening: '' },
  /** A spreadsheet of western Europe: Windows-1252, of which latin1 is the part we use. */
  semicolon: { delimiter: ';', newline: '\r\n', encoding: 'latin1', opening: '' },
  /** “Unicode text” of a spreadsheet: UTF-16 with its mark. */
  tab: { delimiter: '\t', newline: '\r\n', encoding: 'utf16le', opening: '\uFEFF' },
} as const;

const header =
  'First Name,Last Name,Mobile Phone,Email,City,State,Birthday,Opted in on,Opt-in source,Status,Last purchase,Total spent,Store,Notes';

const firstNames = 'Ana,Ben,Chidi,Dana,Élodie,Fatima,Grace,Hugo,Ines,José,Kofi,Lena,Mary,Nadia,'.split(',');
const lastNames = "Smith,Garcia,Müller,Nguyen,O'Neil,Okafor,Patel,Rossi,Xu,Çelik".split(',');
const cities = ['Springfield', 'Lake Forest', 'São Paulo Heights', ''];
const states = 'CA,TX,FL,NY,IL,PA,OH,GA,,'.split(',');
const stores = ['Downtown', 'Harbor, East', 'Mall of "Nine"', 'Airport'];
const sources = ['Web form', 'Paper card', 'Text JOIN', 'Checkout'];
const statuses = [...Array<string>(7).fill('Subscribed'), 'subscribed', '', 'STOP'];
const notes = ['', 'VIP', 'line one\nline two', 'prefers Spanish', 'said "hello"', '@mention'];
const months = 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec'.split(',');

type Random = (below: number) => number;
type Draw = { readonly options: PeopleOptions; readonly random: Random; readonly areas: readonly string[] };

/** Rows as text, some thousands at a time, header first. */
export function* peopleChunks(options: PeopleOptions): Generator<string> {
  const { delimiter, newline, opening } = dialects[options.dialect ?? 'comma'];
  const draw = { options, random: drawsOf(options.seed ?? 1), areas: readAreas() };
  const special = new RegExp(`["\\n\\r${delimiter}]`);
  const quote = (cell: string) => (special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  let chunk = `${opening}${header.split(',').join(delimiter)}${newline}`;
  for (let row = 0; row < options.rows; row += 1) {
    chunk += cellsOf(row, draw).map(quote).join(delimiter) + newline;
    if (chunk.length > 500_000) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

/** Writes such a list to a file. */
export async function writePeople(path: string, options: PeopleOptions): Promise<void> {
  const { encoding } = dialects[options.dialect ?? 'comma'];
  const file = createWriteStream(path);
  const done = finished(file);
  for (const chunk of peopleChunks(options))
    if (!file.write(chunk, encoding)) await Promise.race([once(file, 'drain'), done]);
  file.end();
  await done;
}

function drawsOf(seed: number): Random {
  const next = seededRandom(seed);
  return (below) => Math.floor(next() * below);
}

function cellsOf(row: number, { options, random, areas }: Draw): string[] {
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const isRepeat = row > 0 && random(1_000) < (options.repeats ?? 0.02) * 1_000;
  const digits = digitsOf(isRepeat ? random(row) : row, areas, options.areAllDifferent ?? false);
  const isAgreed = random(10) < 8;
  return [
    pick(firstNames),
    pick(lastNames),
    spell(digits, random(10)),
    `person${row}@example.com`,
    pick(cities),
    pick(states),
    random(2) === 0 ? '' : dateOf(random(20_000), random(3)),
    isAgreed ? dateOf(19_000 + random(1_400), random(3)) : '',
    isAgreed ? pick(sources) : '',
    pick(statuses),
    random(2) === 0 ? '' : dateOf(19_500 + random(1_000), random(3)),
    random(3) === 0 ? '' : `$${random(3)},${100 + random(900)}.${10 + random(90)}`,
    pick(stores),
    pick(notes),
  ];
}

/** Neighbours in the file live in different areas, as people of a real list do. */
function digitsOf(index: number, areas: readonly string[], areAllDifferent: boolean): string {
  const nth = Math.floor(index / areas.length);
  const line = areAllDifferent ? nth % 10_000 : 100 + (nth % 100);
  return `${areas[index % areas.length]}555${String(line).padStart(4, '0')}`;
}

function readAreas(): string[] {
  // American Samoa has no number that begins with 555.
  return areaCodes.filter((code) => {
    const area = areaOfCode(code);
    return /^(US|CA)$/.test(area?.country ?? '') && area?.region !== 'AS';
  });
}

function spell(digits: string, way: number): string {
  const [area, exchange, line] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  const ways = [
    digits,
    `+1${digits}`,
    `1${digits}`,
    `(${area}) ${exchange}-${line}`,
    `${area}-${exchange}-${line}`,
    `${area}.${exchange}.${line}`,
    `+1 ${area} ${exchange} ${line}`,
    `1-${area}-${exchange}-${line}`,
    `tel:+1-${area}-${exchange}-${line}`,
    ` ${area} ${exchange} ${line} `,
  ];
  return ways[way] ?? digits;
}

function dateOf(day: number, way: number): string {
  const date = new Date(day * 86_400_000);
  const iso = date.toISOString().slice(0, 10);
  if (way === 0) return iso;
  if (way === 1) return `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`;
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
}
