import { compile, type Run, type Write } from './compile.ts';
import { collectProblems, type TemplateError } from './errors.ts';
import { type FieldUse, listFieldUses } from './fields.ts';
import { parseSource } from './parse.ts';
import type { TemplateNode } from './tree.ts';
import { isBlank, type MergeValues } from './values.ts';

/** A text with merge fields, read and compiled once, to be filled many times. Made by `parseTemplate` only. */
export interface Template {
  readonly source: string;
  /** Every use of a field, in order. */
  readonly fields: readonly FieldUse[];
  /** Names of the fields without which this text may not be writable; a launch check counts contacts that lack one. */
  readonly requiredFields: readonly string[];
  readonly [program]: Program;
}

interface Program {
  readonly nodes: readonly TemplateNode[];
  readonly write: Write;
}

const program: unique symbol = Symbol('program');

/** What reading a template gives: the template, or every mistake found in it. */
export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly errors: readonly TemplateError[] };

/** What filling a template gives: the text, or why this contact cannot be sent one. */
export type Rendered =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      /** `merge.missing_value`, `merge.too_long` or `merge.empty_text`. */
      readonly code: string;
      readonly sentence: string;
      /** Fields that had no usable value, each once; empty unless the code is `merge.missing_value`. */
      readonly missing: readonly string[];
    };

/** The longest text that carriers' interfaces take in one submission (Twilio refuses more). */
export const longestTextCharacters = 1600;

/**
 * Reads a text with merge fields.
 *
 * The language: `{{ field }}`, `{{ field | filter: "argument" }}` with the filters default, capitalize, upcase,
 * downcase, truncate, number, money and date; `{% if field %} … {% elsif field == "x" %} … {% else %} … {% endif %}`
 * with == != < > <= >= contains, `and` or `or`, and `blank`. A `-` beside a brace trims the spaces there. No loops, no
 * includes, no code. Limits: 4,096 characters, 64 tags.
 *
 * @param source what the author wrote
 */
export function parseTemplate(source: string): ParsedTemplate {
  const problems = collectProblems(source);
  const nodes = parseSource(source, problems);
  if (problems.list.length > 0) {
    return { ok: false, errors: problems.list.toSorted((one, other) => one.position - other.position) };
  }
  const fields = listFieldUses(nodes);
  return { ok: true, template: makeTemplate({ source, fields, nodes, write: compile(nodes) }) };
}

/** A template of these parts, for what is put together inside this package. */
export function makeTemplate({
  source,
  fields,
  ...made
}: Program & Pick<Template, 'source' | 'fields'>): Template {
  const required = fields.filter(({ safeBy }) => safeBy === 'none').map(({ name }) => name);
  return { source, fields, requiredFields: [...new Set(required)], [program]: made };
}

/**
 * Fills a template for one contact. Pure, total and fast; reads own properties of `values` only.
 *
 * A missing or blank value without a fallback is an answer of its own, never a gap in a text; so are a text of nothing
 * and one above 1,600 characters. Values are data: a tag inside a value is never run.
 */
export function render(template: Template, values: MergeValues): Rendered {
  const run: Run = { values, missing: undefined };
  const text = template[program].write(run);
  if (run.missing) return refuseMissing(run.missing);
  if (text.length > longestTextCharacters) {
    const sentence = `Shorten the text: it has ${text.length} characters for this contact, and ${longestTextCharacters} is the most.`;
    return { ok: false, code: 'merge.too_long', sentence, missing: [] };
  }
  if (isBlank(text)) {
    const sentence = 'Give the template some words for this contact: every branch of it came out empty.';
    return { ok: false, code: 'merge.empty_text', sentence, missing: [] };
  }
  return { ok: true, text: text.includes('{{') ? text.replace(/\{(?=\{)/g, '{ ') : text };
}

function refuseMissing(fields: readonly string[]): Rendered {
  const missing = [...new Set(fields)];
  const sentence = `Fill in ${missing.join(', ')} for this contact, or give the template a default for it.`;
  return { ok: false, code: 'merge.missing_value', sentence, missing };
}

/** The tree of a template, for checks inside this package. */
export function nodesOf(template: Template): readonly TemplateNode[] {
  return template[program].nodes;
}

/** What writes a template's text, for templates that are made of others. */
export function writerOf(template: Template): Write {
  return template[program].write;
}
