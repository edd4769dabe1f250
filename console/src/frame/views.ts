/** Filters of a page under a name: `?list=lst_1&tag=vip`. */
export type KeptView = { readonly name: string; readonly search: string };

/** What a browser kept before views were kept by the service; nothing where it is none of ours. */
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
