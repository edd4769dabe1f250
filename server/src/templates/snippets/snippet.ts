import { isSnippetName } from '@tidings/sms';
import { Invalid } from '../../platform/errors.ts';
import type { Texts } from '../words.ts';

/** Words with a name that stand in other words: `{{ snippet.hours }}`. In the version it was read in. */
export type Snippet = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly latestVersion: number;
  readonly body: string;
  /** For those who read another language. */
  readonly texts: Texts;
  readonly createdBy: string;
  /** When this version was written. */
  readonly createdAt: Date;
  readonly isArchived: boolean;
};

/** Which version of each snippet is meant, by name. */
export type SnippetVersions = Readonly<Record<string, number>>;

export const snippetField = (name: string) => `snippet.${name}`;

export function readSnippetName(written: string): string {
  const name = written.trim();
  if (isSnippetName(name)) return name;
  const detail =
    'A snippet is named by small letters, digits and _, as it stands in texts: {{ snippet.opening_hours }}.';
  throw new Invalid('snippet.bad_name', detail, [{ pointer: '/name', code: 'snippet.bad_name', detail }]);
}
