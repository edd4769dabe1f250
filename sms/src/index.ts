/**
 * What one text is. Everything here is pure and runs in a browser as well as on a server; phone numbers live behind
 * `@tidings/sms/numbers`, because their metadata is larger than all the rest together.
 */
export { type Alphabet, gsmUnitsOf, gsmUnitsOfCode, isGsm, unitsOf } from './alphabets.ts';
export { checkTemplate } from './merge/check.ts';
export type { TemplateError } from './merge/errors.ts';
export type { FieldUse } from './merge/fields.ts';
export {
  chooseLanguage,
  inLanguages,
  languageChain,
  languageField,
  languageTagOf,
} from './merge/languages.ts';
export { type Expanded, expandSnippets, isSnippetName, snippetsIn } from './merge/snippets.ts';
export {
  longestTextCharacters,
  type ParsedTemplate,
  parseTemplate,
  type Rendered,
  render,
  type Template,
} from './merge/template.ts';
export type { MergeValues } from './merge/values.ts';
export { type AlphabetChoice, countParts, type PartBounds, type PartCount } from './parts.ts';
export {
  type Mark,
  type ReplyAction,
  type ReplyContext,
  type ReplyIntent,
  type ReplyReading,
  readReply,
} from './read-reply.ts';
export { type ReadingEase, readingEase, readingLanguages } from './reading-ease.ts';
export { findUcs2Characters, toGsm, type Ucs2Character } from './replacements.ts';
export { ruleWords } from './reply/keywords.ts';
export { languageOfReply, type ReplyLanguage } from './reply/language.ts';
export { normaliseReply } from './reply-words.ts';
