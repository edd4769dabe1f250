export { loadCatalogue } from './catalogue.queries.ts';
export { compileSegment, joinSegment, type SegmentQuestion } from './compile.queries.ts';
export { countSegment } from './count.queries.ts';
export type { Segment } from './language/ast.ts';
export { SegmentJson } from './language/read-json.ts';
export { questionOf, snapshotSegment } from './look-at-segment.ts';
export { requireRule } from './read-rule.ts';
export {
  archiveSegment,
  changeSegment,
  createSegment,
  createSegmentWithin,
  freeSegmentName,
  getSegment,
} from './save-segment.ts';
export { overEverybody, streamPeople } from './segment.queries.ts';
export type { SavedSegment, WrittenRule } from './segment.ts';
export { segmentRoutes } from './segments.routes.ts';
export { findWritten } from './segments.schemas.ts';
