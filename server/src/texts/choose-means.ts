import { publicId } from '../platform/ids.ts';
import { chooseFromPool, type Sender, type SenderPool } from '../senders/index.ts';
import { type Texts, unapprovedBecause } from '../templates/index.ts';
import type { Known } from './load-known.ts';
import { saidIn } from './said-words.ts';
import type { ReadyText, Refusal, TextWish } from './text.ts';

/** The words a wish asks for: its own, or those of a template in one version. */
export type Words = Pick<ReadyText, 'template'> & {
  /** With the snippets in it, as its other texts are. */
  readonly source: string;
  readonly texts: Texts;
  /** What the template has go along; null for nothing. */
  readonly mmsId: string | null;
};

export function findWords({ words }: Pick<TextWish, 'words'>, known: Known): Words | Refusal {
  const { versions } = known;
  if ('body' in words) {
    const said = saidIn(known.said, words);
    if ('code' in said) return said;
    return { ...said, template: words.template ?? null, mmsId: null };
  }
  const pointer = '/template_id';
  // The latest comes first.
  const ofTemplate = versions.filter((one) => one.id === words.templateId);
  const [latest] = ofTemplate;
  if (!latest) {
    const sentence = `There is no template ${publicId('tpl', words.templateId)} in this workspace.`;
    return { code: 'template.not_found', sentence, pointer };
  }
  if (latest.isArchived) {
    const sentence = `“${latest.name}” is archived: take it back from there, or name another template.`;
    return { code: 'template.archived', sentence, pointer };
  }
  if (latest.channel !== 'text') {
    const sentence = `“${latest.name}” holds words for mail: name a template for texts.`;
    return { code: 'template.not_for_texts', sentence, pointer };
  }
  const { version = null } = words;
  // Where versions have to be approved, the latest is the latest of those.
  const newest =
    (known.needsApproval && ofTemplate.find(({ standing }) => standing === 'approved')) || latest;
  const found = version === null ? newest : ofTemplate.find((one) => one.version === version);
  if (found) {
    const unapproved = unapprovedBecause(found, known.needsApproval);
    if (unapproved !== null) return { code: 'template.not_approved', sentence: unapproved, pointer };
    const said = saidIn(known.said, found);
    if ('code' in said) return said;
    return { ...said, template: { id: found.id, version: found.version }, mmsId: found.mmsId };
  }
  const sentence = `“${latest.name}” has no version ${version}: its latest is ${latest.latestVersion}.`;
  return { code: 'template.no_version', sentence, pointer: '/template_version' };
}

/** What texts may come from: a number, or any number of a pool. */
export type Source = { readonly sender: Sender } | { readonly pool: SenderPool };

/** The sender or the pool that was asked for, or the sender this workspace has had longest. */
export function findSource(
  { from }: Pick<TextWish, 'from'>,
  { senders, pools }: Pick<Known, 'senders' | 'pools'>,
): Source | Refusal {
  if (from === null) {
    const [sender] = senders;
    const sentence = 'Add a sender first: this workspace has no number that texts could come from.';
    return sender ? { sender } : { code: 'sender.none', sentence, pointer: '/sender_id' };
  }
  if ('senderId' in from) {
    const sender = senders.find(({ id }) => id === from.senderId);
    const sentence = `There is no sender ${publicId('snd', from.senderId)} in this workspace.`;
    return sender ? { sender } : { code: 'sender.not_found', sentence, pointer: '/sender_id' };
  }
  const pool = pools.find(({ id }) => id === from.poolId);
  const pointer = '/pool_id';
  if (!pool) {
    const sentence = `There is no pool ${publicId('pol', from.poolId)} in this workspace.`;
    return { code: 'pool.not_found', sentence, pointer };
  }
  const sentence = `Put a number into the pool “${pool.name}” first: there is none in it.`;
  return pool.members.length > 0 ? { pool } : { code: 'pool.empty', sentence, pointer };
}

/** The number that this person hears from. */
export function chooseSender(source: Source, number: string, now: Date): Sender {
  if ('sender' in source) return source.sender;
  const sender = chooseFromPool(source.pool, number, now.getTime());
  if (!sender) throw new Error('findSource lets no pool without numbers pass');
  return sender;
}
