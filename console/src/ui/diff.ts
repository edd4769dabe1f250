/** A stretch of words that is in both writings, in the first alone, or in the second alone. */
export type DiffPart = { kind: 'same' | 'gone' | 'new'; text: string };

// The table of a comparison grows with the product of both lengths; a text of 4,096 letters has some 700 words.
const mostCells = 4_000_000;

/** How one writing becomes another, word by word, with the spaces between them. Long ones are told as wholly replaced. */
export function diffWords(before: string, after: string): DiffPart[] {
  const [from, to] = [split(before), split(after)];
  if ((from.length + 1) * (to.length + 1) > mostCells)
    return join([
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ]);
  return join(walk(from, to, commonLengths(from, to)));
}

const split = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

/** For each two ends of the writings, how many words they have in common in the same order. */
function commonLengths(from: readonly string[], to: readonly string[]): Uint16Array {
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  for (let one = from.length - 1; one >= 0; one -= 1)
    for (let other = to.length - 1; other >= 0; other -= 1)
      lengths[one * width + other] =
        from[one] === to[other]
          ? (lengths[(one + 1) * width + other + 1] ?? 0) + 1
          : Math.max(lengths[(one + 1) * width + other] ?? 0, lengths[one * width + other + 1] ?? 0);
  return lengths;
}

function walk(from: readonly string[], to: readonly string[], lengths: Uint16Array): DiffPart[] {
  const width = to.length + 1;
  const at = (one: number, other: number) => lengths[one * width + other] ?? 0;
  const parts: DiffPart[] = [];
  let [one, other] = [0, 0];
  while (one < from.length || other < to.length) {
    if (one < from.length && other < to.length && from[one] === to[other]) {
      parts.push({ kind: 'same', text: from[one] ?? '' });
      one += 1;
      other += 1;
    } else if (other >= to.length || (one < from.length && at(one + 1, other) >= at(one, other + 1))) {
      parts.push({ kind: 'gone', text: from[one] ?? '' });
      one += 1;
    } else {
      parts.push({ kind: 'new', text: to[other] ?? '' });
      other += 1;
    }
  }
  return parts;
}

function join(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    const last = joined.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
