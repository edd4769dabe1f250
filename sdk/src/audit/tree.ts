import { createHash } from 'node:crypto';

const hash = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, 2.1: the hash of a leaf is SHA-256 of a zero byte and the leaf, 32 bytes. */
export const leafHash = (leaf: string): Buffer => hash(Buffer.from([0]), Buffer.from(leaf, 'utf8'));

/** RFC 6962, 2.1: the hash of an inner node is SHA-256 of a one byte and both of its children, 32 bytes. */
export const nodeHash = (left: Buffer, right: Buffer): Buffer => hash(Buffer.from([1]), left, right);

/** Takes leaves one after another and knows the root after each, in the memory of some dozens of hashes. */
export class GrowingTree {
  /** How many leaves it has. */
  size = 0;
  private full: { leaves: number; hash: Buffer }[] = [];

  append(leaf: Buffer): void {
    let node = { leaves: 1, hash: leaf };
    for (let left = this.full.at(-1); left?.leaves === node.leaves; left = this.full.at(-1)) {
      this.full.pop();
      node = { leaves: node.leaves * 2, hash: nodeHash(left.hash, node.hash) };
    }
    this.full.push(node);
    this.size += 1;
  }

  /** 32 bytes; of a tree without leaves the SHA-256 of nothing. */
  root(): Buffer {
    if (this.full.length === 0) return hash();
    return this.full.map((one) => one.hash).reduceRight((right, left) => nodeHash(left, right));
  }
}

/** Whether `hashes` lead from leaf `index` (from 0) to the root of a tree of `size` leaves. RFC 9162, 2.1.3.2. */
export function isIncluded(
  leaf: Buffer,
  index: number,
  size: number,
  hashes: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [node, last, current] = [index, size - 1, leaf];
  for (const other of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      current = nodeHash(other, current);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else current = nodeHash(current, other);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && current.equals(root);
}

/** Whether `hashes` show that the tree with `olderRoot` is a beginning of the one with `newerRoot`. RFC 9162, 2.1.4.2. */
export function isConsistent(
  [older, olderRoot]: readonly [size: number, root: Buffer],
  [newer, newerRoot]: readonly [size: number, root: Buffer],
  hashes: readonly Buffer[],
): boolean {
  if (older > newer || older < 1) return false;
  if (older === newer) return hashes.length === 0 && olderRoot.equals(newerRoot);
  // Where the older tree is full, its root is the first hash of the proof, and is left out of it.
  const path = Number.isInteger(Math.log2(older)) ? [olderRoot, ...hashes] : [...hashes];
  const first = path.shift();
  if (first === undefined) return false;
  let [node, last] = [older - 1, newer - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [one, other] = [first, first];
  for (const given of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      one = nodeHash(given, one);
      other = nodeHash(given, other);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else other = nodeHash(other, given);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && one.equals(olderRoot) && other.equals(newerRoot);
}
