export { type Accepted, acceptTexts } from './accept-texts.ts';
export { eraseFromOperations } from './erase-from-operations.queries.ts';
export { operationRoutes } from './operations.routes.ts';
export { readRecipient } from './read-recipient.ts';
export type { Refusal } from './text.ts';
export { resumeOperations, textJobs } from './texts.jobs.ts';
export { textRoutes } from './texts.routes.ts';
export { openTemplates } from './write-body.ts';
