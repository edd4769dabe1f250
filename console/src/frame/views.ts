/** Filters of a page under a name: `?list=lst_1&tag=vip`. */
export type KeptView = { readonly name: string; readonly search: string };

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (place: string) => `tidings.views.${place}`;

/**
 * The views of a page that stand in this browser alone, and not with the service; what is none of ours is passed over. Nothing says
 * of which workspace or person they are.
 */
export function readKept(shelf: Shelf, place: string): KeptView[] {
  try {
    const found: unknown = JSON.parse(shelf.getItem(keyOf(place)) ?? '[]');
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Takes views out of the browser; the others stay. */
export function dropKept(shelf: Shelf, place: string, gone: readonly KeptView[]): void {
  const left = readKept(shelf, place).filter(
    (view) => !gone.some(({ name, search }) => name === view.name && search === view.search),
  );
  if (left.length > 0) shelf.setItem(keyOf(place), JSON.stringify(left));
  else shelf.removeItem(keyOf(place));
}

/** Sends each on, and takes it out of the browser once it has arrived. Throws the first refusal when all have been tried. */
export async function handOver(
  shelf: Shelf,
  place: string,
  send: (view: KeptView) => Promise<unknown>,
): Promise<void> {
  const refusals: unknown[] = [];
  for (const view of readKept(shelf, place))
    await send(view).then(
      () => dropKept(shelf, place, [view]),
      (error: unknown) => refusals.push(error),
    );
  if (refusals.length > 0) throw refusals[0];
}

const isView = (one: unknown): one is KeptView =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as KeptView).name === 'string' &&
  typeof (one as KeptView).search === 'string' &&
  ['', '?'].includes((one as KeptView).search.slice(0, 1));
