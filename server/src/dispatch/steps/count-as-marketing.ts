import { render } from '@tidings/sms';
import { couponField } from '../../coupons/index.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { isJudged, sellingOf } from '../promotion.ts';
import { poolsOf, templateOf } from '../run-template.ts';
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
  // Where all of them read the same they come one after another.
  let last: Judged | undefined;
  const codes = codesToCome(batch);
  for (const text of going(batch)) {
    if (!isJudged(text)) continue;
    const body = bodyOf(text, batch, ctx, codes);
    if (body === null) continue;
    const { purpose } = text;
    if (last?.purpose !== purpose || last.body !== body)
      last = { purpose, body, promotion: sellingOf({ purpose, body, isAnswer }, rulings.cleared) };
    const { promotion } = last;
    if (promotion === null) continue;
    text.promotion = promotion;
    text.purpose = 'marketing';
  }
}

type Judged = { readonly purpose: string; readonly body: string; readonly promotion: string | null };

// As codes look: “with code XXXX” sells as much as the code itself would.
const anyCode = 'XXXX';

/** In the places of codes, which are given only to those whose texts may leave; null where the words have no place for one. */
function codesToCome({ run }: Batch): ReadonlyMap<string, string> | null {
  const pools = run?.body ? poolsOf({ ...run, body: run.body }) : [];
  return pools.length === 0 ? null : new Map(pools.map((pool) => [couponField(pool), anyCode]));
}

/** What the person would read; null where it cannot be written, of which the step that renders tells. */
function bodyOf(
  text: Text,
  { chunk, run, workspaceId }: Batch,
  ctx: Tools['ctx'],
  codes: ReadonlyMap<string, string> | null,
): string | null {
  if (chunk.isRecorded) return text.body;
  if (!run?.body || !text.contact) return null;
  const template = templateOf({ ...run, body: run.body });
  if (template.fields.length === 0) return run.body;
  const said = codes ? { merged: text.merged ?? null, coupons: codes } : text;
  const rendered = render(template, valuesOfText(ctx, workspaceId, said, text.contact, template));
  if (!rendered.ok) return null;
  if (!codes) text.body = rendered.text;
  return rendered.text;
}
