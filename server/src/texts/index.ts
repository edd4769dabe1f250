export { type Accepted, type AskedText, acceptTexts } from './accept-texts.ts';
export { eraseFromOperations } from './erase-from-operations.queries.ts';
export { operationRoutes } from './operations.routes.ts';
export { readRecipient } from './read-recipient.ts';
export { requireSayable } from './require-sayable.ts';
export type { FromWish, Refusal, TextWish } from './text.ts';
export { resumeOperations, textJobs } from './texts.jobs.ts';
export { textRoutes } from './texts.routes.ts';
export { openTemplates } from './write-body.ts';
