import {
  countParts,
  findUcs2Characters,
  type MergeValues,
  type PartCount,
  parseTemplate,
  type Rendered,
  render,
  toGsm,
  type Ucs2Character,
} from '@tidings/sms';
import { t } from '../../ui/language.ts';

/** What a text is for one person: by the same code that bills it. */
export type TextCount = {
  /** As the person would read it; null where it cannot be written for them. */
  text: string | null;
  problems: readonly { sentence: string; position: number | null }[];
  count: PartCount;
  /** What makes it a text of 70 letters a part instead of 160, each character once. */
  forcing: readonly Ucs2Character[];
};

export function countText(body: string, values: MergeValues): TextCount {
  const parsed = parseTemplate(body);
  if (!parsed.ok)
    return {
      text: null,
      problems: parsed.errors.map(({ sentence, position }) => ({ sentence, position })),
      ...lookAt(body),
    };
  const rendered = render(parsed.template, values);
  if (!rendered.ok)
    return {
      text: null,
      problems: body.trim() === '' ? [] : [{ sentence: sentenceFor(rendered, values), position: null }],
      ...lookAt(body),
    };
  return { text: rendered.text, problems: [], ...lookAt(rendered.text) };
}

function lookAt(text: string): Pick<TextCount, 'count' | 'forcing'> {
  const forcing = findUcs2Characters(text);
  return {
    count: countParts(text),
    forcing: forcing.filter(
      (one, at) => forcing.findIndex((other) => other.character === one.character) === at,
    ),
  };
}

/** The same body with one character said in another way, wherever it stands. */
export function replaceCharacter(body: string, { character, replacement }: Ucs2Character): string {
  return replacement === null ? body : body.replaceAll(character, replacement);
}

/** The same body in the small alphabet, where no reader sees the change. */
export const inSmallAlphabet = (body: string) => toGsm(body);

/**
 * Puts words where the cursor is, and tells where the cursor belongs afterwards. Where they have a gap (`…`), what is chosen goes into
 * it and the cursor behind that: no ellipsis is left that could go out, and a fallback that nobody fills in is refused.
 */
export function insertAt(
  body: string,
  words: string,
  from: number,
  to: number,
): { body: string; at: number } {
  const [before = '', after = ''] = words.split('…');
  const inGap = words.includes('…') ? body.slice(from, to) : '';
  const start = body.slice(0, from) + before + inGap;
  return { body: start + after + body.slice(to), at: start.length };
}

/** Whom a text cannot be written for, by name or number, and what they lack. */
function sentenceFor(refused: Extract<Rendered, { ok: false }>, values: MergeValues): string {
  const of = (field: string): unknown =>
    values instanceof Map ? values.get(field) : (values as Readonly<Record<string, unknown>>)[field];
  const name = [of('first_name'), of('last_name')].filter((part) => typeof part === 'string' && part !== '');
  const who = name.length > 0 ? name.join(' ') : of('number');
  if (refused.missing.length === 0 || typeof who !== 'string' || who === '') return refused.sentence;
  const fields = refused.missing.join(', ');
  return t('{who} has no {fields}: fill it in there, or give it a fallback here.', { who, fields });
}
