import type { Submission } from '../gateway.ts';
import { formBody, formType } from '../http/form-body.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { isObject, wordOf } from '../http/read-answer.ts';
import { digitsOf } from '../numbers.ts';
import type { Description } from './description.ts';

/** What may stand in double braces. Null is left out together with its field. */
export type Words = Readonly<Record<string, string | null>>;

export const wordsOf = (text: Submission, secrets: Words, receiptsUrl: string | null): Words => ({
  ...secrets,
  ...{ to: text.to, to_digits: digitsOf(text.to), from: text.from, from_digits: digitsOf(text.from) },
  ...{ body: text.body, reference: text.reference, purpose: text.purpose ?? null, receipts_url: receiptsUrl },
});

function fillText(pattern: string, words: Words): string | null {
  const alone = /^\{\{(\w+)\}\}$/.exec(pattern)?.[1];
  if (alone !== undefined) return words[alone] ?? null;
  return pattern.replace(/\{\{(\w+)\}\}/g, (_, name: string) => words[name] ?? '');
}

function fill(value: unknown, words: Words): unknown {
  if (typeof value === 'string') return fillText(value, words);
  if (Array.isArray(value)) return value.map((one) => fill(one, words)).filter((one) => one !== null);
  if (!isObject(value)) return value;
  const pairs = Object.entries(value).map(([name, one]) => [name, fill(one, words)] as const);
  return Object.fromEntries(pairs.filter(([, one]) => one !== null));
}

/** The request for one text, as the description has it. */
export function requestOf(
  { method, path, headers, as, fields }: Description['send'],
  words: Words,
): HttpRequest {
  const head = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, fillText(value, words) ?? '']),
  );
  const filled = fill(fields, words) as Record<string, unknown>;
  if (as === 'json')
    return {
      method,
      path,
      headers: { 'content-type': 'application/json', ...head },
      body: JSON.stringify(filled),
    };
  const form = formBody(Object.entries(filled).map(([name, value]) => [name, wordOf(value) ?? ''] as const));
  if (as === 'query')
    return { method, path: `${path}${path.includes('?') ? '&' : '?'}${form}`, headers: head };
  return { method, path, headers: { 'content-type': formType, ...head }, body: form };
}

/** What stands at `data.messages.0.id`; null where nothing does. */
export function wordAt(told: unknown, path: string | null): string | null {
  if (path === null) return null;
  let value = told;
  for (const step of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return null;
  }
  return typeof value === 'boolean' ? String(value) : wordOf(value);
}
