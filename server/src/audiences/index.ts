export {
  compileAudience,
  countAudience,
  isMemberSql,
  joinSegmentsSql,
  loadKnownNames,
  type Place,
  type ResolvedChoice,
} from './audience.queries.ts';
export {
  type Audience,
  type AudienceChoice,
  type AudienceLimit,
  describeChoice,
  type KnownNames,
  nobody,
  normaliseAudience,
  normaliseChoice,
  requireKnown,
  segmentsOf,
} from './audience.ts';
export type { CompiledSql } from './compiled-sql.ts';
export { isInCountriesSql } from './countries.queries.ts';
export { postcodeRoutes } from './postcodes/postcodes.routes.ts';
export { findSegmentWarnings, resolveChoice, rulesAsWords } from './resolve-choice.ts';
export * from './segments/index.ts';
