import { kindOf, pathOf, sentenceOf } from './kinds.ts';
import type { Letter } from './letter.queries.ts';

type Told = Pick<Letter, 'kind' | 'subject' | 'facts' | 'at'>;

/** One mail for whatever is due to a person: a digest where it is several things. */
export function writeMail(
  letters: readonly Told[],
  { origin, workspace }: { origin: string; workspace: string },
): { subject: string; text: string } {
  const [first] = letters;
  const title = first ? kindOf(first.kind).title : '';
  const subject = letters.length === 1 ? title : `${letters.length} notifications`;
  const entries = letters.map(({ kind, facts, subject: about, at }) =>
    [
      sentenceOf(kind, facts),
      `${origin}${pathOf(kind, about)}`,
      ...(letters.length > 1 ? [at.toISOString()] : []),
    ].join('\n'),
  );
  const foot = `What you are told of, and how: ${origin}/settings/notifications`;
  return { subject: `${workspace}: ${subject}`, text: [...entries, foot].join('\n\n') };
}

// Two parts of the alphabet that all phones share; what is longer is looked at in the console.
const longestText = 300;
const plainLetters: readonly (readonly [RegExp, string])[] = [
  [/[“”]/g, '"'],
  [/[‘’]/g, "'"],
  [/…/g, '...'],
  [/[–—]/g, '-'],
];

/** One text for whatever is due to a person, with the brand in front, as every text names who sends it. */
export function writeText(letters: readonly Pick<Told, 'kind' | 'facts'>[], brand: string): string {
  const [first, ...others] = letters;
  if (!first) return '';
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const said = plainLetters.reduce(
    (text, [from, to]) => text.replace(from, to),
    sentenceOf(first.kind, first.facts),
  );
  const room = longestText - brand.length - more.length - 2;
  const cut = said.length > room ? `${said.slice(0, room - 3).trimEnd()}...` : said;
  return `${brand}: ${cut}${more}`;
}

/** What a program of the person's own is called with. */
export function writeCall({ kind, subject, facts, at }: Told, id: string, origin: string | null): string {
  return JSON.stringify({
    type: `notification.${kind}`,
    timestamp: at.toISOString(),
    data: {
      ...{ id, kind, title: kindOf(kind).title, sentence: sentenceOf(kind, facts), subject, facts },
      url: origin === null ? null : `${origin}${pathOf(kind, subject)}`,
    },
  });
}
