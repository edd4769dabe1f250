export { lintWords, refuseWords, toDetail, type WordsFinding, type WordsFindings } from './lint-words.ts';
export { getTemplate } from './save-template.ts';
export { listVersions } from './template.queries.ts';
export type { Template } from './template.ts';
export { templateRoutes } from './templates.routes.ts';
