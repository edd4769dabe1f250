export { countCases, eraseFromCases, getCase, listCases, listNotes } from './cases/case.queries.ts';
export type { CaseFile, CaseNote } from './cases/case.ts';
export { caseRoutes } from './cases/cases.routes.ts';
export { CaseAnswer, readCaseId, toCase } from './cases/cases.schemas.ts';
export { openFromReply, opensCase } from './cases/open-from-reply.ts';
export { type CaseKindName, caseKinds } from './cases/terms.ts';
