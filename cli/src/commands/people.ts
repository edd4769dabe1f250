import type { Desk } from '../desk.ts';
import type { ExitCode } from '../exit-codes.ts';
import { findLists, findTags } from '../find/find.ts';
import { printTable } from '../print/table.ts';
import { takePage, tellMore } from '../take-page.ts';

export type PeopleOptions = { readonly list?: string; readonly tag?: string; readonly limit: number };

const largestPage = 200;

export async function listPeople(
  desk: Desk,
  search: string | undefined,
  options: PeopleOptions,
): Promise<ExitCode> {
  const [list] = options.list === undefined ? [] : await findLists(desk, [options.list]);
  const [tag] = options.tag === undefined ? [] : await findTags(desk, [options.tag]);
  const query = {
    limit: Math.min(options.limit + 1, largestPage),
    ...(search === undefined ? {} : { search }),
    ...(list === undefined ? {} : { list }),
    ...(tag === undefined ? {} : { tag }),
  };
  const page = await takePage(desk.tidings.each('/v1/contacts', { query }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'number', 'name', 'e-mail', 'place'],
      page.data.map(({ id, number, name, email, region, country }) => [
        ...[id, number, name, email],
        [region, country].filter(Boolean).join(', '),
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}
