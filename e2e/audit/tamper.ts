import { type AuditCheckpoint, type EntryLine, GrowingTree, leafHash } from '@tidings/sdk/audit';
import { canonicalJson } from '../../server/src/platform/canonical-json.ts';
import { type AttestationKey, openSecrets, type Secrets } from '../../server/src/platform/secrets.ts';
import type { Dice } from './dice.ts';

export type Export = {
  head: { type: 'audit'; workspace: string; size: number; key_ids: string[] };
  checkpoints: (AuditCheckpoint & { type: 'checkpoint' })[];
  entries: (EntryLine & { type: 'entry' })[];
  end: { type: 'end'; entries: number };
};
type Loose<T> = T extends object ? { -readonly [K in keyof T]: Loose<T[K]> } : T;
type Work = Loose<Export>;
type Entry = Work['entries'][number];

export function readExport(text: string): Export {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  const of = (type: string) => lines.filter((line) => line.type === type);
  return {
    head: of('audit')[0],
    checkpoints: of('checkpoint'),
    entries: of('entry'),
    end: of('end')[0],
  } as unknown as Export;
}

export const linesOf = ({ head, checkpoints, entries, end }: Export): string[] =>
  [head, ...checkpoints, ...entries, end].map((line) => JSON.stringify(line));

/** A way to falsify an audit. Those that need what lies outside to be found say so: nothing inside can tell. */
export type Tampering = {
  readonly name: string;
  readonly needsOutside: boolean;
  tamper(work: Work, dice: Dice, secrets: Secrets): void;
};

const flip = (hex: string, dice: Dice): string => {
  const at = dice.below(hex.length);
  return `${hex.slice(0, at)}${hex[at] === '0' ? '1' : '0'}${hex.slice(at + 1)}`;
};

/** Changes one thing that an entry says, so that it is surely another. */
function changeWords(line: Entry, dice: Dice): void {
  const { entry } = line;
  const ways = [
    () => (entry.actor = `${entry.actor}x`),
    () => (entry.act = entry.act === 'campaign.launched' ? 'campaign.stopped' : 'campaign.launched'),
    () => (entry.object = `${entry.object}0`),
    () => (entry.at = entry.at.replace(/\d(?=Z)/, (digit) => String((Number(digit) + 1) % 10))),
    () => (entry.id += 1),
    () => (entry.before = { forged: dice.below(1_000) }),
    () => (entry.after = entry.after === null ? {} : null),
    () => (entry.subject = entry.subject === null ? 'con_1' : `${entry.subject}1`),
  ];
  dice.of(ways)();
}

const rehash = (line: Entry) => {
  line.leaf_hash = leafHash(canonicalJson(line.entry as never)).toString('hex');
};
function renumber(work: Work): void {
  work.entries.forEach((line, at) => {
    line.sequence = at;
  });
  work.head.size = work.entries.length;
  work.end.entries = work.entries.length;
}
const personal = (work: Work) => work.entries.filter((line) => line.personal !== null);

/** What somebody does who has everything: the rows, the program, and a key to sign with. */
function recompute(work: Work, secrets: Secrets): void {
  const [{ id, publicKey }] = keysOf(secrets);
  const tree = new GrowingTree();
  const roots = [tree.root()];
  work.entries.forEach((line) => {
    rehash(line);
    tree.append(leafHash(canonicalJson(line.entry as never)));
    roots.push(tree.root());
  });
  renumber(work);
  work.head.key_ids = [id];
  work.checkpoints = work.checkpoints.filter(({ size }) => size <= work.entries.length);
  for (const one of work.checkpoints) {
    one.root = (roots[one.size] as Buffer).toString('hex');
    const text = `tidings audit checkpoint v1\n${one.workspace}\n${one.size}\n${one.root}\n${one.signed_at}\n`;
    Object.assign(one, {
      key_id: id,
      public_key: publicKey,
      signature: secrets.attest(text).toString('base64'),
    });
  }
}

const keysOf = (secrets: Secrets) => secrets.attestationKeys as readonly [AttestationKey];
const otherSecrets = openSecrets('the key of somebody else altogether');
const inside = (name: string, tamper: Tampering['tamper']): Tampering => ({
  name,
  needsOutside: false,
  tamper,
});
const rewriting = (name: string, tamper: Tampering['tamper']): Tampering => ({
  name,
  needsOutside: true,
  tamper,
});

export const tamperings: readonly Tampering[] = [
  inside('an entry is changed', ({ entries }, dice) => changeWords(dice.of(entries), dice)),
  inside('an entry is changed, and its hash with it', ({ entries }, dice) => {
    const line = dice.of(entries);
    changeWords(line, dice);
    rehash(line);
  }),
  inside('the hash of an entry is changed', ({ entries }, dice) => {
    const line = dice.of(entries);
    line.leaf_hash = flip(line.leaf_hash ?? '', dice);
  }),
  inside('an entry is deleted', ({ entries }, dice) => void entries.splice(dice.below(entries.length), 1)),
  inside('an entry is deleted and the others are counted anew', (work, dice) => {
    work.entries.splice(dice.below(work.entries.length), 1);
    renumber(work);
  }),
  inside('the last entries are deleted', (work, dice) => {
    work.entries.splice(work.entries.length - 1 - dice.below(10));
    renumber(work);
  }),
  inside('two entries change places', (work, dice) => {
    const at = dice.below(work.entries.length - 1);
    const other = at + 1 + dice.below(work.entries.length - 1 - at);
    [work.entries[at], work.entries[other]] = [work.entries[other] as Entry, work.entries[at] as Entry];
    renumber(work);
  }),
  inside('an entry is put in', (work, dice) => {
    const forged = structuredClone(dice.of(work.entries));
    forged.entry.id += 100_000;
    rehash(forged);
    work.entries.splice(dice.below(work.entries.length), 0, forged);
    renumber(work);
  }),
  inside('an entry is told twice', (work, dice) => {
    const at = dice.below(work.entries.length);
    work.entries.splice(at, 0, structuredClone(work.entries[at] as Entry));
    renumber(work);
  }),
  inside('what is said about a person is changed', (work, dice) => {
    const line = dice.of(personal(work));
    line.personal = { after: { number: `+1202555${1_000 + dice.below(9_000)}` } };
  }),
  inside('what is said about a person is taken away', (work, dice) => {
    const line = dice.of(personal(work));
    line.personal = null;
    line.salt = null;
  }),
  inside('the salt of a person is changed', (work, dice) => {
    const line = dice.of(personal(work));
    line.salt = flip(line.salt ?? '', dice);
  }),
  inside('a checkpoint is changed', ({ checkpoints }, dice) => {
    const one = dice.of(checkpoints);
    const ways = [
      () => (one.size += 1),
      () => (one.root = flip(one.root, dice)),
      () => (one.signed_at = one.signed_at.replace(/\d(?=Z)/, (digit) => String((Number(digit) + 1) % 10))),
      () => (one.signature = Buffer.from(one.signature, 'base64').reverse().toString('base64')),
      () => (one.workspace = `${one.workspace.slice(0, -1)}g`),
      () => (one.key_id = flip(one.key_id, dice)),
      () => (one.public_key = keysOf(otherSecrets)[0].publicKey),
    ];
    dice.of(ways)();
  }),
  inside('a checkpoint is signed anew by another key', ({ checkpoints }, dice) => {
    const one = dice.of(checkpoints);
    const [{ id, publicKey }] = keysOf(otherSecrets);
    const text = `tidings audit checkpoint v1\n${one.workspace}\n${one.size}\n${one.root}\n${one.signed_at}\n`;
    const signature = otherSecrets.attest(text).toString('base64');
    Object.assign(one, { key_id: id, public_key: publicKey, signature });
  }),
  inside('the export is cut off', (work, dice) => void work.entries.splice(dice.below(work.entries.length))),
  rewriting('everything is computed and signed anew after a change', (work, dice, secrets) => {
    // A person's facts go with the entry here, so that nothing but the whole gives it away.
    const line = dice.of(work.entries.filter((one) => one.entry.subject === null));
    line.entry.after = { forged: dice.below(1_000_000) };
    recompute(work, secrets);
  }),
  rewriting('everything is computed and signed anew without an entry', (work, dice, secrets) => {
    work.entries.splice(dice.below(work.entries.length), 1);
    recompute(work, secrets);
  }),
  rewriting('everything is computed and signed anew by a key of one’s own', (work, dice) => {
    work.entries.splice(dice.below(work.entries.length), 1);
    recompute(work, otherSecrets);
  }),
  rewriting('the last entries and the checkpoints over them are deleted', (work, dice, secrets) => {
    work.entries.splice(work.entries.length - 1 - dice.below(10));
    recompute(work, secrets);
  }),
  rewriting('a checkpoint is deleted', ({ checkpoints }, dice) => {
    checkpoints.splice(dice.below(checkpoints.length), 1);
  }),
];
