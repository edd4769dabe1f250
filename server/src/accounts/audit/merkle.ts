import { createHash } from 'node:crypto';

/**
 * The tree of hashes of RFC 6962, section 2.1. A leaf and an inner node begin with different bytes, so neither can pass for
 * the other; an odd node is promoted as it is and never doubled.
 */
export const hashBytes = 32;

const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

/** The hash of an entry in the tree: SHA-256 of 0x00 and its canonical JSON. */
export function leafHash(canonical: string): Buffer {
  return createHash('sha256').update(leafMark).update(canonical, 'utf8').digest();
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(nodeMark).update(left).update(right).digest();
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Buffer => createHash('sha256').digest();

/** A subtree of 2^level leaves that begins at leaf position × 2^level. */
export type FullNode = { readonly level: number; readonly position: number; readonly hash: Buffer };

/** The full subtrees of a tree from left to right, each smaller than the one before: all that its growth depends on. */
export type Edge = readonly FullNode[];

/** Appends one leaf. `grown` are the inner nodes that became full by it, from the bottom up. */
export function appendLeaf(edge: Edge, leaf: Buffer): { edge: Edge; grown: FullNode[] } {
  const last = edge.at(-1);
  const position = last ? (last.position + 1) * 2 ** last.level : 0;
  const next: FullNode[] = [...edge];
  const grown: FullNode[] = [];
  let node: FullNode = { level: 0, position, hash: leaf };
  for (let left = next.at(-1); left && left.level === node.level; left = next.at(-1)) {
    next.pop();
    node = {
      level: left.level + 1,
      position: left.position / 2,
      hash: nodeHash(left.hash, node.hash),
    };
    grown.push(node);
  }
  next.push(node);
  return { edge: next, grown };
}

/** The root of a tree with this edge: its subtrees are joined from the right. */
export function rootOf(edge: Edge): Buffer {
  return edge.length === 0
    ? emptyRoot()
    : edge.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right));
}

/** The hashes of an edge one after another; the size of the tree says which subtrees they stand for. */
export const writeEdge = (edge: Edge): Buffer => Buffer.concat(edge.map(({ hash }) => hash));

export function readEdge(size: number, bytes: Buffer): Edge {
  const edge: FullNode[] = [];
  let covered = 0;
  for (let level = Math.floor(Math.log2(Math.max(1, size))); level >= 0; level -= 1) {
    const leaves = 2 ** level;
    if (covered + leaves > size) continue;
    const at = edge.length * hashBytes;
    edge.push({ level, position: covered / leaves, hash: bytes.subarray(at, at + hashBytes) });
    covered += leaves;
  }
  return edge;
}

/** Leaves `from` (included) to `to` (not included) that form one node of a proof. */
export type LeafRange = { readonly from: number; readonly to: number };

/** The subtrees whose hashes prove that leaf `index` stands in the tree of the first `size` leaves, from the leaf up (2.1.1). */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  return pathTo(index, { from: 0, to: size });
}

function pathTo(index: number, { from, to }: LeafRange): LeafRange[] {
  if (to - from <= 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...pathTo(index, { from, to: middle }), { from: middle, to }]
    : [...pathTo(index, { from: middle, to }), { from, to: middle }];
}

/** The subtrees whose hashes prove that the tree of the first `older` leaves is a beginning of that of `size` leaves (2.1.2). */
export function consistencyRanges(older: number, size: number): LeafRange[] {
  return older <= 0 || older >= size ? [] : growthOf(older, { from: 0, to: size }, true);
}

function growthOf(older: number, { from, to }: LeafRange, isWhole: boolean): LeafRange[] {
  // The older tree itself is known to whoever asks, and is left out.
  if (older === to) return isWhole ? [] : [{ from, to }];
  const middle = from + splitOf(to - from);
  return older <= middle
    ? [...growthOf(older, { from, to: middle }, isWhole), { from: middle, to }]
    : [...growthOf(older, { from: middle, to }, false), { from, to: middle }];
}

/** The largest power of two below `count`, which is at least 2. */
function splitOf(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1);
}

/** Inner nodes of these levels are kept, besides all leaves. A proof reads at most 255 hashes for each level it crosses. */
export const keptLevels: readonly number[] = [24, 16, 8];

/** Kept nodes, as many of the highest level as fit, that together cover a range of a proof. */
export type KeptRun = { readonly level: number; readonly from: number; readonly count: number };

/** A range of a proof begins where a subtree of its size may begin, so the nodes of a level are those of one run. */
export function keptRuns({ from, to }: LeafRange): KeptRun[] {
  const runs: KeptRun[] = [];
  let at = from;
  for (const level of [...keptLevels, 0]) {
    const leaves = 2 ** level;
    const count = at % leaves === 0 ? Math.floor((to - at) / leaves) : 0;
    if (count === 0) continue;
    runs.push({ level, from: at / leaves, count });
    at += count * leaves;
  }
  return runs;
}

/** The hash of a range from the kept nodes that cover it, in order. */
export function hashOfRange(nodes: readonly FullNode[]): Buffer {
  const edge: FullNode[] = [];
  for (const added of nodes) {
    let node = added;
    for (let left = edge.at(-1); left && left.level === node.level; left = edge.at(-1)) {
      edge.pop();
      node = { level: node.level + 1, position: left.position, hash: nodeHash(left.hash, node.hash) };
    }
    edge.push(node);
  }
  return rootOf(edge);
}
