import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { readFile } from '../read-file.ts';
import { readPlaces } from '../read-places.ts';
import { misuse } from '../refusal.ts';

export async function listPostcodes(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/postcodes');
  desk.voice.answer({ data }, () =>
    data.length === 0
      ? 'None. Bring a table in with: tidings postcodes import FILE'
      : printTable(
          ['country', 'postcodes', 'changed'],
          data.map((one) => [one.country, String(one.places), formatTime(one.changed_at)]),
          desk.voice.paint,
        ),
  );
  return exitCodes.ok;
}

const placesAtOnce = 5_000;

/** Lines that say no place are named and left out; the others are taken. Bringing the same file again changes nothing. */
export async function importPostcodes(
  desk: Desk,
  file: string,
  { country }: { readonly country?: string },
): Promise<ExitCode> {
  if (country !== undefined && !/^[A-Za-z]{2}$/.test(country))
    throw misuse(`“${country}” is no country. Write two capitals, such as US.`);
  const { places, unreadable } = readPlaces(readFile(file), country?.toUpperCase() ?? null);
  if (places.length === 0)
    throw misuse(
      `${file} has no places in it that can be read.${unreadable[0] === undefined ? '' : ` Line ${unreadable[0].line}: ${unreadable[0].why}`}`,
    );
  let total = 0;
  for (let from = 0; from < places.length; from += placesAtOnce) {
    const body = { places: places.slice(from, from + placesAtOnce) };
    ({ total } = await desk.tidings.call('post', '/v1/postcodes', { body }));
  }
  desk.voice.answer({ read: places.length, total, unreadable: unreadable.slice(0, 100) }, () =>
    [
      `${countOf(places.length, 'postcode', 'postcodes')} brought in; ${total} are known now.`,
      ...unreadable.slice(0, 10).map(({ line, why }) => `Line ${line} was left out: ${why}`),
      ...(unreadable.length > 10 ? [`… and ${unreadable.length - 10} more lines.`] : []),
    ].join('\n'),
  );
  return unreadable.length === 0 ? exitCodes.ok : exitCodes.partial;
}

export async function removePostcodes(desk: Desk, country: string): Promise<ExitCode> {
  const removed = await desk.tidings.call('delete', '/v1/postcodes/{country}', {
    path: { country: country.toUpperCase() },
  });
  desk.voice.answer(
    removed,
    () => `${countOf(removed.removed, 'postcode', 'postcodes')} of ${removed.country} forgotten.`,
  );
  return exitCodes.ok;
}
