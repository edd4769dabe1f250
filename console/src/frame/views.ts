/** Filters of a page under a name: `?list=lst_1&tag=vip`. */
export type KeptView = { readonly name: string; readonly search: string };

/** Views of which the service does not know, as a browser has them; nothing where what it has is none of ours. */
export function readViews(kept: string | null): KeptView[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

const isView = (one: unknown): one is KeptView =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as KeptView).name === 'string' &&
  typeof (one as KeptView).search === 'string' &&
  ['', '?'].includes((one as KeptView).search.slice(0, 1));
