import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendLeaf,
  consistencyRanges,
  type Edge,
  emptyRoot,
  type FullNode,
  hashOfRange,
  inclusionRanges,
  keptLevels,
  keptRuns,
  type LeafRange,
  leafHash,
  nodeHash,
  readEdge,
  rootOf,
  writeEdge,
} from './merkle.ts';

/** The tree as RFC 6962 defines it, word for word: split at the largest power of two below the size. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot();
  if (leaves.length === 1) return leaves[0] as Buffer;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, at) => leafHash(`entry ${at}`));

function grow(leaves: readonly Buffer[]): { edge: Edge; nodes: FullNode[] } {
  let edge: Edge = [];
  const nodes: FullNode[] = [];
  leaves.forEach((leaf, position) => {
    const next = appendLeaf(edge, leaf);
    edge = next.edge;
    nodes.push({ level: 0, position, hash: leaf }, ...next.grown);
  });
  return { edge, nodes };
}

describe('the root', () => {
  test('of nothing is the SHA-256 of nothing', () => {
    const known = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(emptyRoot().toString('hex')).toBe(known);
    expect(rootOf([]).toString('hex')).toBe(known);
  });

  test('of the leaf that is empty is the one that the RFC’s readers know', () => {
    const known = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
    expect(rootOf(appendLeaf([], leafHash('')).edge).toString('hex')).toBe(known);
  });

  test('is that of the definition at every size, and an edge that was stored grows on as if it had not been', () => {
    let edge: Edge = [];
    const leaves = leavesOf(260);
    leaves.forEach((leaf, at) => {
      edge = readEdge(at + 1, writeEdge(appendLeaf(edge, leaf).edge));
      expect(rootOf(edge)).toEqual(rootByDefinition(leaves.slice(0, at + 1)));
    });
  });
});

describe('a range of a proof', () => {
  const leaves = leavesOf(700);
  const { nodes } = grow(leaves);
  const byPlace = new Map(nodes.map((node) => [`${node.level} ${node.position}`, node]));
  const read = (range: LeafRange) =>
    keptRuns(range).flatMap(({ level, from, count }) =>
      Array.from({ length: count }, (_, at) => byPlace.get(`${level} ${from + at}`) as FullNode),
    );

  test('has the hash of its leaves, whichever kept nodes it is read from', () => {
    const places = fc
      .tuple(fc.integer({ min: 1, max: 700 }), fc.nat())
      .map(([size, n]) => [n % size, size] as const);
    fc.assert(
      fc.property(places, ([index, size]) => {
        for (const range of [...inclusionRanges(index, size), ...consistencyRanges(index, size)])
          expect(hashOfRange(read(range))).toEqual(rootByDefinition(leaves.slice(range.from, range.to)));
      }),
      { numRuns: 150 },
    );
  });

  test('is read from no more nodes than a level has, however large the tree', () => {
    for (const range of [...inclusionRanges(123_456_789, 2 ** 31), ...consistencyRanges(99_999, 2 ** 31)]) {
      const counts = keptRuns(range).map(({ count }) => count);
      expect(Math.max(...counts)).toBeLessThanOrEqual(255);
      expect(counts.length).toBeLessThanOrEqual(keptLevels.length + 1);
    }
  });
});
