import { parseTemplate, render, type Template } from '@tidings/sms';
import { valuesWithLink } from '../../contacts/index.ts';
import { type Batch, going } from '../chunk.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Renders the words of each person. The launch has checked that nobody lacks a value; whoever was changed since then
 * gets no text with a hole in it, but a reason.
 */
export function renderBody(batch: Batch, { ctx }: Pick<Tools, 'ctx'>): void {
  // A text on record keeps its words: the same reference must always mean the same text.
  if (batch.chunk.isRecorded || !batch.run?.body) return;
  const template = templateOf(batch.run.body);
  for (const text of going(batch)) {
    // Those that were judged by what they say (countAsMarketing) have their words already.
    if (!text.contact || text.body !== '') continue;
    const values = valuesWithLink(ctx, batch.workspaceId, text.contact, template);
    const rendered = render(template, text.coupons ? new Map([...values, ...text.coupons]) : values);
    if (rendered.ok) text.body = rendered.text;
    else text.verdict = drop('merge.value_missing', `There is no value for ${rendered.missing.join(', ')}.`);
  }
}

// Thousands of chunks share one body; the last few parsed ones are kept by their source.
const parsed = new Map<string, Template>();
const keepParsed = 64;

export function templateOf(source: string): Template {
  const known = parsed.get(source);
  if (known) return known;
  const result = parseTemplate(source);
  if (!result.ok)
    throw new Error(`A launched body no longer parses: ${result.errors[0]?.sentence ?? 'unknown error'}`);
  if (parsed.size >= keepParsed) parsed.clear();
  parsed.set(source, result.template);
  return result.template;
}
