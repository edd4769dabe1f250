import { canonicalJson } from './canonical-json.ts';
import { type AuditCheckpoint, isCheckpoint } from './checkpoint.ts';
import type { AuditFinding, AuditVerdict } from './finding.ts';
import { judgeCheckpoints } from './judge-checkpoints.ts';
import { type EntryLine, judgePersonal } from './judge-entry.ts';
import { GrowingTree, leafHash } from './tree.ts';

/** Behind one change everything may be different; more than these would tell nobody anything. */
const mostFindings = 100;

/** The longest that a transaction may take whose entry then stands behind a checkpoint that is younger than its time. */
const longestActMs = 86_400_000;

/**
 * Computes an audit again from its export (`GET /v1/audit/export`, line by line), trusting nothing in it: every leaf from
 * the words of its entry, every root from the leaves, every signature. It finds whatever was changed, removed, put in or
 * moved. `outside` are checkpoints that were kept elsewhere: they find whoever rewrote everything together with its
 * signatures, which nothing inside can. Entries that no checkpoint covers yet (`covered`, at most some seconds' worth) are
 * held against their own hashes alone.
 */
export async function verifyAudit(
  lines: AsyncIterable<string> | Iterable<string>,
  outside: readonly AuditCheckpoint[] = [],
): Promise<AuditVerdict> {
  const walk = new Walk(outside);
  for await (const line of lines) walk.read(line);
  return walk.judge();
}

type Head = { readonly workspace: string; readonly size: number; readonly key_ids: readonly string[] };

class Walk {
  private head: Head = { workspace: '', size: -1, key_ids: [] };
  private isEnded = false;
  private readonly tree = new GrowingTree();
  private readonly inside: AuditCheckpoint[] = [];
  private readonly roots = new Map<number, string>();
  private readonly wanted: Set<number>;
  private readonly outside: readonly AuditCheckpoint[];
  private readonly findings: AuditFinding[] = [];
  /** Who stands in entries without what was said of them, with the first such place. */
  private readonly emptied = new Map<string, number>();
  private signedUpTo = 0;
  private readonly ids = new Set<number>();

  constructor(outside: readonly AuditCheckpoint[]) {
    this.outside = outside;
    this.wanted = new Set(outside.map(({ size }) => size));
  }

  read(line: string): void {
    if (line === '') return;
    let found: { type?: unknown } | null = null;
    try {
      found = JSON.parse(line) as { type?: unknown };
    } catch {
      // Told below, with every other line that is none.
    }
    if (found?.type === 'audit') this.head = found as unknown as Head;
    else if (found?.type === 'entry') this.readEntry(found as unknown as EntryLine);
    else if (found?.type === 'end')
      this.isEnded = (found as { entries?: unknown }).entries === this.head.size;
    else if (found?.type === 'checkpoint' && isCheckpoint(found)) {
      this.inside.push(found);
      this.wanted.add(found.size);
    } else this.find('export.malformed', 'A line of the export cannot be read.');
  }

  judge(): AuditVerdict {
    const { workspace, key_ids: keyIds } = this.head;
    const { size } = this.tree;
    if (!this.isEnded || size !== this.head.size)
      this.find('export.cut', `The export has ${size} entries of ${Math.max(0, this.head.size)}, or no end.`);
    for (const [subject, sequence] of this.emptied)
      this.find(
        'entry.personal_gone',
        `What entry ${sequence} said about ${subject} is gone, and no entry says that it was erased.`,
        { sequence },
      );
    const grown = { workspace, size, keyIds, roots: this.roots };
    const findings = [...this.findings, ...judgeCheckpoints(grown, this.inside, this.outside)];
    return {
      is_intact: findings.length === 0,
      entries: size,
      covered: Math.min(size, this.inside.at(-1)?.size ?? 0),
      checkpoints: this.inside.length,
      outside: this.outside.length,
      findings: findings.slice(0, mostFindings),
    };
  }

  private find(code: string, sentence: string, place: { sequence?: number } = {}): void {
    if (this.findings.length < mostFindings) this.findings.push({ code, sentence, ...place });
  }

  private readEntry(line: EntryLine): void {
    const sequence = this.tree.size;
    const { entry } = line;
    const leaf = leafHash(canonicalJson(entry));
    const name = `Entry ${sequence} (${entry.act} of ${entry.object}, ${entry.at})`;
    if (line.sequence !== sequence)
      this.find('entry.out_of_place', `Entry ${sequence} is missing, or others were moved.`, { sequence });
    if (leaf.toString('hex') !== line.leaf_hash)
      this.find('entry.changed', `${name} is not as it was written.`, { sequence });
    if (this.ids.has(entry.id)) this.find('entry.twice', `${name} stands there already.`, { sequence });
    this.ids.add(entry.id);
    if (entry.workspace !== this.head.workspace)
      this.find('entry.foreign', `${name} is of another workspace.`, { sequence });
    if (this.isBackdated(entry.at, sequence))
      this.find('entry.backdated', `${name} came long after the time that it names.`, { sequence });
    const finding = judgePersonal(line, sequence);
    if (finding) this.find(finding.code, finding.sentence, { sequence });
    if (entry.subject !== null && line.personal === null && !this.emptied.has(entry.subject))
      this.emptied.set(entry.subject, sequence);
    if (entry.act === 'audit.erased') this.emptied.delete(entry.object);
    this.tree.append(leaf);
    if (this.wanted.has(this.tree.size)) this.roots.set(this.tree.size, this.tree.root().toString('hex'));
  }

  /** Whether a checkpoint was signed, without this entry, a day and more after its time. */
  private isBackdated(at: string, sequence: number): boolean {
    while ((this.inside[this.signedUpTo]?.size ?? Number.POSITIVE_INFINITY) <= sequence) this.signedUpTo += 1;
    const last = this.inside[this.signedUpTo - 1];
    return last !== undefined && Date.parse(last.signed_at) - Date.parse(at) > longestActMs;
  }
}
