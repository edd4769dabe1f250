/** What the end of an address says of what lies there, for carriers that want to be told; a picture unless it says otherwise. */

export type MediaKind = 'image' | 'video' | 'audio' | 'vcard' | 'file';

const kinds: readonly [MediaKind, RegExp][] = [
  ['vcard', /\.(vcf|vcard)$/i],
  ['video', /\.(mp4|m4v|mov|3gp|3gpp|webm|mpe?g)$/i],
  ['audio', /\.(mp3|aac|m4a|amr|wav|ogg)$/i],
  ['file', /\.(pdf|ics|txt|csv)$/i],
];

export function mediaKindOf(url: string): MediaKind {
  const path = URL.parse(url)?.pathname ?? '';
  return kinds.find(([, ending]) => ending.test(path))?.[0] ?? 'image';
}
