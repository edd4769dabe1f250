import type { LintChannel, LintInput, LintPurpose } from '@tidings/policy/content';
import { misuse } from './refusal.ts';

/** A text in a file, and the line that it begins on. */
export type LintedText = { readonly line: number; readonly input: LintInput };

export const purposes: readonly LintPurpose[] = [
  ...(['marketing', 'transactional', 'otp', 'conversational', 'internal'] as const),
  ...(['survey', 'nonprofit', 'political', 'healthcare', 'emergency'] as const),
];

export const channels: readonly LintChannel[] = [
  'text',
  'commercial_email',
  'relationship_email',
  'mail_gateway',
];

/**
 * Reads texts out of a file: a JSON object or a list of them, one such object a line, or plain words with one text a line.
 * What a text says of itself counts before what was said for all of them.
 */
export function readTexts(content: string, shared: Omit<LintInput, 'body'>): readonly LintedText[] {
  const text = content.replace(/^\uFEFF/, '');
  const whole = /^\s*[[{]/.test(text) ? parse(text) : undefined;
  if (whole !== undefined)
    return (Array.isArray(whole) ? whole : [whole]).map((one, at) => ({
      line: at + 1,
      input: readOne(one, shared, `Text ${at + 1}`),
    }));
  const lines = text.split(/\r?\n/).map((written, at) => ({ written, line: at + 1 }));
  const filled = lines.filter(({ written }) => written.trim() !== '');
  const areObjects = filled.length > 0 && filled.every(({ written }) => isObject(parse(written)));
  // A file that means to be JSON is not a row of odd texts.
  if (!areObjects && looksLikeJson.test(filled[0]?.written ?? ''))
    throw misuse('This file begins like JSON and is none. Mend it, or write one text a line.');
  return filled.map(({ written, line }) => ({
    line,
    input: areObjects ? readOne(parse(written), shared, `Line ${line}`) : { ...shared, body: written },
  }));
}

// But not like `{{ first_name }}` or `[First Name]`.
const looksLikeJson = /^\s*(?:\[\s*(?:[{"\]]|$)|\{\s*(?:["}]|$))/;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Reader = (value: unknown) => Partial<LintInput> | undefined;

const isText = (value: unknown): value is string => typeof value === 'string';
const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every(isText) ? value : undefined;
const count = (value: unknown): number | null | undefined =>
  value === null || (typeof value === 'number' && value >= 0) ? value : undefined;

// The names are those of POST /v1/lint, so that what the file says can be sent there as it is.
const readers: Readonly<Record<string, Reader>> = {
  body: (value) => (isText(value) ? { body: value } : undefined),
  purpose: (value) =>
    value === null || purposes.includes(value as LintPurpose)
      ? { purpose: value as LintPurpose | null }
      : undefined,
  brands: (value) => given(texts(value), (brands) => ({ brands })),
  country: (value) => (isText(value) && /^[A-Z]{2}$/.test(value) ? { country: value } : undefined),
  can_reply: (value) => (typeof value === 'boolean' ? { canReply: value } : undefined),
  opt_out_line_due: (value) => (typeof value === 'boolean' ? { isOptOutLineDue: value } : undefined),
  own_domains: (value) =>
    value === null ? { ownDomains: null } : given(texts(value), (ownDomains) => ({ ownDomains })),
  age_gate: (value) => given(count(value), (ageGate) => ({ ageGate })),
  texts_per_month: (value) => given(count(value), (textsPerMonth) => ({ textsPerMonth })),
  certain_fields: (value) => given(texts(value), (certainFields) => ({ certainFields })),
  channel: (value) =>
    channels.includes(value as LintChannel) ? { channel: value as LintChannel } : undefined,
  postal_address: (value) => (value === null || isText(value) ? { postalAddress: value } : undefined),
  redirects: (value) =>
    Array.isArray(value) && value.every((one) => isObject(one) && isText(one.from) && texts(one.hops))
      ? { redirects: value as NonNullable<LintInput['redirects']> }
      : undefined,
};

const given = <Value>(value: Value | undefined, make: (value: Value) => Partial<LintInput>) =>
  value === undefined ? undefined : make(value);

function readOne(value: unknown, shared: Omit<LintInput, 'body'>, where: string): LintInput {
  if (isText(value)) return { ...shared, body: value };
  if (!isObject(value)) throw misuse(`${where} is neither a text nor an object with a body.`);
  let input: Partial<LintInput> = shared;
  for (const [name, written] of Object.entries(value)) {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!read)
      throw misuse(`${where} has ${name.slice(0, 40)}, which is none of ${Object.keys(readers).join(', ')}.`);
    const part = read(written);
    if (!part) throw misuse(`${where} has a ${name} that cannot be read.`);
    input = { ...input, ...part };
  }
  if (input.body === undefined) throw misuse(`${where} has no body.`);
  return { ...input, body: input.body };
}
