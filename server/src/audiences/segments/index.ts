export { loadCatalogue } from './catalogue.queries.ts';
export { compileSegment, joinSegment, type SegmentQuestion } from './compile.queries.ts';
export { countSegment, snapshotSegment } from './look-at-segment.ts';
export { archiveSegment, changeSegment, createSegment, getSegment } from './save-segment.ts';
export type { SavedSegment } from './segment.ts';
export { segmentRoutes } from './segments.routes.ts';
