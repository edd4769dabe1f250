export { getUsableTemplate, unapprovedBecause } from './approval/judge-template.ts';
export { needsApproval } from './approval/template-approval.queries.ts';
export { lintWords, refuseWords, toDetail, type WordsFinding, type WordsFindings } from './lint-words.ts';
export { ensureMms, findMms, loadMms, type MmsWish } from './media/load-mms.ts';
export { mediaJobs } from './media/media.jobs.ts';
export { listMediaRows as loadMedia } from './media/media.queries.ts';
export { mediaLibraryRoutes } from './media/media.routes.ts';
export { MmsAnswer, MmsFields, readMmsWish, toMmsAnswer } from './media/media.schemas.ts';
export type { Media, MediaLimits } from './media/media.ts';
export { mediaUrlsOf, mmsPageOf, sampleMmsPage } from './media/media-links.ts';
export { mediaPages } from './media/media-pages.routes.ts';
export {
  type LinkReason,
  linkReasons,
  type Mms,
  type MmsWay,
  mmsWayOf,
  partsOfMms,
  withLink,
} from './media/mms-way.ts';
export { saveMedia } from './media/save-media.ts';
export { getTemplate } from './save-template.ts';
export { expandWords, type SaidText, type SaidWords } from './snippets/expand-words.ts';
export { changeSnippet, createSnippet } from './snippets/save-snippet.ts';
export { listSnippets } from './snippets/snippet.queries.ts';
export type { SnippetVersions } from './snippets/snippet.ts';
export { listVersions } from './template.queries.ts';
export type { Template } from './template.ts';
export { templateRoutes } from './templates.routes.ts';
export { LanguageBody, TextsBody } from './words.schemas.ts';
export { areSame, readLanguage, readTexts, type Texts, textFor, usualLanguage, type Words } from './words.ts';
