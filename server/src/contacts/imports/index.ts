export { checkImport, requestCheck } from './check-import.ts';
export { listRefusedByImport } from './commit.queries.ts';
export { commitImport, requestCommit } from './commit-import.ts';
export { toLine, writeErrorsFile } from './errors-file.ts';
export { getImport, listImports } from './import.queries.ts';
export {
  type Attestation,
  type Import,
  type ImportCounts,
  type ImportOptions,
  type ImportStatus,
  usualOptions,
} from './import.ts';
export { importJobs, resumeImports } from './imports.jobs.ts';
export { type ImportPlaces, importRoutes } from './imports.routes.ts';
export { type ImportReject, listRejects } from './reject.queries.ts';
export { type FindHistory, requestUndo, undoImport } from './undo-import.ts';
export { type Upload, uploadImport } from './upload-import.ts';
export { noWords, yesWords } from './values/statuses.ts';
