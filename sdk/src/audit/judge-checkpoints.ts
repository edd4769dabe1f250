import { type AuditCheckpoint, isSigned } from './checkpoint.ts';
import type { AuditFinding } from './finding.ts';

export type Grown = {
  readonly workspace: string;
  readonly size: number;
  /** The keys that the service calls its own, of today and of before. */
  readonly keyIds: readonly string[];
  /** The root at each size that a checkpoint names, in hex. */
  readonly roots: ReadonlyMap<number, string>;
};

/** Holds the checkpoints of the audit, and those that were kept elsewhere, against the tree as it was computed again. */
export function judgeCheckpoints(
  grown: Grown,
  inside: readonly AuditCheckpoint[],
  outside: readonly AuditCheckpoint[],
): AuditFinding[] {
  // Whose keys these are, only what lies outside can tell: a checkpoint there binds everything before it, whoever signs.
  const trusted = new Set([...grown.keyIds, ...outside.map((one) => one.key_id)]);
  const held = new Map(inside.map((one) => [one.size, one]));
  return [
    ...inside.flatMap((one) => judgeOne(grown, one, 'of the audit', trusted)),
    ...inside.flatMap((one, at) => judgeOrder(one, inside[at - 1])),
    ...outside.flatMap((one) => [
      ...judgeOne(grown, one, 'kept outside', trusted),
      ...judgeAgainst(one, held.get(one.size)),
    ]),
  ];
}

function judgeOne(
  { workspace, size, roots }: Grown,
  one: AuditCheckpoint,
  whose: string,
  trusted: ReadonlySet<string>,
): AuditFinding[] {
  const name = `The checkpoint ${whose} over ${one.size} entries`;
  const find = (code: string, sentence: string) => [{ code: `checkpoint.${code}`, sentence, size: one.size }];
  if (one.workspace !== workspace) return find('foreign', `${name} is of another workspace.`);
  if (!isSigned(one)) return find('bad_signature', `${name} is not signed by the key that it names.`);
  if (!trusted.has(one.key_id)) return find('other_key', `${name} is signed by another key (${one.key_id}).`);
  if (one.size > size)
    return find('beyond', `${name} is from when there were more; ${one.size - size} are gone by now.`);
  if (roots.get(one.size) === one.root) return [];
  return find('root_differs', `${name} is of other entries than those that stand there today.`);
}

function judgeOrder(one: AuditCheckpoint, before: AuditCheckpoint | undefined): AuditFinding[] {
  if (!before || (one.size > before.size && one.signed_at >= before.signed_at)) return [];
  const sentence = `The checkpoint over ${one.size} entries is older than the one over ${before.size} that comes before it.`;
  return [{ code: 'checkpoint.out_of_order', sentence, size: one.size }];
}

function judgeAgainst(one: AuditCheckpoint, held: AuditCheckpoint | undefined): AuditFinding[] {
  if (held && held.root === one.root && held.signature === one.signature) return [];
  const sentence = held
    ? `The audit has another checkpoint over ${one.size} entries than the one that was kept outside.`
    : `The audit no longer has the checkpoint over ${one.size} entries that was kept outside.`;
  return [{ code: 'checkpoint.replaced', sentence, size: one.size }];
}
