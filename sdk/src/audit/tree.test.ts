import { describe, expect, test } from 'vitest';
import { GrowingTree, isConsistent, isIncluded, leafHash, nodeHash } from './tree.ts';

const leavesOf = (count: number) => Array.from({ length: count }, (_, at) => leafHash(String(at)));
const splitOf = (count: number) => 2 ** (Math.ceil(Math.log2(count)) - 1);
function rootOf(leaves: readonly Buffer[]): Buffer {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

/** RFC 6962, 2.1.1, as it is written there. */
function path(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  return index < split
    ? [...path(index, leaves.slice(0, split)), rootOf(leaves.slice(split))]
    : [...path(index - split, leaves.slice(split)), rootOf(leaves.slice(0, split))];
}

/** RFC 6962, 2.1.2, as it is written there. */
function growth(older: number, leaves: readonly Buffer[], isWhole = true): Buffer[] {
  if (older === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  return older <= split
    ? [...growth(older, leaves.slice(0, split), isWhole), rootOf(leaves.slice(split))]
    : [...growth(older - split, leaves.slice(split), false), rootOf(leaves.slice(0, split))];
}

const changed = (hash: Buffer) => Buffer.from(hash.map((byte, at) => (at === 7 ? byte ^ 1 : byte)));

describe('for every tree of up to 20 leaves', () => {
  const sizes = Array.from({ length: 20 }, (_, at) => at + 1);

  test('each leaf is proved by its path, and by no other', () => {
    for (const size of sizes) {
      const leaves = leavesOf(size);
      const root = rootOf(leaves);
      leaves.forEach((leaf, index) => {
        const proof = path(index, leaves);
        expect(isIncluded(leaf, index, size, proof, root)).toBe(true);
        expect(isIncluded(leaf, index, size, proof, changed(root))).toBe(false);
        expect(isIncluded(changed(leaf), index, size, proof, root)).toBe(false);
        expect(isIncluded(leaf, size, size, proof, root)).toBe(false);
        if (proof.length === 0) return;
        expect(isIncluded(leaf, index, size, proof.slice(1), root)).toBe(false);
        expect(isIncluded(leaf, index, size, [...proof, root], root)).toBe(false);
      });
    }
  });

  test('each smaller tree is proved to be a beginning of it, and nothing else is', () => {
    for (const size of sizes) {
      const leaves = leavesOf(size);
      for (const older of sizes.filter((one) => one <= size)) {
        const ends = [
          [older, rootOf(leaves.slice(0, older))],
          [size, rootOf(leaves)],
        ] as const;
        const proof = growth(older, leaves);
        expect(isConsistent(ends[0], ends[1], proof)).toBe(true);
        expect(isConsistent([older, changed(ends[0][1])], ends[1], proof)).toBe(false);
        expect(isConsistent(ends[0], [size, changed(ends[1][1])], proof)).toBe(false);
        if (proof.length > 0) expect(isConsistent(ends[0], ends[1], proof.slice(0, -1))).toBe(false);
      }
    }
  });
});

test('a leaf cannot pass for a node, nor a node for a leaf', () => {
  const [one, other] = [leafHash('a'), leafHash('b')];
  expect(nodeHash(one, other)).not.toEqual(leafHash(Buffer.concat([one, other]).toString('latin1')));
});
