import type { LintChannel } from '@tidings/policy/content';
import { parseTemplate } from '@tidings/sms';
import { Invalid } from '../platform/errors.ts';
import { sha256 } from '../platform/secrets.ts';
import { lintWords, refuseWords } from './lint-words.ts';
import type { SnippetVersions } from './snippets/snippet.ts';
import type { Texts } from './words.ts';

/** Words with a name. Its body is that of the version it was read in, the latest unless another was asked for. */
export type Template = {
  readonly id: string;
  readonly name: string;
  /** Texts are written from those of `text` alone; the others are kept for a program that sends mail. */
  readonly channel: TemplateChannel;
  readonly version: number;
  readonly latestVersion: number;
  /** With merge fields, as it was written. */
  readonly body: string;
  /** What the body is written in. */
  readonly language: string;
  /** For those who read another language. */
  readonly texts: Texts;
  /** What goes along with the words of this version; null for plain texts. */
  readonly mmsId: string | null;
  readonly createdBy: string;
  /** When this version was written. */
  readonly createdAt: Date;
  readonly isArchived: boolean;
  /** The last word of each who has judged this version: approved only where nobody has declined. */
  readonly standing: TemplateStanding;
  /** Which version of each snippet the last approval has seen; null without any. */
  readonly snippets: SnippetVersions | null;
};

export const templateStandings = ['unjudged', 'approved', 'declined'] as const;
export type TemplateStanding = (typeof templateStandings)[number];

/** Mail to a carrier's gateway is refused (`can-spam.ts`), and so is kept nowhere. */
export const templateChannels = ['text', 'commercial_email', 'relationship_email'] as const;
export type TemplateChannel = (typeof templateChannels)[number];

/**
 * What a template is as a whole, in short: another one whenever its words, its name or its shelf change, so that of two who
 * change it at once the second is told. A name is no version of the words, and yet nobody's to overwrite unseen.
 */
export const revisionOf = ({ latestVersion, name, isArchived }: Template): string =>
  `${latestVersion}.${sha256(`${isArchived ? 'archived' : ''}\n${name}`)
    .toString('hex')
    .slice(0, 8)}`;

const longestName = 120;
/** As long as the body of a text may be that names no template. */
export const longestBody = 4_096;

export function checkName(name: string): string {
  const checked = name.trim();
  if (checked !== '' && checked.length <= longestName && !checked.includes('\0')) return checked;
  throw refuse(
    'template.bad_name',
    `Give the template a name of at most ${longestName} characters.`,
    '/name',
  );
}

/** The words as they can be kept: something is there, the merge language can read all of it, and anybody may say it. */
export function checkBody(body: string, channel: LintChannel = 'text', pointer = '/body'): string {
  if (body.trim() === '') throw refuse('text.empty', 'Write a text: there is none yet.', pointer);
  if (body.includes('\0'))
    throw refuse('text.bad_character', 'Leave out the NUL character: no text can hold it.', pointer);
  if (body.length > longestBody)
    throw refuse('template.too_long', `Keep the words within ${longestBody} characters.`, pointer);
  const parsed = parseTemplate(body);
  if (parsed.ok) {
    // Whose words they will be and what for is known when they are used; what nobody may say is refused at once.
    refuseWords(lintWords({ body, channel }, pointer));
    return body;
  }
  const details = parsed.errors.map(({ code, sentence }) => ({ pointer, code, detail: sentence }));
  const [first] = details;
  throw new Invalid(
    first?.code ?? 'merge.unreadable',
    details.map((one) => one.detail).join(' ') || 'Mend the body.',
    details,
  );
}

/** The fields without which a person may get no text of these words, each once. What a snippet asks for is not among them. */
export function requiredFieldsOf({ body, texts }: Pick<Template, 'body' | 'texts'>): readonly string[] {
  const fields = [body, ...Object.values(texts)].flatMap((one) => {
    const parsed = parseTemplate(one);
    return parsed.ok ? parsed.template.requiredFields : [];
  });
  return [...new Set(fields)].filter((field) => !field.startsWith('snippet.'));
}

const refuse = (code: string, sentence: string, pointer = '/body') =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);
