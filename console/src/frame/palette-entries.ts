export type Group = 'action' | 'place' | 'person' | 'campaign' | 'segment';

/** One line of the palette. */
export type Entry = {
  id: string;
  group: Group;
  kind: string;
  name: string;
  keys?: string;
  to?: string;
  run?: () => void;
  /** The server has found it by these words; it is not asked again whether they match. */
  isFound?: boolean;
};

const prefixes: Readonly<Record<string, Group>> = { '>': 'action', '@': 'person', '#': 'campaign' };
const mostShown = 40;

/** `@ada` asks for people only. */
export function readPrefix(typed: string): { words: string; group: Group | null } {
  const group = prefixes[typed.trimStart().charAt(0)] ?? null;
  const words = group ? typed.trimStart().slice(1) : typed;
  return { words: words.trim(), group };
}

/** The entries that match, best first: those that begin with the words, then those that have them anywhere. */
export function narrow(entries: readonly Entry[], typed: string): Entry[] {
  const { words, group } = readPrefix(typed);
  const asked = fold(words);
  return entries
    .filter((entry) => group === null || entry.group === group)
    .map((entry, index) => ({ entry, rank: entry.isFound ? 1 : rankOf(fold(entry.name), asked), index }))
    .filter(({ rank }) => rank < 3)
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, mostShown)
    .map(({ entry }) => entry);
}

function rankOf(name: string, asked: string): number {
  if (asked === '') return 1;
  if (name.startsWith(asked)) return 0;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(asked))) return 1;
  return name.includes(asked) ? 2 : 3;
}

/** Case and accents do not matter: "campana" finds "Campaña". */
function fold(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
