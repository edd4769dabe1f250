import { checkTemplate, parseTemplate, type Template } from '@tidings/sms';
import { countOf } from '../platform/count-of.ts';
import type { Estimate, Unwritable } from './estimate.ts';

/** What stands against a launch (a problem), or what its author should know (a warning). */
export type Finding = {
  readonly code: string;
  /** One sentence that says what to do. */
  readonly sentence: string;
  /** Where: `/body`, `/include`. */
  readonly pointer: string;
  /** Index in the body, where there is one place to point at. */
  readonly position?: number;
  /** Index of the character after that place, where it has a length. */
  readonly end?: number;
  readonly suggestion?: string;
  /** How many people it concerns. */
  readonly people?: number;
  /** A few of them. */
  readonly contactIds?: readonly number[];
};

export type Findings = { readonly problems: readonly Finding[]; readonly warnings: readonly Finding[] };

/** Reads the body; the template is null when it cannot be read. Unknown fields come with the name most likely meant. */
export function readBody(
  body: string,
  knownFields: readonly string[],
): { template: Template | null; problems: Finding[] } {
  if (body.trim() === '')
    return { template: null, problems: [finding('text.empty', 'Write a text: there is none yet.')] };
  const parsed = parseTemplate(body);
  const errors = parsed.ok ? checkTemplate(parsed.template, knownFields) : parsed.errors;
  const problems = errors.map(({ code, sentence, position, suggestion }) => ({
    ...finding(code, sentence),
    position,
    ...(suggestion === undefined ? {} : { suggestion }),
  }));
  return { template: parsed.ok ? parsed.template : null, problems };
}

/** What rendering the text for everybody has shown. */
export function findAudienceProblems(estimate: Estimate): Finding[] {
  if (estimate.people === 0) {
    const sentence =
      'Nobody would receive this text: see in the waterfall why, and choose other lists, tags or segments.';
    return [{ ...finding('audience.nobody', sentence), pointer: '/include' }];
  }
  return estimate.unwritable.map((one) => ({
    ...finding(one.code, sentenceOf(one, estimate.people)),
    ...(one.field === null ? {} : { suggestion: fallbackFor(one.field) }),
    people: one.people,
    contactIds: one.contactIds,
  }));
}

export function findAlphabetWarnings({ forcedUcs2, ucs2People }: Estimate): Finding[] {
  const replaceable = forcedUcs2.filter((one) => one.isInBody && one.replacement !== null);
  if (ucs2People === 0 || replaceable.length === 0) return [];
  const swaps = replaceable.map(
    (one) => `${one.character} by ${one.replacement === '' ? 'nothing' : one.replacement}`,
  );
  const sentence = `Replace ${swaps.join(', ')}: special characters leave 70 characters in a part instead of 160.`;
  return [{ ...finding('text.ucs2', sentence), people: ucs2People }];
}

function sentenceOf({ code, field, people }: Unwritable, everybody: number): string {
  const who =
    people === everybody
      ? 'Nobody in this audience has'
      : `${countOf(people, 'person', 'people')} in this audience ${people === 1 ? 'has' : 'have'} no`;
  if (field !== null) return `${who} ${field}: give it a fallback, such as ${fallbackFor(field)}.`;
  if (code === 'merge.too_long')
    return `Shorten the text: for ${countOf(people, 'person', 'people')} it is longer than carriers take.`;
  return `Give every branch some words: for ${countOf(people, 'person', 'people')} the text would be empty.`;
}

const fallbackFor = (field: string) =>
  `{{ ${field} | default: "${field === 'first_name' ? 'there' : '…'}" }}`;
const finding = (code: string, sentence: string): Finding => ({ code, sentence, pointer: '/body' });
