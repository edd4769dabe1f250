import { parseTemplate, render, type Template } from '@tidings/sms';
import { type Contact, languageOf, mergeValuesOf } from '../contacts/index.ts';
import { type Facts, factValues, type MergeValue } from '../merging/index.ts';
import { textFor } from '../templates/index.ts';
import type { Words } from './choose-means.ts';
import { type JudgedWords, openJudgedWords } from './judged-words.ts';
import type { Refusal, TextWish } from './text.ts';

/** Reads templates, and keeps the last few: a program sends the same words with other values again and again. */
export type Templates = {
  read(
    source: string,
  ): { readonly ok: true; readonly template: Template } | { readonly ok: false; readonly refusal: Refusal };
  /** What has been found in words as they are read in the end. */
  readonly judged: JudgedWords;
};

const kept = 256;

export function openTemplates(): Templates {
  const known = new Map<string, ReturnType<Templates['read']>>();
  return {
    judged: openJudgedWords(),
    read(source) {
      const before = known.get(source);
      if (before) return before;
      const parsed = parseTemplate(source);
      const [error] = parsed.ok ? [] : parsed.errors;
      const result: ReturnType<Templates['read']> = parsed.ok
        ? { ok: true, template: parsed.template }
        : {
            ok: false,
            refusal: refuse(error?.code ?? 'merge.unreadable', error?.sentence ?? 'Mend the body.'),
          };
      if (known.size >= kept) known.clear();
      known.set(source, result);
      return result;
    },
  };
}

export type Written =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** What can be said of the words before anybody's values are in them. */
export function checkBody(templates: Templates, body: string): ReturnType<Templates['read']> {
  if (body.trim() === '')
    return { ok: false, refusal: refuse('text.empty', 'Write a text: there is none yet.') };
  return body.includes('\0') ? noNul : templates.read(body);
}

/** What is known around a text besides the person's own record. */
export type Around = {
  readonly facts: Facts;
  /** What was looked up for the person. */
  readonly personal: ReadonlyMap<string, MergeValue> | undefined;
};

/**
 * The words of one text, in the person's language. What the asker brings counts before what is known of the person; a gap is
 * a refusal.
 */
export function writeBody(
  templates: Templates,
  { source, texts }: Pick<Words, 'source' | 'texts'>,
  variables: TextWish['variables'],
  contact: Contact | null,
  { facts, personal }: Around,
): Written {
  const language = variables?.language ?? (contact && languageOf(contact));
  const { body } = textFor({ body: source, texts }, language);
  const read = checkBody(templates, body);
  if (!read.ok) return read;
  const values = new Map<string, unknown>(contact ? mergeValuesOf(contact) : []);
  const fields = read.template.fields.map(({ name }) => name);
  for (const [name, value] of factValues(fields, facts)) values.set(name, value);
  for (const [name, value] of personal ?? []) values.set(name, value);
  for (const [name, value] of Object.entries(variables ?? {})) values.set(name, value);
  const rendered = render(read.template, values);
  if (rendered.ok) return rendered.text.includes('\0') ? noNul : { ok: true, body: rendered.text };
  const { code, missing } = rendered;
  if (missing.length === 0) return { ok: false, refusal: refuse(code, rendered.sentence) };
  const sentence = `Give ${missing.join(', ')} in variables, or give the merge field a default: there is no value for it.`;
  return { ok: false, refusal: { code, sentence, pointer: '/variables' } };
}

// PostgreSQL keeps no NUL, and no carrier takes one.
const noNul = {
  ok: false,
  refusal: {
    code: 'text.bad_character',
    sentence: 'Leave out the NUL character: no text can hold it.',
    pointer: '/body',
  },
} as const;

const refuse = (code: string, sentence: string): Refusal => ({ code, sentence, pointer: '/body' });
