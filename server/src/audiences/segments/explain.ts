import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { SegmentQuestion } from './compile.queries.ts';
import { askLeaves, type LeafAnswer } from './explain.queries.ts';
import { isGroup, keyOf, type Segment } from './language/ast.ts';
import { printText } from './language/print-text.ts';
import { sentenceOf } from './language/sentence.ts';

/** Why somebody is in a segment or not: the segment's own shape, each part with its answer, each leaf with what was found. */
export type Why = {
  readonly kind: 'all' | 'any' | 'not' | 'segment' | 'condition';
  readonly holds: boolean;
  /** The condition in words. */
  readonly sentence: string;
  /** The condition as it is written; null for what has parts. */
  readonly text: string | null;
  readonly found: unknown;
  readonly parts: readonly Why[];
};

export async function explainPerson(tx: Tx, question: SegmentQuestion, contactId: number): Promise<Why> {
  const answers = await askLeaves(tx, question, contactId);
  if (!answers)
    throw new NotFound(
      'contact.not_found',
      `There is no contact ${publicId('con', contactId)} in this workspace.`,
    );
  return tellWhy(question.rule, question, answers);
}

function tellWhy(node: Segment, question: SegmentQuestion, answers: ReadonlyMap<string, LeafAnswer>): Why {
  const sentence = sentenceOf(node, question.catalogue);
  const within = (
    kind: Why['kind'],
    of: readonly Segment[],
    holds: (parts: readonly Why[]) => boolean,
  ): Why => {
    const parts = of.map((child) => tellWhy(child, question, answers));
    return { kind, holds: holds(parts), sentence, text: null, found: null, parts };
  };
  if (isGroup(node))
    return within(node.kind, node.of, (parts) =>
      node.kind === 'all' ? parts.every(({ holds }) => holds) : parts.some(({ holds }) => holds),
    );
  if (node.kind === 'not') return within('not', [node.of], ([part]) => part?.holds === false);
  const named = node.kind === 'segment' ? question.catalogue.segments.get(node.segment) : undefined;
  if (named) return within('segment', [named.rule], ([part]) => part?.holds === true);
  const { holds, found } = answers.get(keyOf(node)) ?? { holds: false, found: null };
  return { kind: 'condition', holds, sentence, text: printText(node, question.catalogue), found, parts: [] };
}
