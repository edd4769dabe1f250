import { parseTemplate } from '@tidings/sms';
import type { LintFinding, LintPurpose } from './finding.ts';
import { type Check, findingAt, quote, type Reading } from './reading.ts';

/** Holes that a person would see: tags that cannot be read, tags of other products, fields that may be empty. */
export const checkMerge: Check = (reading) => {
  const parsed = parseTemplate(reading.body);
  if (!parsed.ok)
    return parsed.errors.map(({ position, sentence }) =>
      findingAt('merge.unreadable', 'error', [position, Math.min(position + 2, reading.body.length)], {
        sentence,
        remedy: 'Mend the merge field that begins here.',
      }),
    );
  return [...findForeignTags(reading), ...findHoles(reading), ...findWithoutFallback(reading)];
};

const names =
  'first ?_?-?name|last ?_?-?name|full ?_?-?name|f?name|fname|lname|customer(?:[ _]name)?|contact(?:[ _]name)?|company|business(?:[ _]name)?|link|url|date|time|code|city|email|phone|amount|order(?:[ _]?(?:id|number))?|product|store|nombre|prenom|insert [a-z ]{1,20}|your (?:name|brand|company|link)';
const foreign = new RegExp(
  String.raw`(?:%%?|\$?\{|\[|<<|<|\*\|)[ ]?(?:contact\.|customer\.|user\.|merge\.)?(${names})[ ]?(?:%%?|\}|\]|>>|>|\|\*)`,
  'gi',
);

function findForeignTags({ words, body }: Reading): LintFinding[] {
  return [...words.matchAll(foreign)].map((match) => {
    const span = [match.index, match.index + match[0].length] as const;
    const field = (match[1] ?? '')
      .toLowerCase()
      .replace(/^f(?:ull ?_?)?name$/, 'first_name')
      .replace(/[ -]/g, '_');
    const fix = `{{ ${field} | default: "${field === 'first_name' || field === 'name' ? 'there' : '…'}" }}`;
    return findingAt('merge.foreign_tag', 'error', span, {
      sentence: `${quote(body, span)} is a tag of another product and would be sent as it stands.`,
      remedy: `Write ${fix} in its place.`,
      fix,
    });
  });
}

// What programs write where they had nothing: Dear undefined, Hi null, on NaN, “Hi ,”, [DRIVER], INSERT DATE HERE.
const holes =
  /\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]ola|[Bb]onjour)[ ]+(?:undefined|null|none|n\/a)\b|\b(?:on|at|for|by|is|of|in)[ ](?:undefined|null(?! and void)|NaN)\b|\[object Object\]|\b(?:Hi|Hello|Hey|Dear|Hola|Bonjour) ,|\bINSERT [A-Z ]{2,24} HERE\b|(?<=[a-z,] )\[[A-Z]{2,}(?:[ _][A-Z]+)*\]/g;

function findHoles({ words, body }: Reading): LintFinding[] {
  const tagged = new Set([...words.matchAll(foreign)].map(({ index }) => index));
  return [...words.matchAll(holes)]
    .filter(({ index }) => !tagged.has(index))
    .map((match) => {
      const span = [match.index, match.index + match[0].length] as const;
      return findingAt('merge.hole', 'error', span, {
        sentence: `${quote(body, span)} is what a program leaves where it had nothing to write.`,
        remedy: 'Put the words there, or a merge field with a fallback.',
      });
    });
}

// Whoever sends these by program gives the values with each text, and is refused where one is missing.
const filledByProgram: readonly (LintPurpose | null)[] = ['transactional', 'otp', 'conversational', null];

function findWithoutFallback({ body, purpose, input }: Reading): LintFinding[] {
  const parsed = parseTemplate(body);
  if (!parsed.ok || filledByProgram.includes(purpose)) return [];
  const certain = new Set(['number', ...(input.certainFields ?? [])]);
  const seen = new Set<string>();
  return parsed.template.fields.flatMap(({ name, position, safeBy }) => {
    if (safeBy !== 'none' || certain.has(name) || seen.has(name)) return [];
    seen.add(name);
    const span = [position, position + name.length] as const;
    const fallback = `${name} | default: "${name === 'first_name' ? 'there' : '…'}"`;
    return [
      findingAt('merge.no_fallback', 'warning', span, {
        sentence: `Whoever has no ${name} gets no text: this field has no fallback.`,
        remedy: `Write {{ ${fallback} }}.`,
        fix: fallback,
      }),
    ];
  });
}
