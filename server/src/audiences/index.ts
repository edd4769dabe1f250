export {
  type CompiledSql,
  compileAudience,
  countAudience,
  isMemberSql,
  loadKnownNames,
  type Place,
} from './audience.queries.ts';
export {
  type Audience,
  type AudienceChoice,
  describeChoice,
  type KnownNames,
  nobody,
  normaliseAudience,
  normaliseChoice,
  requireKnown,
} from './audience.ts';
