export type Group = 'action' | 'place' | 'person' | 'campaign' | 'segment' | 'template';

/** One line of the palette. */
export type Entry = {
  id: string;
  group: Group;
  kind: string;
  name: string;
  /** What others call it: found by these too, after what has it in its name. */
  also?: string;
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
    .map((entry, index) => ({ entry, rank: entry.isFound ? 1 : rankOf(entry, asked), index }))
    .filter(({ rank }) => rank < 4)
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, mostShown)
    .map(({ entry }) => entry);
}

function rankOf({ name, also = '' }: Entry, asked: string): number {
  if (asked === '') return 1;
  const folded = fold(name);
  if (folded.startsWith(asked)) return 0;
  if (hasWord(folded, asked)) return 1;
  if (hasWord(fold(also), asked)) return 2;
  return folded.includes(asked) ? 3 : 4;
}

/** A word that begins so, or several in a row: "api tok" in "API token, secret". */
const hasWord = (words: string, asked: string): boolean =>
  ` ${words.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${asked.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`);

/** Case and accents do not matter: "campana" finds "Campaña". */
function fold(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
