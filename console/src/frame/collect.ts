type OnePage<Row> = { data: Row[]; next_cursor: string | null };

/**
 * The keys of all rows that match, page by page, up to so many. `tell` hears how many there are so far, and its answer says whether
 * to go on: somebody who waits for a hundred thousand wants to see it move, and to be able to stop.
 */
export async function collectKeys<Row>(
  readPage: (cursor: string | undefined) => Promise<OnePage<Row>>,
  keyOf: (row: Row) => string,
  { most, tell }: { most: number; tell: (soFar: number) => boolean },
): Promise<{ keys: Set<string>; isWhole: boolean }> {
  const keys = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    for (const row of page.data) {
      if (keys.size === most) return { keys, isWhole: false };
      keys.add(keyOf(row));
    }
    cursor = page.next_cursor ?? undefined;
    if (!tell(keys.size) && cursor !== undefined) return { keys, isWhole: false };
  } while (cursor !== undefined);
  return { keys, isWhole: true };
}

/** Does something to many in bites that the service takes, one after the other, and adds up what came of it. */
export async function inBites<Item>(
  items: readonly Item[],
  most: number,
  work: (bite: Item[]) => Promise<number>,
): Promise<number> {
  let done = 0;
  for (let from = 0; from < items.length; from += most) done += await work(items.slice(from, from + most));
  return done;
}
