/** Filters of a page under a name: `?list=lst_1&tag=vip`. */
export type SavedView = { readonly name: string; readonly search: string };

const mostViews = 20;

/** What a browser has kept; nothing where it is none of ours. */
export function readViews(kept: string | null): SavedView[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

const isView = (one: unknown): one is SavedView =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as SavedView).name === 'string' &&
  typeof (one as SavedView).search === 'string' &&
  ['', '?'].includes((one as SavedView).search.slice(0, 1));

/** With one more, the latest last; one of the same name is taken over, and where there are too many the oldest goes. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] =>
  [...withoutView(views, view.name), view].slice(-mostViews);

/** As they are shown. */
export const byName = (views: readonly SavedView[]): SavedView[] =>
  views.toSorted((one, other) => one.name.localeCompare(other.name));

export const withoutView = (views: readonly SavedView[], name: string): SavedView[] =>
  views.filter((one) => one.name !== name);
