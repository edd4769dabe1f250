export { loadMerged, loadPersonal, type PersonalValues } from './load-personal.ts';
export {
  areOurs,
  type Facts,
  factValues,
  groupOf,
  isPersonal,
  type MergeValue,
} from './merge-field.ts';
export { mergeFieldRoutes } from './merge-fields.routes.ts';
export { openFields } from './open-fields.ts';
