import { render, type Template } from '@tidings/sms';
import { valuesWithLink } from '../../contacts/index.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { templateOf } from '../run-template.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Renders the words of each person, in their language. The launch has checked that nobody lacks a value; whoever was changed
 * since then gets no text with a hole in it, but a reason. What may have left already and can be written no more is put on record
 * without words: whether it left is asked all the same, and it never goes again (reconcile.ts).
 */
export function renderBody(batch: Batch, { ctx }: Pick<Tools, 'ctx'>): void {
  // A text on record keeps its words: the same reference must always mean the same text.
  const { run, workspaceId } = batch;
  if (batch.chunk.isRecorded || !run?.body) return;
  const template = templateOf({ ...run, body: run.body });
  for (const text of going(batch)) {
    // Those that were judged by what they say (countAsMarketing) have their words already.
    if (!text.contact || text.body !== '') continue;
    const rendered = render(template, valuesOfText(ctx, workspaceId, text, text.contact, template));
    if (rendered.ok) text.body = rendered.text;
    else if (!text.mayHaveLeft)
      text.verdict = drop('merge.value_missing', `There is no value for ${rendered.missing.join(', ')}.`);
  }
}

/** Everything that may be said to this person: their own fields, what was looked up for them, and their codes. */
export function valuesOfText(
  ctx: Tools['ctx'],
  workspaceId: string,
  { merged, coupons }: Pick<Text, 'merged'> & { readonly coupons?: ReadonlyMap<string, string> },
  contact: NonNullable<Text['contact']>,
  template: Template,
): ReadonlyMap<string, unknown> {
  const values: Map<string, unknown> = valuesWithLink(ctx, workspaceId, contact, template);
  if (merged) for (const [name, value] of merged) values.set(name, value);
  if (coupons) for (const [name, value] of coupons) values.set(name, value);
  return values;
}
