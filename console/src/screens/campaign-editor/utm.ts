export type Utm = { source: string; medium: string; campaign: string };

const names = { source: 'utm_source', medium: 'utm_medium', campaign: 'utm_campaign' } as const;
// A merge field may stand in an address, and has spaces of its own.
const address = /https?:\/\/(?:\{\{[^}]*\}\}|[^\s{}<>"])+/gi;

/** The same words with the campaign named in each of their links; what a link says already stays as it is. */
export function addUtm(body: string, utm: Utm): string {
  return body.replaceAll(address, (found) => {
    // What ends a sentence does not belong to the address before it.
    const end = /[.,;:!?)'’”]+$/.exec(found)?.[0] ?? '';
    const [whole = '', fragment] = found.slice(0, found.length - end.length).split('#', 2);
    const missing = (Object.keys(names) as (keyof Utm)[])
      .filter((name) => utm[name].trim() !== '' && !new RegExp(`[?&]${names[name]}=`, 'i').test(whole))
      .map((name) => `${names[name]}=${encodeURIComponent(utm[name].trim())}`);
    if (missing.length === 0) return found;
    const joint = !whole.includes('?') ? '?' : /[?&]$/.test(whole) ? '' : '&';
    return `${whole}${joint}${missing.join('&')}${fragment === undefined ? '' : `#${fragment}`}${end}`;
  });
}

/** "Spring opening!" as programs that count visits write it: `spring-opening`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

export const hasLink = (body: string): boolean => body.search(address) >= 0;
