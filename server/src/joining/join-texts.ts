import { type Program, type ProgramWords, standingWords } from '../contacts/index.ts';
import type { Language } from '../platform/pages/languages.ts';

export type JoinTextKind = 'join_request' | 'join_reminder' | 'join_confirmation';

/** The workspace's own words in that language where there are some, else the standing ones in it. */
export function joinText(
  kind: JoinTextKind,
  locale: Language,
  program: Program,
  words: readonly ProgramWords[],
): string {
  const own = words.find((one) => one.kind === kind && one.locale === locale);
  return own?.body ?? standingWords(kind, locale, program);
}
