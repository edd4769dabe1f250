import { createHash } from 'node:crypto';

/** An entry as the draw knows it: nothing of who it is but that it is the same person as in their other entries. */
export type DrawEntry = { readonly id: number; readonly person: string };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is said when people begin to enter: the seed cannot be another one afterwards. */
export const hashOfSeed = (seed: string): string => sha256(seed);

/** What is said when nobody can enter any more: no entry can come or go afterwards. A line each, in their order: `id person`. */
export const hashOfEntries = (entries: readonly DrawEntry[]): string =>
  sha256(
    entries
      .toSorted((one, other) => one.id - other.id)
      .map(({ id, person }) => `${id} ${person}\n`)
      .join(''),
  );

/**
 * The order in which entries are drawn: by the SHA-256 of the seed, the entries, what nobody could know beforehand and the entry itself. A
 * person is drawn once, by the first of their entries; two entries are two chances and not two prizes. Anybody can do this again
 * (`tidings contest verify`).
 */
export function drawPlaces(
  {
    seed,
    entriesHash,
    beacon,
  }: { readonly seed: string; readonly entriesHash: string; readonly beacon: string | null },
  entries: readonly DrawEntry[],
  most: number,
): DrawEntry[] {
  const drawn = entries
    .map((entry) => ({
      entry,
      lot: sha256(`${seed}\n${entriesHash}\n${beacon ?? ''}\n${entry.id} ${entry.person}`),
    }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1));
  const seen = new Set<string>();
  const places: DrawEntry[] = [];
  for (const { entry } of drawn) {
    if (places.length === most) break;
    if (seen.has(entry.person)) continue;
    seen.add(entry.person);
    places.push(entry);
  }
  return places;
}
