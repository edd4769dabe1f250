import { chooseLanguage, inLanguages, parseTemplate, type Template } from '@tidings/sms';
import { poolsIn } from '../coupons/index.ts';
import type { Run } from './chunk.ts';

type Said = Pick<Run, 'body' | 'texts'> & { readonly body: string };

// Thousands of chunks share the words of one run; those of the last few are kept by their source.
const parsed = new Map<string, Template>();
const keepParsed = 64;

/** The words of a run as one template: whoever reads one of its languages gets the text of it. */
export function templateOf({ body, texts }: Said): Template {
  const others = Object.entries(texts ?? {});
  const key = others.length === 0 ? body : JSON.stringify([body, others]);
  const known = parsed.get(key);
  if (known) return known;
  const template = inLanguages(
    parseLaunched(body),
    new Map(others.map(([tag, text]) => [tag, parseLaunched(text)])),
  );
  if (parsed.size >= keepParsed) parsed.clear();
  parsed.set(key, template);
  return template;
}

function parseLaunched(source: string): Template {
  const result = parseTemplate(source);
  if (result.ok) return result.template;
  throw new Error(`A launched body no longer parses: ${result.errors[0]?.sentence ?? 'unknown error'}`);
}

/** The pools that any language of a run takes codes from. */
export const poolsOf = ({ body, texts }: Said): readonly string[] => [
  ...new Set([body, ...Object.values(texts ?? {})].flatMap(poolsIn)),
];

/** The words that a person who reads `language` gets, before their values are in them. */
export function wordsFor({ body, texts }: Said, language: unknown): string {
  if (!texts) return body;
  const tag = chooseLanguage(language, { has: (one) => Object.hasOwn(texts, one) });
  return (tag === null ? undefined : texts[tag]) ?? body;
}
