import type { Dialect } from '../file/dialect.ts';
import { mergeRuns } from './merge-runs.ts';
import { PageInWork } from './page-in-work.ts';
import type { PeoplePage } from './people-page.ts';
import type { Run } from './runs.ts';

/**
 * Puts sorted runs together to pages, and the rows of one number to one person: the last row counts, unless any of its
 * rows says that the person opted out; then the last row stays and is an opt-out. The others become rejects that name
 * the row that counts.
 */
export function* peoplePages(
  runs: readonly Run[],
  rules: Pick<Dialect, 'delimiter' | 'escape'>,
): Generator<PeoplePage> {
  const next = mergeRuns(runs);
  let page = new PageInWork(rules);
  let row = next();
  while (row) {
    const { order } = row;
    page.begin(row);
    for (row = next(); row?.order === order; row = next()) {
      page.fold(row);
      // One number may fill a whole file.
      if (page.holdsManyRejects()) yield page.takeRejects();
    }
    page.settle();
    if (page.isFull()) {
      yield page.finish();
      page = new PageInWork(rules);
    }
  }
  if (!page.isEmpty()) yield page.finish();
}
