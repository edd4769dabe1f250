import { render } from '@tidings/sms';
import { type Batch, going, type Text } from '../chunk.ts';
import { isJudged, sellingOf } from '../promotion.ts';
import { templateOf } from '../run-template.ts';
import { valuesOfText } from './render-body.ts';
import type { Tools } from './step.ts';

/**
 * A text that sells is marketing, whatever its program is for (FCC: dual purpose): from here on it needs the permission of marketing
 * and the hours of marketing, and says why. Judged by the words that the person would read, because an offer may come with a value;
 * measured at 5 µs a text, and no text of marketing is asked about.
 */
export function countAsMarketing(batch: Batch, { ctx }: Pick<Tools, 'ctx'>): void {
  const { run, rulings } = batch;
  const isAnswer = run === null || run.kind === 'answer';
  const known = new Map<string, string | null>();
  for (const text of going(batch)) {
    if (!isJudged(text)) continue;
    const body = bodyOf(text, batch, ctx);
    if (body === null) continue;
    const key = `${text.purpose} ${body}`;
    const promotion = known.has(key)
      ? (known.get(key) ?? null)
      : sellingOf({ purpose: text.purpose, body, isAnswer }, rulings.cleared);
    known.set(key, promotion);
    if (promotion === null) continue;
    text.promotion = promotion;
    text.purpose = 'marketing';
  }
}

/** What the person would read; null where it cannot be written, of which the step that renders tells. */
function bodyOf(text: Text, { chunk, run, workspaceId }: Batch, ctx: Tools['ctx']): string | null {
  if (chunk.isRecorded) return text.body;
  if (!run?.body || !text.contact) return null;
  const template = templateOf({ ...run, body: run.body });
  if (template.fields.length === 0) return run.body;
  const rendered = render(template, valuesOfText(ctx, workspaceId, text, text.contact, template));
  if (!rendered.ok) return null;
  text.body = rendered.text;
  return rendered.text;
}
